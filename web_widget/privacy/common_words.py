"""Words that parents use every day, as the content's questions show, and whether a word is one of them misspelt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from rapidfuzz.distance import OSA

from web_widget.privacy.tokens import tokens_of

FEWEST_USES = 3
SHORTEST = 5
"""The fewest letters of a word that may be a misspelling: "jak" is no slip for "ask"."""
LONGEST = 20


def common(texts: Iterable[str]) -> list[str]:
    """The words in lower case that are used often enough, in order of the alphabet."""
    found = (token.text for text in texts for token in tokens_of(text) if token.is_word and token.text.islower())
    return sorted(word for word, count in Counter(found).items() if count >= FEWEST_USES and len(word) > 1)


class Slips:
    """Tells words that are one slip away from a common one: a letter added, missing or changed, or two swapped.

    Both words lose a letter in each place, and what is left is compared; so a word costs as much as it has letters.

    Args:
        words: the common ones, in lower case.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        for word in words:
            if SHORTEST <= len(word) <= LONGEST:
                for rest in _rests(word):
                    self._by_rest.setdefault(rest, []).append(word)

    def near(self, word: str) -> bool:
        """Whether `word` is a slip for a common word."""
        if not SHORTEST - 1 <= len(word) <= LONGEST:
            return False
        candidates = {near for rest in _rests(word) for near in self._by_rest.get(rest, ())}
        return any(OSA.distance(word, near, score_cutoff=1) <= 1 for near in candidates)


def _rests(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
