"""Which words above a column say what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAMES = {
    "text": ("question", "questions", "query", "queries", "enquiry", "enquiries", "question asked", "what was asked"),
    "expected": ("expected", "expected entry", "expected page", "expected answer", "entry", "right page", "page"),
    "asked_by": ("asked by", "who", "who asked", "from", "asked from", "where from", "who asked it", "source"),
    "asked_on": ("asked on", "when", "date", "date asked", "when asked", "month", "date received"),
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}
_LABELS = frozenset(
    [
        *("id", "no", "number", "name", "email", "e mail", "start time", "completion time", "timestamp", "school"),
        *("asked by", "asked on", "date", "month", "expected", "area", "town", "age", "status", "topic", "category"),
        *("respondent id", "collector id", "ip address", "email address", "start date", "end date", "first name"),
        *("last name", "custom data 1", "username", "postcode", "submitted", "response", "open ended response"),
        *("theme", "notes", "comments", "answer", "priority"),
    ]
)
"""Other words that people write above columns."""
_QUESTION = re.compile(r"\b(questions?|quer(y|ies)|enquir(y|ies)|inquir(y|ies))\b")
_ABOUT_IT = re.compile(
    r"^(question|query|enquiry|q)s?( (no|number|num|id|ref|reference|type|topic|category|theme|date|status|source))+$"
)
_ALONE = re.compile(
    r"^(the |our |your |my |all |list of |parents?'?s?,? |carers?'?s? |and )*(questions?|queries|enquiries)"
    r"( (from|by|asked|we|that|for|to)\b.{0,40})?$"
)
LONGEST = 80


def field_of(heading: str, alone: bool = False) -> str | None:
    """The field of a question that a heading names: "text", "expected", "asked_by" or "asked_on".

    Args:
        heading: as it was written.
        alone: there is no other heading beside it, so that it must be more than a sentence with "question" in it.
    """
    words = _plain(heading)
    if not words or len(heading.strip()) > LONGEST:
        return None
    if words in _FIELDS:
        return _FIELDS[words] if not (alone and _FIELDS[words] != "text") else None
    if alone:
        return "text" if _ALONE.match(words) and not heading.strip().endswith("?") else None
    asks = heading.strip().endswith("?") and "your question" not in words
    return "text" if _QUESTION.search(words) and not _ABOUT_IT.match(words) and not asks else None


def is_heading_row(cells: Sequence[str]) -> bool:
    """Whether a row names a column of questions and holds nothing that is longer than a heading."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) == 1:
        return field_of(filled[0], alone=True) == "text"
    fields = [field_of(cell) for cell in filled]
    short = all(len(cell.strip()) <= LONGEST for cell in filled)
    sentences = sum(cell.strip().endswith("?") and not field for cell, field in zip(filled, fields, strict=True))
    return short and "text" in fields and not sentences and _are_labels(filled)


def labels_in(cells: Sequence[str]) -> int:
    """How many cells of a row hold words that people write above columns, even if none names the questions."""
    return sum(_plain(cell) in _LABELS for cell in cells)


def _are_labels(filled: Sequence[str]) -> bool:
    """Whether all cells differ, whatever their case. A sentence that repeats a word is no row of labels."""
    return len({_plain(cell) for cell in filled}) == len(filled)


def _plain(heading: str) -> str:
    words = re.sub(r"\(.*?\)|\[.*?\]", " ", heading.lower().replace("’", "'"))
    return " ".join(re.sub(r"[^a-z0-9']+", " ", words).split())
