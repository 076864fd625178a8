"""The rows of a text: a table whose columns are separated by a mark, or one question on each line."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from web_widget.coverage.chats import ChatLine, as_chat
from web_widget.coverage.headings import field_of, is_heading_row, labels_in
from web_widget.coverage.questions import QuestionsInvalid
from web_widget.coverage.table import MOST_ROWS, Table, TableRow

LOOKED_AT = 50
"""How many rows tell whether a text is a table."""
_NO_MARK = "\x1f"
"""The mark of a table of one column, whose cells may still be in quotation marks."""
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")
"""Also what Word writes for a new line in the same paragraph, and for a new page."""
_MARKS = ",;\t|"
_SAID = re.compile(r"sep=(.)\s*", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_RULE = re.compile(r"[\s|:+=-]*")


def table_of_text(name: str, text: str) -> Table:
    """The table, or the lines, of a text.

    Args:
        name: of the file; only one that ends in ".csv" or ".tsv" may be a table without headings.
        text: as it was decoded.

    Raises:
        QuestionsInvalid: there are too many rows, or one cannot be read.
    """
    lines = LINE_ENDS.split(text)
    if len(lines) > MOST_ROWS + 1:
        raise QuestionsInvalid(f"{name} has more than {MOST_ROWS:,} rows. Send only the questions.")
    if chat := as_chat(lines):
        return _table_of_chat(chat)
    said = _SAID.fullmatch(lines[0])
    if said:
        lines[0] = ""
    mark = said[1] if said else _mark(lines, name.lower().endswith((".csv", ".tsv")))
    if mark is None:
        return Table("", tuple(_row(number, [line]) for number, line in enumerate(lines, start=1) if line.strip()))
    rows = list(_rows(lines, mark))
    _check_last_is_closed(rows, lines)
    return Table("", tuple(_row(number, cells) for number, cells in rows if _says_something(cells, mark)))


def _table_of_chat(lines: Sequence[ChatLine]) -> Table:
    rows = tuple(
        TableRow(number, (line.text,), (line.text,), why_none=line.why_none)
        for number, line in enumerate(lines, start=1)
        if line.text
    )
    note = f"Dates and names before {len(rows)} message(s) of a chat were removed."
    return Table("", rows, (note,), doubts=("This is a chat. Leave out the messages that ask nothing.",))


def _row(number: int, cells: Sequence[str]) -> TableRow:
    return TableRow(number, tuple(cells), tuple(cells))


def _mark(lines: Sequence[str], may_lack_headings: bool) -> str | None:
    """What is between the columns, or None for lines."""
    found = [mark for mark in _MARKS if _has_headings(lines, mark)]
    if found:
        return max(found, key=lambda mark: _columns(lines, mark))
    alone = next((line for line in lines[:LOOKED_AT] if _is_one_heading(line)), None)
    if alone is not None:
        return next((mark for mark in _MARKS if mark in alone), _NO_MARK)
    even = [mark for mark in _MARKS if (may_lack_headings or _is_copied(lines, mark)) and _is_even(lines, mark)]
    return max(even, key=lambda mark: _columns(lines, mark), default=None)


def _has_headings(lines: Sequence[str], mark: str) -> bool:
    rows = [cells for _, cells in _begun(lines, mark)]
    return any(sum(bool(cell.strip()) for cell in cells) > 1 and is_heading_row(cells) for cells in rows)


def _is_one_heading(line: str) -> bool:
    """Whether a line is the heading of a table of one column: the cells below may be in quotation marks."""
    return field_of(line.strip().strip('",;'), alone=True) == "text"


def _columns(lines: Sequence[str], mark: str) -> int:
    return max((len(cells) for _, cells in _begun(lines, mark)), default=0)


def _is_copied(lines: Sequence[str], mark: str) -> bool:
    """Whether a text was copied out of a table: with tabs other than those after a list's numbers, or below labels."""
    first = next((cells for _, cells in _begun(lines, mark) if any(cells)), [])
    worded = any(_WORD.search(cells[0]) for _, cells in _begun(lines, mark) if cells)
    return (mark == "\t" and worded) or (len(first) > 2 and labels_in(first) > 1)


def _is_even(lines: Sequence[str], mark: str) -> bool:
    """Whether nearly all rows have the same number of columns, which commas in sentences do not give."""
    lengths = Counter(len(cells) for _, cells in _begun(lines, mark) if any(cell.strip() for cell in cells))
    most, rows = lengths.most_common(1)[0] if lengths else (1, 0)
    return most > 1 and rows >= 0.9 * sum(lengths.values())


def _begun(lines: Sequence[str], mark: str) -> list[tuple[int, list[str]]]:
    try:
        return [(number, cells) for number, cells in _rows(lines[:LOOKED_AT], mark) if _says_something(cells, mark)]
    except QuestionsInvalid:
        return []


def _rows(lines: Sequence[str], mark: str) -> Iterator[tuple[int, list[str]]]:
    """The number of the line on which each row begins, counted from 1, and the cells of the row."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark)
    before = 0
    try:
        for cells in reader:
            yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise _unreadable(before + 1, str(error)) from error


def _says_something(cells: Sequence[str], mark: str) -> bool:
    """Whether a row is neither empty nor the rule below the headings of a table in plain text."""
    return bool(cells) and not (mark == "|" and all(_RULE.fullmatch(cell) for cell in cells))


def _check_last_is_closed(rows: Sequence[tuple[int, Sequence[str]]], lines: Sequence[str]) -> None:
    """Refuse a text with a quotation mark that is never closed: it would hide all the rows after it."""
    if not rows:
        return
    number, _ = rows[-1]
    if number < len(lines) and "".join(lines[number - 1 :]).count('"') % 2 == 1:
        raise _unreadable(number, "a quotation mark is not closed")


def _unreadable(number: int, problem: str) -> QuestionsInvalid:
    remedy = "Check for a quotation mark that is not closed, or save the file as CSV again."
    return QuestionsInvalid(f"Row {number} cannot be read ({problem}). {remedy}")
