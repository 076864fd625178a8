"""Corrects spelling to the content's own words, for understanding only: parents see what they typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
SHORTEST = 5
CLOSEST = 0.83


class Spelling:
    """Corrects words that the content does not know and that are close to one it does know.

    Args:
        texts: where the known words come from.
        another_word: whether a word is a different word, and not a misspelling of the candidate.
    """

    def __init__(self, texts: Iterable[str], another_word: Callable[[str, str], bool]) -> None:
        counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        self._known = frozenset(counts)
        self._targets = [word for word, count in counts.most_common() if len(word) >= SHORTEST and count > 1]
        self._another_word = another_word
        self._mended = lru_cache(maxsize=2048)(self._closest)

    def mend(self, text: str) -> str:
        """`text` with each unknown word replaced by a close known one, if there is one: "refussed" to "refused".

        Words with a capital inside the sentence are taken for names and are left alone.
        """
        return _WORD.sub(lambda match: self._word(match.group(), match.start() == 0), text)

    def _word(self, word: str, first: bool) -> str:
        plain = word.lower().replace("’", "'")
        named = word[0].isupper() and not first and not word.isupper()
        if named or len(plain) < SHORTEST or plain in self._known or plain.replace("'", "") in self._known:
            return word
        return self._mended(plain)

    def _closest(self, word: str) -> str:
        found = process.extractOne(
            word, self._targets, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=CLOSEST
        )
        if found is None or found[0][0] != word[0] or self._another_word(word, found[0]):
            return word
        return found[0]
