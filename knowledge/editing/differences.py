"""The difference between two texts, word by word, for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|[^\s]+")
AROUND = 2
"""How many lines are shown on each side of a line that changed."""


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Words:
    """A run of words that share one fate."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """A line of either text.

    Attributes:
        kind: GONE or NEW where the whole line is.
        words: its words; where single words changed, the old ones stand before the new ones.
    """

    kind: Kind
    words: tuple[Words, ...]

    @property
    def changed(self) -> bool:
        return any(words.kind is not Kind.SAME for words in self.words)


def difference(before: str, after: str) -> tuple[tuple[Line, ...], ...]:
    """The places where two texts differ, each with the lines around it; empty where they are the same.

    Args:
        before: the old text, with any line ends.
        after: the new one.
    """
    lines = list(_lines(before.splitlines(), after.splitlines()))
    shown = {near for i, line in enumerate(lines) if line.changed for near in range(i - AROUND, i + AROUND + 1)}
    places: list[list[Line]] = []
    for number, line in enumerate(lines):
        if number in shown:
            if number - 1 not in shown or not places:
                places.append([])
            places[-1].append(line)
    return tuple(tuple(place) for place in places)


def in_words(before: str, after: str) -> tuple[Words, ...]:
    """Two texts as one, with what is gone and what is new."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    runs: list[Words] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Words(Kind.SAME, "".join(old[a:b])))
            continue
        runs += [Words(k, "".join(words)) for k, words in ((Kind.GONE, old[a:b]), (Kind.NEW, new[c:d])) if words]
    return tuple(runs)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Line(Kind.SAME, (Words(Kind.SAME, line),)) for line in old[a:b])
        else:
            pairs = min(b - a, d - c)
            yield from (Line(Kind.SAME, in_words(old[a + i], new[c + i])) for i in range(pairs))
            yield from (Line(Kind.GONE, (Words(Kind.GONE, line),)) for line in old[a + pairs : b])
            yield from (Line(Kind.NEW, (Words(Kind.NEW, line),)) for line in new[c + pairs : d])
