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


class WordChange(StrEnum):
    """What happened to some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class WordRun:
    """A run of words that share one fate."""

    kind: WordChange
    text: str


@dataclass(frozen=True)
class Line:
    """A line of either text.

    Attributes:
        kind: GONE or NEW if the whole line is.
        words: its words; if single words changed, the old ones come before the new ones.
    """

    kind: WordChange
    words: tuple[WordRun, ...]

    @property
    def changed(self) -> bool:
        return any(words.kind is not WordChange.SAME for words in self.words)


def difference(before: str, after: str) -> tuple[tuple[Line, ...], ...]:
    """The places where two texts differ, each with the lines around it; empty if they are the same.

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


def in_words(before: str, after: str) -> tuple[WordRun, ...]:
    """Two texts as one, with what is gone and what is new."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    runs: list[WordRun] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(WordRun(WordChange.SAME, "".join(old[a:b])))
            continue
        runs += [
            WordRun(k, "".join(words))
            for k, words in ((WordChange.GONE, old[a:b]), (WordChange.NEW, new[c:d]))
            if words
        ]
    return tuple(runs)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Line(WordChange.SAME, (WordRun(WordChange.SAME, line),)) for line in old[a:b])
        else:
            pairs = min(b - a, d - c)
            yield from (Line(WordChange.SAME, in_words(old[a + i], new[c + i])) for i in range(pairs))
            yield from (Line(WordChange.GONE, (WordRun(WordChange.GONE, line),)) for line in old[a + pairs : b])
            yield from (Line(WordChange.NEW, (WordRun(WordChange.NEW, line),)) for line in new[c + pairs : d])
