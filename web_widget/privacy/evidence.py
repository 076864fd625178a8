"""Evidence against taking a word for a name: how the content uses it, and the words around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from web_widget.privacy.tokens import Token
from web_widget.privacy.usage import Usage

_UNLISTED = frozenset(("unknown", "misspelt"))
_ORDINARY = frozenset(("also", "given-word", "surname-word", "english"))
_NOT_GIVEN = frozenset(("unknown", "misspelt", "surname", "surname-word", "english"))
_INTRODUCING = frozenset(
    (
        "called named name mr mrs miss ms dr son daughter boy girl lad brother sister nephew niece cousin uncle aunt "
        "auntie nan nanna nana grandson granddaughter stepson stepdaughter husband wife partner ex baby eldest "
        "youngest teacher worker nurse caseworker senco dear"
    ).split()
)
_OF_THINGS = frozenset("a an the no any every each some own its his her".split())
_MONTHS = frozenset(
    "january jan february feb march april may june july august september october november december".split()
)
_OF_TIME = frozenset("in by until till til since next last this every early mid late before after".split())
_ENDS_OF_PLACES = frozenset(
    (
        "road street lane avenue close crescent academy primary infants juniors college hospital surgery barracks "
        "practice centre syndrome disease questionnaire scale scales therapy"
    ).split()
)
_LETTERED = frozenset("section sections draft".split())
_NEAR = 3


class Evidence:
    """Looks at one message.

    Args:
        tokens: of it.
        usage: how the content uses words.
    """

    def __init__(self, tokens: Sequence[Token], usage: Usage) -> None:
        self._lower = [token.lower for token in tokens]
        self._usage = usage
        self._lettered = not _LETTERED.isdisjoint(self._lower)

    def never(self, place: int, kind: str) -> bool:
        """Whether the word is no name: the content uses it, no list has it, and nothing introduces a name here.

        Args:
            place: of the token.
            kind: of its word.
        """
        word = self._lower[place]
        if len(word) == 1:
            return self._lettered and "a" <= word <= "k"
        return kind in _UNLISTED and word in self._usage.words and self._at(place - 1) not in _INTRODUCING

    def against(self, place: int, kind: str) -> bool:
        """Whether the word is used like an ordinary one, so that only a very likely name counts.

        Args:
            place: of the token.
            kind: of its word.
        """
        return (
            self._in_usual_words(place, kind)
            or self._is_month(place)
            or (kind in _NOT_GIVEN and self._at(place + 1) in _ENDS_OF_PLACES)
            or (kind in _UNLISTED and (self._at(place - 1) == "in" or self._usage.near(self._lower[place])))
        )

    def _in_usual_words(self, place: int, kind: str) -> bool:
        """Whether it is an ordinary word in its usual company: "blue badge", "her story"."""
        if kind not in _ORDINARY:
            return False
        before, word, after = self._at(place - 1), self._lower[place], self._at(place + 1)
        return before in _OF_THINGS or self._usage.has_pair(before, word) or self._usage.has_pair(word, after)

    def _is_month(self, place: int) -> bool:
        """Whether it is a month with a number, a word of time or another month near it."""
        if self._lower[place] not in _MONTHS:
            return False
        beside = (self._at(place - 1), self._at(place + 1))
        return (
            beside[0] in _OF_TIME
            or any(word.isdigit() and beside[0] != "is" for word in beside)
            or not _MONTHS.isdisjoint(self._around(place))
        )

    def _around(self, place: int) -> Collection[str]:
        before = self._lower[max(place - _NEAR, 0) : place]
        return [word for word in (*before, *self._lower[place + 1 : place + 1 + _NEAR]) if word != self._lower[place]]

    def _at(self, place: int) -> str:
        return self._lower[place] if 0 <= place < len(self._lower) else ""
