"""What is seen of each word of a message: the word, what kind it is, and the words around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from web_widget.privacy.tokens import Token
from web_widget.privacy.vocabulary import EPONYMS
from web_widget.privacy.word_lists import WordKinds

Features = list[str]

_ENDS = frozenset(".!?")
_SHOUTED = 0.7


@dataclass(frozen=True)
class Seen:
    """What is seen of one token by itself.

    Attributes:
        word: in lower case; numbers by how many digits they have.
        kind: as `WordKinds.kind` gives it, or what sort of sign it is.
        likeness: band of likeness to names.
        form: how it is written: "l" lower case, "C" capital, "A" all capitals, "F" capital where a sentence begins.
    """

    word: str
    kind: str
    likeness: str
    form: str

    @property
    def short(self) -> str:
        """Kind and form in one."""
        return f"{self.kind}/{self.form}"


class Sight:
    """Looks at messages.

    Args:
        kinds: tells kinds of words.
        hidden: names to be taken for unlisted ones; only learning hides any.
    """

    def __init__(self, kinds: WordKinds, hidden: Callable[[str], bool] = lambda word: False) -> None:
        self._kinds = kinds
        self._hidden = hidden

    def of(self, text: str, tokens: Sequence[Token], kept: Collection[tuple[int, int]]) -> list[Features]:
        """What is seen of each token.

        Args:
            text: the message.
            tokens: of it.
            kept: where there are names of services, places and the like, which belong to nobody.
        """
        in_capitals = shouted(text)
        inside = _inside(tokens, kept)
        seen = [self._seen(text, tokens, place, in_capitals) for place in range(len(tokens))]
        gaps = [text[left.end : right.start] for left, right in pairwise(tokens)]
        return [self._features(seen, tokens, gaps, place, inside[place]) for place in range(len(tokens))]

    def _seen(self, text: str, tokens: Sequence[Token], place: int, in_capitals: bool) -> Seen:
        token = tokens[place]
        if not token.is_word:
            word = f"#{min(len(token.text), 5)}" if token.text.isdigit() else token.text
            return Seen(word, word if token.text.isdigit() else "sign", "", "")
        return Seen(
            token.lower,
            self._kind(token.lower),
            self._kinds.likeness(token.lower),
            _form(text, tokens, place, in_capitals),
        )

    def _kind(self, word: str) -> str:
        return self._kinds.unlisted(word) if self._hidden(word) else self._kinds.kind(word)

    def _features(
        self, seen: Sequence[Seen], tokens: Sequence[Token], gaps: Sequence[str], place: int, kept: bool
    ) -> Features:
        here, token = seen[place], tokens[place]
        before, second_before = _at(seen, place - 1), _at(seen, place - 2)
        after, second_after = _at(seen, place + 1), _at(seen, place + 2)
        features = [
            "one",
            f"w={here.word}",
            f"k={here.short}",
            f"l={here.likeness}",
            f"kl={here.kind}{here.likeness}",
            f"klf={here.short}{here.likeness}",
            f"w-1={before.word}",
            f"w-2={second_before.word}",
            f"w+1={after.word}",
            f"w+2={second_after.word}",
            f"k-1={before.short}",
            f"k+1={after.short}",
            f"kk={before.short},{here.short}",
            f"kk+={here.short},{after.short}",
            f"kkk={before.kind},{here.kind},{after.kind}",
            f"wk={before.word},{here.kind}",
            f"wkl={before.word},{here.kind}{here.likeness}",
            f"kw={here.kind},{after.word}",
            f"kwl={here.kind}{here.likeness},{after.word}",
            f"ww-={second_before.word},{before.word}",
            f"ww+={after.word},{second_after.word}",
            f"wkw={before.word},{here.kind},{after.word}",
            f"wwk={second_before.word},{before.word},{here.kind}",
            f"kww={here.kind},{after.word},{second_after.word}",
            f"w-3={_at(seen, place - 3).word}",
            f"w+3={_at(seen, place + 3).word}",
        ]
        if token.is_word:
            features += self._of_letters(here, token)
        if kept:
            features.append("kept")
        if token.owns:
            features += ["owns", f"owns,{here.kind}"]
        if not EPONYMS.isdisjoint((token.lower, *token.lower.split("-"))):
            features += ["eponym", f"eponym,{after.word}"]
        if place and not gaps[place - 1]:
            features.append(f"touches,{before.kind}")
        return features

    def _of_letters(self, here: Seen, token: Token) -> Features:
        features = [
            f"n={min(len(here.word), 8)}",
            f"e2={here.word[-2:]}",
            f"e3={here.word[-3:]}",
            f"b2={here.word[:2]}",
        ]
        if here.word.endswith("s") and len(here.word) > 3 and not token.owns:
            stem = here.word[:-1]
            features.append(f"s={here.kind},{self._kind(stem)}{self._kinds.likeness(stem)}")
        return features


def _at(seen: Sequence[Seen], place: int) -> Seen:
    if place < 0:
        return Seen("<", "<", "", "")
    return seen[place] if place < len(seen) else Seen(">", ">", "", "")


def _inside(tokens: Sequence[Token], spans: Collection[tuple[int, int]]) -> list[bool]:
    """Whether each token is in one of the spans."""
    places = {place for start, end in spans for place in range(start, end)}
    return [token.start in places for token in tokens]


def _form(text: str, tokens: Sequence[Token], place: int, in_capitals: bool) -> str:
    token = tokens[place]
    if in_capitals or not token.text[0].isupper():
        return "l"
    if len(token.text) > 1 and token.text.isupper():
        return "A"
    begins = place == 0 or tokens[place - 1].text in _ENDS or "\n" in text[tokens[place - 1].end : token.start]
    return "F" if begins else "C"


def shouted(text: str) -> bool:
    """Whether a message is typed in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > _SHOUTED * len(letters)
