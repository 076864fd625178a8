"""A list as it was read, as lines of text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from web_widget.coverage.questions import Question
from web_widget.coverage.reading import Sheet

FIRST = 5


def shown(sheet: Sheet) -> str:
    """The first questions, what was done with the list, every row that is not asked, and what to look at."""
    return "\n".join(_lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    many = len(sheet.questions)
    yield f"{many:,} questions were read. The first {min(FIRST, many)}:"
    yield from (f"  row {question.row}: {_words(question)}" for question in sheet.questions[:FIRST])
    yield from sheet.notes
    if sheet.left_out:
        yield "Not asked:"
        yield from (f"  row {row.row}: {row.text} ({row.why})" for row in sheet.left_out)
    yield from (f"Please look at this: {doubt}" for doubt in sheet.doubts)


def _words(question: Question) -> str:
    named = (("expected", question.expected), ("asked by", question.asked_by), ("asked on", question.asked_on))
    notes = "; ".join(f"{name}: {words}" for name, words in named if words)
    return f"{question.text} [{notes}]" if notes else question.text
