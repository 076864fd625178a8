"""Reads an Excel workbook in a process of its own, with little memory and time.

A workbook of some kilobytes can unpack to gigabytes of cells. What happens to that process happens to nobody else.
Run as a program, it reads a workbook from its input and writes a line of JSON for each sheet.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from knowledge.settings import ROOT
from web_widget.coverage.table import MOST_ROWS, Table, TableRow

MOST_COLUMNS = 50
MOST_SHEETS = 30
LONGEST_CELL = 2_000
MEMORY_BYTES = 600_000_000
"""A limit on addresses, most of which are never used: reading 5,000 questions takes 60 MB."""
PROCESSOR_SECONDS = 5
SECONDS = 30
_MOST_NAMED = 10


class WorkbookUnreadable(Exception):
    """It is damaged, or needs more memory or time than a list of questions does."""


def tables_of(data: bytes) -> list[Table]:
    """The sheets of a workbook. A formula is replaced by its result, if the workbook holds it.

    Raises:
        WorkbookUnreadable: it cannot be read within the limits.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise WorkbookUnreadable(type(error).__name__) from error
    return [_table(json.loads(line)) for line in done.stdout.splitlines()]


def _table(sheet: Mapping[str, Any]) -> Table:
    rows = tuple(TableRow(n, tuple(cells), tuple(merged), hidden) for n, cells, merged, hidden in sheet["rows"])
    return Table(sheet["name"], rows, tuple(sheet["notes"]), sheet["hidden"], frozenset(sheet["hidden_columns"]))


def main() -> int:
    """Read a workbook within the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import io

    import openpyxl

    data = sys.stdin.buffer.read()
    typed = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
    results = openpyxl.load_workbook(io.BytesIO(data), data_only=True) if _has_formulas(typed) else typed
    for sheet in typed.worksheets[:MOST_SHEETS]:
        print(json.dumps(_read(sheet, results[sheet.title])))
    return 0


def _has_formulas(book: Any) -> bool:
    return any(cell.data_type == "f" for sheet in book.worksheets for row in _rows(sheet) for cell in row)


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS), max_row=min(sheet.max_row, MOST_ROWS + 1))


def _read(formulas: Any, results: Any) -> dict[str, Any]:
    """The rows of a sheet. `formulas` and `results` are the same sheet, read with and without its formulas."""
    over = _merged(formulas)
    rows, without, wrong = [], [], []
    for typed, values in zip(_rows(formulas), _rows(results), strict=True):
        number = typed[0].row
        cells = [_cell(value.value, value.data_type) for value in values]
        for place, cell in enumerate(typed):
            if cell.data_type == "f" and values[place].value is None:
                cells[place] = _cell(cell.value, "f")
                without.append(number)
            elif values[place].data_type == "e":
                wrong.append(number)
        above = {place: over[number, place] for place in range(len(cells)) if (number, place) in over}
        merged = [_cell(*_at(results, above[place])) if place in above else cell for place, cell in enumerate(cells)]
        if any(cells):
            rows.append([number, cells, merged, bool(formulas.row_dimensions[number].hidden)])
    notes = [_note(numbers, words) for numbers, words in ((without, _NO_RESULT), (wrong, _ERROR)) if numbers]
    seen = {"hidden": formulas.sheet_state != "visible", "hidden_columns": _hidden_columns(formulas)}
    return {"name": formulas.title, "rows": rows, "notes": notes, **seen}


def _hidden_columns(sheet: Any) -> list[int]:
    """The places of the columns that are not shown, counted from 0."""
    groups = [group for group in sheet.column_dimensions.values() if group.hidden]
    return [place - 1 for group in groups for place in range(group.min, min(group.max, MOST_COLUMNS) + 1)]


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell that is merged with cells above it, with the first of these: both as row and place."""
    found = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row + 1, min(area.max_row, MOST_ROWS) + 1):
            found[row, area.min_col - 1] = (area.min_row, area.min_col - 1)
    return found


def _at(sheet: Any, where: tuple[int, int]) -> tuple[Any, str]:
    cell = sheet.cell(where[0], where[1] + 1)
    return cell.value, cell.data_type


def _cell(value: object, kind: str) -> str:
    from openpyxl.utils.escape import unescape

    if isinstance(value, datetime):
        return value.date().isoformat()
    if value is None or kind == "e":
        return ""
    return value.isoformat() if isinstance(value, date) else unescape(str(value))[:LONGEST_CELL]


_NO_RESULT = "a formula, but the file does not hold its result. Open it in Excel, save it and send it again."
_ERROR = "a formula that ended in an error. Correct it in the workbook if a question is missing."


def _note(numbers: list[int], words: str) -> str:
    rows = list(dict.fromkeys(numbers))
    named = ", ".join(map(str, rows[:_MOST_NAMED])) + (" and more" if len(rows) > _MOST_NAMED else "")
    return f"Row {named} has {words}" if len(rows) == 1 else f"Rows {named} have {words}"


if __name__ == "__main__":
    sys.exit(main())
