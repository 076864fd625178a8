"""Where the questions are in what was sent: on which sheet, below which headings, in which columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from web_widget.coverage.headings import field_of, is_heading_row, labels_in
from web_widget.coverage.marks import ends_as_question
from web_widget.coverage.table import Table, TableRow

FIELDS = ("text", "expected", "asked_by", "asked_on")
LOOKED_AT = 200
"""How many rows of a sheet are looked at."""
LATEST_HEADINGS = 30
"""Headings are not looked for below this row."""
_ENOUGH = 0.5
"""A column may hold the questions if at least this share of its cells holds a sentence."""
_WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Layout:
    """Where the questions are.

    Attributes:
        sheet: place of the table, counted from 0.
        heading: number of the row with the headings; 0 if there are none.
        columns: for the place of each column that is used, counted from 0, its field.
        hidden: whether rows that the spreadsheet hides are asked too.
    """

    sheet: int = 0
    heading: int = 0
    columns: Mapping[int, str] = field(default_factory=lambda: {0: "text"})
    hidden: bool = True

    def places(self, name: str) -> list[int]:
        """The columns of a field."""
        return sorted(place for place, found in self.columns.items() if found == name)


@dataclass(frozen=True)
class Arranged:
    """A layout, and what a person should look at before it is believed.

    Attributes:
        layout: the one that was found.
        doubts: in words; empty if headings name everything.
    """

    layout: Layout
    doubts: tuple[str, ...] = ()


def arrange(tables: Sequence[Table]) -> Arranged | None:
    """Find the questions, or None if no column seems to hold any.

    Args:
        tables: of what was sent.
    """
    found = {place: made for place, table in enumerate(tables) if (made := _of_table(place, table)) is not None}
    if not found:
        return None
    best = max(found, key=lambda place: (not tables[place].hidden, _rank(tables[place], found[place]), -place))
    others = [tables[place].name for place in found if place != best and _rank(tables[place], found[place]) > (0, 0)]
    doubts = found[best].doubts
    if others:
        named = ", ".join(f"“{name}”" for name in others)
        doubts = (*doubts, f"Only the sheet “{tables[best].name}” is read. {named} may also hold questions.")
    return Arranged(found[best].layout, doubts)


def arrange_sheet(tables: Sequence[Table], place: int) -> Layout:
    """Where the questions are on one sheet; in its first column, if they cannot be found.

    Args:
        tables: of what was sent.
        place: of the sheet, counted from 0.
    """
    found = _of_table(place, tables[place])
    return found.layout if found else Layout(place)


def with_heading(tables: Sequence[Table], layout: Layout, heading: int) -> Layout:
    """The layout with another row of headings; its columns are those that the row names, or as they were.

    Args:
        tables: of what was sent.
        layout: as it was.
        heading: number of the row; 0 for none.
    """
    rows = tables[layout.sheet].rows
    row = next((row for row in rows if row.number == heading), None)
    named = _named(row, rows) if row else {}
    return replace(layout, heading=heading, columns=named if "text" in named.values() else layout.columns)


def _rank(table: Table, made: Arranged) -> tuple[int, int]:
    """Sheets with headings go first, then those with more rows."""
    rows = sum(_is_sentence(_cell(row, place)) for row in table.rows for place in made.layout.places("text")[:1])
    return (int(made.layout.heading > 0 and not made.doubts and rows > 0), rows)


def _of_table(place: int, table: Table) -> Arranged | None:
    rows = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    if not rows:
        return None
    headings = [row for row in rows[:LATEST_HEADINGS] if is_heading_row(row.cells)]
    if headings:
        best = max(headings, key=lambda row: (sum(field_of(cell) is not None for cell in row.cells), -row.number))
        best = _lower(best, headings)
        return Arranged(Layout(place, best.number, _named(best, rows)))
    width = max(sum(bool(cell.strip()) for cell in row.cells) for row in rows)
    if width == 1:
        return Arranged(Layout(place, 0, {_only_column(rows): "text"}))
    return _by_content(place, rows)


def _lower(heading: TableRow, headings: Sequence[TableRow]) -> TableRow:
    """If the headings take two rows, the second, which names each column separately."""
    below = next((row for row in headings if row.number == heading.number + 1), None)
    return below if below and labels_in(below.cells) > labels_in(heading.cells) else heading


def _named(heading: TableRow, rows: Sequence[TableRow]) -> dict[int, str]:
    """The columns that headings name. Where a name occurs twice, only questions count."""
    below = [row for row in rows if row.number > heading.number][:LOOKED_AT]
    alone = sum(bool(cell.strip()) for cell in heading.cells) == 1
    columns: dict[int, str] = {}
    for place, cell in enumerate(heading.cells):
        name = field_of(cell, alone)
        if name == "text":
            columns[_moved(place, heading, below)] = name
        elif name and name not in columns.values():
            columns.setdefault(place, name)
    return _without_lesser(columns, heading)


def _without_lesser(columns: dict[int, str], heading: TableRow) -> dict[int, str]:
    """Only the column called "question", if the headings of others merely contain the word."""
    texts = [place for place, name in columns.items() if name == "text"]
    exact = [place for place in texts if place < len(heading.cells) and field_of(heading.cells[place], True) == "text"]
    return {place: name for place, name in columns.items() if name != "text" or not exact or place in exact}


def _moved(place: int, heading: TableRow, below: Sequence[TableRow]) -> int:
    """The next column, if a heading goes over two of them and the first holds numbers or nothing."""
    after = place + 1
    free = after < len(heading.cells) and not heading.cells[after].strip()
    return after if free and _sentences(below, after) > 2 * _sentences(below, place) else place


def _only_column(rows: Sequence[TableRow]) -> int:
    filled = [place for row in rows for place, cell in enumerate(row.cells) if cell.strip()]
    return max(set(filled), key=filled.count)


def _by_content(place: int, rows: Sequence[TableRow]) -> Arranged | None:
    looked = rows[:LOOKED_AT]
    labelled = labels_in(rows[0].cells) > 0
    below = looked[1:] if labelled else looked
    best = max(range(max(len(row.cells) for row in rows)), key=lambda column: _likely(below, column))
    if _sentences(below, best) < _ENOUGH:
        return None
    called = rows[0].cells[best].strip() if labelled and best < len(rows[0].cells) else ""
    found = f"the column “{called}”" if called else f"column {best + 1}"
    doubt = f"No heading says which column holds the questions. We took {found}."
    return Arranged(Layout(place, rows[0].number if labelled else 0, {best: "text"}), (doubt,))


def _cell(row: TableRow, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _likely(rows: Sequence[TableRow], column: int) -> tuple[bool, float]:
    """How likely a column holds the questions: half of its cells ask something, or else its sentences are long."""
    asking = fmean(ends_as_question(_cell(row, column)) for row in rows) if rows else 0.0
    return asking >= _ENOUGH, _length(rows, column)


def _length(rows: Sequence[TableRow], column: int) -> float:
    words = [len(_WORDS.findall(_cell(row, column))) for row in rows]
    return _sentences(rows, column) * fmean(words) if words else 0.0


def _sentences(rows: Sequence[TableRow], column: int) -> float:
    """The share of cells that hold a sentence."""
    return fmean(_is_sentence(_cell(row, column)) for row in rows) if rows else 0.0


def _is_sentence(cell: str) -> bool:
    return len(_WORDS.findall(cell)) >= 3
