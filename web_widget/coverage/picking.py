"""Takes the questions out of a table, and says of every other row why it is no question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from web_widget.coverage.arranging import Layout
from web_widget.coverage.headings import field_of, labels_in
from web_widget.coverage.marks import bare, ends_as_question, plain
from web_widget.coverage.no_question import group_headings, why_none
from web_widget.coverage.questions import Question, QuestionsInvalid
from web_widget.coverage.table import Table, TableRow

MOST_QUESTIONS = 5_000
LONGEST_QUESTION = 1_000
LONGEST_NOTE = 80
_NOTES = {"expected": "expected", "asked_by": "asked by", "asked_on": "asked on"}
_TITLE = re.compile(
    r"\b(questions?|queries|list|survey|forum|meeting|notes|autumn|spring|summer|winter|term|20\d\d)\b", re.I
)
_SPOKEN = re.compile(r"\b(i|i'm|my|me|we|us|he|she|his|her|they|is|are|can|do|does|have|need|want)\b", re.I)
_ASKED = re.compile(r"q(?:uestion)?\s*\d*\s*[:.]\s", re.I)
_ANSWER = re.compile(r"a(?:nswer)?\s*\d*\s*:\s", re.I)
_COUNTED = re.compile(r"^\s*(\d{1,4})\s+(?=\S)")
_FEWEST_COUNTED = 3
_MOST_NAMED = 10


@dataclass(frozen=True)
class LeftOut:
    """A row that is not asked, its words, and why."""

    row: int
    text: str
    why: str


@dataclass(frozen=True)
class Picked:
    """What a table holds; the fields are as in `Sheet`."""

    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[str, ...]


def pick(name: str, table: Table, layout: Layout) -> Picked:
    """The questions of a table.

    Args:
        name: of the file, for messages.
        table: its rows.
        layout: where the questions are.

    Raises:
        QuestionsInvalid: a question is too long, or there are too many.
    """
    picking = _Picking(name, table, layout)
    picking.read()
    return Picked(tuple(picking.questions), tuple(picking.notes()), tuple(picking.left_out), tuple(picking.doubts()))


class _Picking:
    """One reading of a table."""

    def __init__(self, name: str, table: Table, layout: Layout) -> None:
        self._name, self._table, self._layout = name, table, layout
        self._heading = next((row for row in table.rows if row.number == layout.heading), None)
        self._titles = _titles(table.rows) if self._heading is None else frozenset()
        self._groups = group_headings([row for row in table.rows if row.number > layout.heading], layout.places("text"))
        self._has_answers = any(_ASKED.match(" ".join(row.cells).strip()) for row in table.rows)
        self._is_counted = _is_counted([row for row in table.rows if not self._kind_apart(row)], layout)
        self._empty, self._cut = 0, list[int]()
        self._marked, self._hidden, self._wide = list[int](), list[int](), list[int]()
        self.questions: list[Question] = []
        self.left_out: list[LeftOut] = []

    def read(self) -> None:
        for row in self._table.rows:
            if row is self._heading:
                continue
            why = self._why_not(row)
            if why:
                self._leave_out(row, why)
            else:
                self._take(row)

    def _why_not(self, row: TableRow) -> str:
        """Why a row is not read for questions; "" if it is."""
        is_left_out = row.hidden and not self._layout.hidden
        return self._kind_apart(row) or ("hidden in the spreadsheet" if is_left_out else "")

    def _kind_apart(self, row: TableRow) -> str:
        """What a row is that stands apart from the questions; "" if it is one of them, hidden or not."""
        if self._heading is not None and row.number < self._heading.number:
            return "above the headings"
        if self._heading is not None and (_same(row, self._heading) or self._is_second_heading(row)):
            return "the headings again"
        if self._has_answers and _ANSWER.match(" ".join(row.cells).strip()):
            return "an answer"
        if row.number in self._titles:
            return "a title"
        if row.number in self._groups:
            return "a heading"
        return row.why_none or why_none(row)

    def _is_second_heading(self, row: TableRow) -> bool:
        """Whether a row right below the headings names columns too, as SurveyMonkey's second row does."""
        filled = [cell for cell in row.cells if cell.strip()]
        return row.number == self._layout.heading + 1 and 0 < len(filled) == labels_in(filled)

    def _take(self, row: TableRow) -> None:
        found = [text for place in self._layout.places("text") if (text := self._question(row, place))]
        for text in found:
            if len(text) > LONGEST_QUESTION:
                remedy = f"The limit is {LONGEST_QUESTION:,}, as it is for parents. Shorten the question."
                raise QuestionsInvalid(f"Row {row.number} of {self._name} has {len(text):,} characters. {remedy}")
            self.questions.append(Question(len(self.questions) + 1, text, row=row.number, **self._notes_of(row)))
            if len(self.questions) > MOST_QUESTIONS:
                remedy = "Send them in several files."
                raise QuestionsInvalid(f"{self._name} has more than {MOST_QUESTIONS:,} questions. {remedy}")
        if self._heading and any(cell.strip() for cell in row.cells[len(self._heading.cells) :]):
            self._wide.append(row.number)
        if found and row.hidden:
            self._hidden.append(row.number)
        if not found:
            self._leave_out(row, "no question in it")

    def _question(self, row: TableRow, place: int) -> str:
        cell = row.cells[place] if place < len(row.cells) else ""
        text = bare(_COUNTED.sub("", cell) if self._is_counted else cell)
        if not any(letter.isalnum() for letter in text):
            return ""
        if text != plain(cell):
            self._marked.append(row.number)
        return text

    def _notes_of(self, row: TableRow) -> dict[str, str]:
        notes = {}
        for name in _NOTES:
            place = next(iter(self._layout.places(name)), len(row.merged))
            words = plain(row.merged[place]) if place < len(row.merged) else ""
            if len(words) > LONGEST_NOTE:
                self._cut.append(row.number)
            if words:
                notes[name] = words[:LONGEST_NOTE]
        return notes

    def _leave_out(self, row: TableRow, why: str) -> None:
        words = " | ".join(tidy for cell in row.cells if (tidy := plain(cell)))
        if any(letter.isalnum() for letter in words):
            self.left_out.append(LeftOut(row.number, words, why))
        else:
            self._empty += 1

    def notes(self) -> Iterator[str]:
        """What was done with the list."""
        unused = ", ".join(self._unused())[:200]
        if unused:
            yield f"These columns were not used: {unused.rstrip('.')}."
        if self._empty:
            yield f"{self._empty} row(s) without words were skipped."
        if self.left_out:
            yield f"{_rows([each.row for each in self.left_out])} not asked: see the list of rows left out."
        if self._marked:
            yield f"Bullets, numbers or quotation marks around {len(self._marked)} question(s) were taken off."
        if self._cut:
            yield f"{_rows(self._cut)} shortened: a note may have {LONGEST_NOTE} characters."

    def doubts(self) -> Iterator[str]:
        """What a person should look at."""
        if self._hidden:
            words = "hidden in the spreadsheet, but asked all the same unless you leave hidden rows out."
            yield f"{_rows(self._hidden)} {words}"
        if self._wide:
            words = "longer than the headings: a comma in a question must be inside quotation marks."
            yield f"{_rows(self._wide)} {words}"
        if self._titles:
            yield f"{_rows(sorted(self._titles))} taken for a title and not asked."
        if groups := sorted(self._groups - self._titles):
            words = (
                "taken for headings and not asked. Put a question mark behind what is a question, and send it again."
            )
            yield f"{_rows(groups)} {words}"
        for place in sorted(self._table.hidden_columns & set(self._layout.columns)):
            yield f"Column {place + 1} is hidden in the spreadsheet, but read all the same."
        yield from self._table.doubts

    def _unused(self) -> Iterator[str]:
        for place, cell in enumerate(self._heading.cells if self._heading else ()):
            if place not in self._layout.columns and plain(cell):
                yield plain(cell)


def _is_counted(rows: Sequence[TableRow], layout: Layout) -> bool:
    """Whether every question begins with its number and a blank: one such number alone may be an age.

    Args:
        rows: those with the questions, and no others.
        layout: where the questions are.
    """
    places = layout.places("text")[:1]
    cells = [
        row.cells[place] for row in rows for place in places if place < len(row.cells) and row.cells[place].strip()
    ]
    numbers = [int(found[1]) for cell in cells if (found := _COUNTED.match(cell))]
    return len(numbers) >= _FEWEST_COUNTED and numbers == list(range(1, len(cells) + 1))


def _rows(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:_MOST_NAMED])) + (" and more" if len(numbers) > _MOST_NAMED else "")
    return f"Row {named} is" if len(numbers) == 1 else f"Rows {named} are"


def _same(row: TableRow, heading: TableRow) -> bool:
    return [plain(cell).lower() for cell in row.cells] == [plain(cell).lower() for cell in heading.cells]


def _titles(rows: Sequence[TableRow]) -> frozenset[int]:
    """The first row, if it is no question although nearly all others are, or is called a list of them."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if len(filled) < 3:
        return frozenset()
    first = plain(" ".join(filled[0].cells))
    alone = len([cell for cell in filled[0].cells if cell.strip()]) == 1
    asking = sum(any(map(ends_as_question, row.cells)) for row in filled[1:])
    apart = filled[1].number > filled[0].number + 1 or not any(rows[1].cells)
    likely = apart or first.endswith(":") or bool(_TITLE.search(first) and not _SPOKEN.search(first))
    mostly = asking >= 0.7 * (len(filled) - 1)
    is_title = alone and not first.endswith("?") and likely and (mostly or field_of(first, alone=True) == "text")
    return frozenset({filled[0].number}) if is_title else frozenset()
