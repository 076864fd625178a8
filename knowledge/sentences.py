"""Cuts a message into the pieces that are looked at one by one, so that a long message cannot bury a short cry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import spacy
from spacy.language import Language

MOST_PIECES = 8
LONGEST = 25
"""Words of a piece. A sentence that is longer, or a message without full stops, is cut into overlapping windows."""
_SHORTEST = 3


def split(text: str) -> tuple[str, ...]:
    """The whole of `text` first and, where it has more than one, its sentences.

    Args:
        text: a message as typed.

    Returns:
        At most MOST_PIECES pieces: none of an empty message. Where there are more, neighbours are joined
        so that no word is left out.
    """
    whole = " ".join(text.split())
    pieces = [piece for line in text.splitlines() for piece in _sentences(line)]
    if len(pieces) < 2:
        return (whole,) if whole else ()
    return (whole, *_joined(pieces, MOST_PIECES - 1))


def _sentences(line: str) -> Iterator[str]:
    """The sentences of a line, a very short one with the next, a long one in windows."""
    waiting: list[str] = []
    for sentence in _sentencizer()(line).sents:
        waiting += sentence.text.split()
        if len(waiting) >= _SHORTEST:
            yield from _windows(waiting)
            waiting = []
    if waiting:
        yield " ".join(waiting)


def _windows(words: Sequence[str]) -> Iterator[str]:
    """`words` whole or, where there are more than LONGEST, in windows that overlap by about a third."""
    if len(words) <= LONGEST:
        yield " ".join(words)
        return
    step = LONGEST * 2 // 3
    for start in range(0, len(words) - LONGEST + step, step):
        yield " ".join(words[start : start + LONGEST])


def _joined(pieces: Sequence[str], most: int) -> Iterator[str]:
    """`pieces` in at most `most` groups of neighbours of about the same number."""
    groups = min(most, len(pieces))
    for group in range(groups):
        start, end = (len(pieces) * edge // groups for edge in (group, group + 1))
        yield " ".join(pieces[start:end])


@lru_cache(maxsize=1)
def _sentencizer() -> Language:
    language = spacy.blank("en")
    language.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", ";"]})
    return language
