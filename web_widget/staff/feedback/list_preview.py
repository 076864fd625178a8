"""A list as it was read, before any question is asked: what to look at, and how to have it read differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from web_widget.coverage.arranging import FIELDS, Layout, arrange_sheet, with_heading
from web_widget.coverage.marks import plain
from web_widget.coverage.questions import Question
from web_widget.coverage.reading import SentList, Sheet
from web_widget.coverage.table import TableRow

FIRST = 5
ROWS_SHOWN = 8
HEADINGS_OFFERED = 15
FIELD_WORDS = {"text": "Question", "expected": "Expected", "asked_by": "Asked by", "asked_on": "Asked on"}


@dataclass(frozen=True)
class Preview:
    """What the page shows.

    Attributes:
        title: of the list.
        word: the list, packed for a hidden field.
        sent: what was sent.
        sheet: as it was read.
    """

    title: str
    word: str
    sent: SentList
    sheet: Sheet

    @property
    def fields(self) -> Sequence[str]:
        """The fields that the list has, the question first."""
        named = set(self.sheet.layout.columns.values())
        return [name for name in FIELDS if name in named]

    @property
    def rows(self) -> Sequence[TableRow]:
        """The first rows of the sheet as they were sent."""
        return self.sent.tables[self.sheet.layout.sheet].rows[:ROWS_SHOWN]

    @property
    def columns(self) -> Mapping[int, str]:
        """The heading or the first words of each column that has words, by its place."""
        rows = self.sent.tables[self.sheet.layout.sheet].rows
        places = range(max((len(row.cells) for row in rows), default=0))
        filled = {place: [words for row in rows if (words := _cell(row, place))] for place in places}
        heading = next((row for row in rows if row.number == self.sheet.layout.heading), None)
        named = {place: _cell(heading, place) if heading else "" for place in places}
        return {place: (named[place] or words[0])[:40] for place, words in filled.items() if words}

    @property
    def headings(self) -> Mapping[int, str]:
        """The words of each row that may hold headings, by its number."""
        rows = self.sent.tables[self.sheet.layout.sheet].rows[:HEADINGS_OFFERED]
        return {row.number: ", ".join(filter(None, map(plain, row.cells)))[:60] for row in rows}

    @property
    def has_hidden(self) -> bool:
        """Whether the spreadsheet hides rows of the sheet."""
        return any(row.hidden for row in self.sent.tables[self.sheet.layout.sheet].rows)


def chosen(form: MultiDict[str, str], sent: SentList, shown: Layout) -> Layout:
    """The layout that somebody chose on the page.

    Args:
        form: as it came back.
        sent: what was sent.
        shown: the layout that the page showed.
    """
    sheet = form.get("sheet", shown.sheet, int)
    if sheet != shown.sheet and 0 <= sheet < len(sent.tables):
        return arrange_sheet(sent.tables, sheet)
    named = {place: form.get(f"column-{place}", "") for place in range(len(_widest(sent, shown)))}
    columns = {place: name for place, name in named.items() if name in FIELDS}
    layout = replace(shown, hidden="leave_out_hidden" not in form)
    if "text" in columns.values():
        layout = replace(layout, columns=columns)
    heading = form.get("heading", shown.heading, int)
    return layout if heading == shown.heading else with_heading(sent.tables, layout, heading)


def without(questions: Sequence[Question], numbers: Sequence[str]) -> list[Question]:
    """The questions without those that somebody ticked, numbered again.

    Args:
        questions: of the list.
        numbers: of those to leave out, as they came back.
    """
    left = [question for question in questions if str(question.number) not in numbers]
    return [replace(question, number=number) for number, question in enumerate(left, start=1)]


def _widest(sent: SentList, shown: Layout) -> Sequence[str]:
    return max((row.cells for row in sent.tables[shown.sheet].rows), key=len, default=())


def _cell(row: TableRow, place: int) -> str:
    return plain(row.cells[place]) if place < len(row.cells) else ""
