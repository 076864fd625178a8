"""A table of what was sent, and its rows."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ROWS = 20_000


@dataclass(frozen=True)
class TableRow:
    """A row of a table.

    Attributes:
        number: in the file, counted from 1.
        cells: their texts.
        merged: the texts with those of cells that were merged over several rows.
        hidden: a spreadsheet does not show it.
        why_none: why it holds no question, where its kind of text tells; else "".
    """

    number: int
    cells: tuple[str, ...]
    merged: tuple[str, ...]
    hidden: bool = False
    why_none: str = ""


@dataclass(frozen=True)
class Table:
    """A table, or lines as a table of one column.

    Attributes:
        name: of the sheet of a workbook; else "".
        rows: with at least one cell; rows without words may be missing.
        notes: what is to be said about it.
        hidden: a spreadsheet does not show it.
        hidden_columns: places of columns that it does not show, counted from 0.
        doubts: what a person should look at.
    """

    name: str
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    doubts: tuple[str, ...] = ()
