"""Rows of a list that are no questions: totals, footers, what a website writes beside a post, headings of groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from web_widget.coverage.headings import LONGEST
from web_widget.coverage.marks import ends_as_question, plain
from web_widget.coverage.table import TableRow

_TOTAL = re.compile(
    r"(?:(?:grand |sub-? ?)?totals?|sum|average|mean|count|n)\b"
    r"(?: (?:number of |no\.? of )?(?:questions?|queries|enquiries|rows|asked|responses|answered))*[\s:=]*[\d.,%\s]*",
    re.I,
)
_FOOTER = re.compile(
    r"-?\s*page\s*\d+(?:\s*(?:of|/)\s*\d+)?\s*-?|\d+ of \d+"
    r"|end of (?:the )?(?:list|report|document|questions|export|file)\.?"
    r"|(?:printed|exported|generated|downloaded|created|prepared|produced|compiled|last updated|updated|last saved)"
    r"(?: (?:on|by|from|at|using|with)\b|:| \d).{0,80}"
    r"|(?:©|\(c\)|copyright)\s[^?]{0,80}"
    r"|(?:source|version|author|contact)\b ?:?[^?]{0,80}(?:\d{4}|@|https?:|\.xlsx?|\.docx?)[^?]{0,80}"
    r"|official(?:[\s:–-]+sensitive)?|(?:private (?:and|&) )?confidential|(?:for )?internal use only",
    re.I,
)
_OF_WEBSITES = re.compile(
    r"like|reply|share|comment|follow|send|hide|edited|author|admin|moderator|(?:rising|top) (?:fan|contributor)"
    r"|see (?:more|less|translation|original)|most relevant|newest|all comments|active now|sponsored|seen by \d+"
    r"|(?:like|reply|share|edited|\d+\s?[smhdwy]|·|•|\s)+"
    r"|view (?:all |more |previous )?(?:\d+ )?(?:more )?(?:comments?|repl(?:y|ies))|write a (?:comment|reply)\b.{0,20}"
    r"|\d+\s?(?:s|m|h|d|w|y)|\d+ (?:mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?) ago"
    r"|\d+ (?:likes?|repl(?:y|ies)|comments?|shares?|reactions?|views?)",
    re.I,
)
_KINDS = ((_TOTAL, "a total"), (_FOOTER, "a footer"), (_OF_WEBSITES, "words of the website"))
_MOST_WORDS = 6
"""The most words that a heading of a group has."""
_SPOKEN = re.compile(r"\b(?:i|i'm|my|me|we|us|he|she|his|her|they|can|do|does|need|want|how|what|who|when|why)\b", re.I)
_MOSTLY = 0.7


def why_none(row: TableRow) -> str:
    """What a row is that no parent can have asked; "" if it may be a question.

    Args:
        row: with its cells as they were sent.
    """
    return next((why for pattern, why in _KINDS if pattern.fullmatch(_words(row))), "")


def group_headings(rows: Sequence[TableRow], places: Sequence[int]) -> frozenset[int]:
    """The numbers of the rows that say what the questions below them are about.

    Args:
        rows: below the headings of the columns.
        places: of the columns with the questions.
    """
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    enough = _MOSTLY * len(filled)
    asking = sum(any(map(ends_as_question, row.cells)) for row in filled) >= enough
    wide = sum(_width(row) > 1 for row in filled) >= enough
    likely = {row.number: row for row in filled[:-1] if _width(row) == 1 and _may_be_heading(_words(row))}
    in_capitals = {text for row in likely.values() if (text := _words(row)).isupper() and len(text) > 3}
    gaps = {row.number: row.number > before.number + 1 for before, row in pairwise(filled)}

    def leads(row: TableRow) -> bool:
        apart = gaps.get(row.number, False)
        capitals = _words(row) in in_capitals and (apart or len(in_capitals) > 1)
        outside = not any(row.cells[place].strip() for place in places if place < len(row.cells))
        return _words(row).endswith(":") or (asking and (capitals or apart)) or (wide and (asking or outside))

    return frozenset(number for number, row in likely.items() if leads(row))


def _words(row: TableRow) -> str:
    return plain(" ".join(row.cells))


def _width(row: TableRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _may_be_heading(text: str) -> bool:
    short = len(text.split()) <= _MOST_WORDS and len(text) <= LONGEST
    return short and any(map(str.isalpha, text)) and not text.endswith("?") and not _SPOKEN.search(text)
