"""Cuts a message into sentences and clauses, so that a long message about something else cannot bury a short cry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.encoder.sentence_encoder import Span

MOST_SENTENCES = 12
MOST_CLAUSES = 16
LONGEST_CLAUSE = 30
"""In words. A longer piece without a comma is cut into windows that overlap."""
_WINDOW, _STEP = 20, 14
_BETWEEN = " \n\t.!?;…,:()-–—"
"""Characters that are cut off at the ends of a piece."""
_FEWEST_IN_SENTENCE, _FEWEST_IN_CLAUSE = 3, 4

_SENTENCE_END = re.compile(r"[.!?;…]+[\"'”’)]*(?:\s+|$)|\n+")
_CLAUSE_END = re.compile(
    r",\s+|\s+[-–—]+\s+|:\s+|[()]|"
    r"\s+(?=(?:and|but|so|because|cos|then|when|while|anyway|also|who|except|only|or)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")


def pieces_of(text: str) -> tuple[Span, ...]:
    """Where the sentences of `text` are, if it has several, and the clauses of those that have several.

    No word is left out of the sentences; where there are more than MOST_SENTENCES, neighbours are joined.
    """
    sentences = _cut(text, (0, len(text)), _SENTENCE_END, _FEWEST_IN_SENTENCE)
    clauses = [clause for sentence in sentences for clause in _clauses(text, sentence)]
    several = _joined(sentences, MOST_SENTENCES) if len(sentences) > 1 else []
    return tuple(dict.fromkeys([*several, *_joined(clauses, MOST_CLAUSES)]))


def with_pieces(text: str) -> tuple[str, ...]:
    """The words of the message and, after it, of each of its pieces."""
    return (text, *(text[start:end] for start, end in pieces_of(text)))


def _clauses(text: str, sentence: Span) -> list[Span]:
    cut = _cut(text, sentence, _CLAUSE_END, _FEWEST_IN_CLAUSE)
    clauses = [window for clause in cut for window in _windows(text, clause)]
    return clauses if len(clauses) > 1 else []


def _cut(text: str, within: Span, end: re.Pattern[str], fewest: int) -> list[Span]:
    """A stretch of `text` cut at each `end`; a piece of fewer than `fewest` words stays with its neighbour."""
    edges = [within[0], *(match.end() for match in end.finditer(text, *within)), within[1]]
    parts: list[Span] = []
    for edge in pairwise(edges):
        start, stop = _without_ends(text, edge)
        if parts and start < stop and min(_words(text, (start, stop)), _words(text, parts[-1])) < fewest:
            parts[-1] = (parts[-1][0], stop)
        elif start < stop:
            parts.append((start, stop))
    return parts


def _without_ends(text: str, span: Span) -> Span:
    part = text[slice(*span)]
    start = span[0] + len(part) - len(part.lstrip(_BETWEEN))
    return start, start + len(part.strip(_BETWEEN))


def _words(text: str, span: Span) -> int:
    return len(text[slice(*span)].split())


def _windows(text: str, clause: Span) -> Iterator[Span]:
    words = [match.span() for match in _WORD.finditer(text, *clause)]
    if len(words) <= LONGEST_CLAUSE:
        yield clause
        return
    for start in range(0, len(words) - _WINDOW + _STEP, _STEP):
        window = words[start : start + _WINDOW]
        yield window[0][0], window[-1][1]


def _joined(parts: Sequence[Span], most: int) -> list[Span]:
    """`parts` in at most `most` groups of neighbours of about the same number."""
    groups = min(most, len(parts))
    edges = [len(parts) * edge // groups for edge in range(groups + 1)] if groups else []
    return [(parts[start][0], parts[stop - 1][1]) for start, stop in pairwise(edges)]
