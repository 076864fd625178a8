"""Reads a list of questions: CSV, an Excel workbook, or one question a line. Nothing in it is ever run or looked up."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import charset_normalizer

from knowledge.coverage.questions import Question, QuestionsInvalid

LARGEST_BYTES = 5_000_000
LARGEST_UNPACKED_BYTES = 50_000_000
MOST_QUESTIONS = 5_000
LONGEST_QUESTION = 1_000
LONGEST_NOTE = 80

_COLUMNS = {
    "question": "text",
    "questions": "text",
    "expected": "expected",
    "expected entry": "expected",
    "entry": "expected",
    "asked by": "asked_by",
    "who": "asked_by",
    "asked on": "asked_on",
    "when": "asked_on",
    "date": "asked_on",
}
_FORM = 'Write "question" above the questions and, if you like, "expected", "asked by" and "asked on".'
_DELIMITERS = ",;\t"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """What a file holds.

    Attributes:
        questions: in the order of the file.
        notes: what was passed over, in words.
    """

    questions: tuple[Question, ...]
    notes: tuple[str, ...]


Row = tuple[int, Sequence[str]]


def read_file(path: Path) -> Sheet:
    """The questions of a file.

    Raises:
        QuestionsInvalid: it cannot be read; the message says what to do.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _too_large(path.name, path.stat().st_size)
        return read(path.name, path.read_bytes())
    except OSError as error:
        raise QuestionsInvalid(f"{path} cannot be opened: {error.strerror}. Look whether the name is right.") from error


def read(name: str, data: bytes) -> Sheet:
    """The questions of a file that was sent.

    Args:
        name: of the file, for messages and for its kind.
        data: what is in it.

    Raises:
        QuestionsInvalid: it cannot be read; the message says what to do.
    """
    if len(data) > LARGEST_BYTES:
        raise _too_large(name, len(data))
    if data.startswith(b"PK\x03\x04"):
        return _from_table(name, _workbook_rows(name, data))
    return _from_text(name, _decoded(name, data))


def read_pasted(text: str) -> Sheet:
    """The questions of a text that was pasted: one a line, or a table with headings as a spreadsheet copies it.

    Raises:
        QuestionsInvalid: there are none, or too many.
    """
    return _from_text("the text", text)


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV that a spreadsheet shows and does not run: before what would be a formula stands an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def _from_text(name: str, text: str) -> Sheet:
    if _is_table(name, text):
        return _from_table(name, _csv_rows(text))
    return _sheet(name, [(number, {"text": line}) for number, line in enumerate(text.splitlines(), start=1)])


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _decoded(name: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise QuestionsInvalid(f"{name} is neither text nor an Excel workbook (.xlsx). Save it as CSV, and send that.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = charset_normalizer.from_bytes(data, cp_isolation=["cp1252", "cp1250", "mac_roman"]).best()
        if found is None:
            remedy = 'Save it as "CSV UTF-8", and send that.'
            raise QuestionsInvalid(f"It cannot be told how the letters of {name} are written. {remedy}") from None
        return str(found)


def _is_table(name: str, text: str) -> bool:
    """Whether it is to be read as a table: it has a row of headings, or columns and a name that says so."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if any(heading in _COLUMNS for heading in _headings(next(csv.reader([first], delimiter=_delimiter(first)), []))):
        return True
    return name.lower().endswith((".csv", ".tsv")) and any(mark in first for mark in _DELIMITERS)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _csv_rows(text: str) -> Iterator[Row]:
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_delimiter(next((line for line in lines if line.strip()), "")))
    before = 0
    try:
        for cells in reader:
            yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        remedy = 'Look for a " that is not closed, or save the file again as CSV.'
        raise QuestionsInvalid(f"Row {before + 1} cannot be read ({error}). {remedy}") from error


def _workbook_rows(name: str, data: bytes) -> Iterator[Row]:
    """The rows of the first sheet. openpyxl reads by defusedxml; formulas stay the text that was typed."""
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED_BYTES:
                raise QuestionsInvalid(
                    f"{name} unpacks to more than 50 MB. Copy the questions alone to a new workbook."
                )
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield number, [_cell(value) for value in cells]
    except QuestionsInvalid:
        raise
    except Exception as error:  # openpyxl raises whatever a broken workbook makes it trip over
        remedy = "Open it in a spreadsheet, save it as CSV, and send that."
        raise QuestionsInvalid(f"{name} is not a workbook that can be read. {remedy}") from error


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _from_table(name: str, rows: Iterator[Row]) -> Sheet:
    number, first = next(((number, cells) for number, cells in rows if any(c.strip() for c in cells)), (1, []))
    headings = _headings(first)
    if not first or (len([cell for cell in first if cell.strip()]) == 1 and headings[0] not in _COLUMNS):
        return _sheet(name, [(n, {"text": " ".join(cells)}) for n, cells in [(number, first), *rows]])
    fields = [_COLUMNS.get(heading) for heading in headings]
    if "text" not in fields:
        named = ", ".join(f'"{cell.strip()}"' for cell in first[:6])
        remedy = f"{_FORM} A file with one question on each line is good as well: name it .txt"
        raise QuestionsInvalid(f"Row {number} of {name} has the columns {named[:200]}; none is the question. {remedy}")
    sheet = _sheet(name, [(n, {f: cell for f, cell in zip(fields, cells, strict=False) if f}) for n, cells in rows])
    unknown = [cell.strip() for cell, field in zip(first, fields, strict=True) if not field and cell.strip()]
    notes = [f"These columns were not used: {', '.join(unknown)[:200]}."] if unknown else []
    return Sheet(sheet.questions, (*notes, *sheet.notes))


def _headings(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.replace("_", " ").lower().split()) for cell in cells]


def _sheet(name: str, rows: Iterable[tuple[int, dict[str, str]]]) -> Sheet:
    questions: list[Question] = []
    empty = 0
    for row, cells in rows:
        tidy = {field: _one_line(cell) for field, cell in cells.items()}
        text = tidy.get("text", "")
        if not any(letter.isalnum() for letter in text):
            empty += 1
            continue
        if len(text) > LONGEST_QUESTION:
            remedy = f"At most {LONGEST_QUESTION:,} can be asked, as by parents. Shorten it."
            raise QuestionsInvalid(f"Row {row} of {name} has {len(text):,} characters. {remedy}")
        notes = {field: tidy[field][:LONGEST_NOTE] for field in ("expected", "asked_by", "asked_on") if tidy.get(field)}
        questions.append(Question(len(questions) + 1, text, row=row, **notes))
        if len(questions) > MOST_QUESTIONS:
            raise QuestionsInvalid(f"{name} has more than {MOST_QUESTIONS:,} questions. Send it in parts.")
    if not questions:
        raise QuestionsInvalid(f"There is no question in {name}. {_FORM}")
    return Sheet(tuple(questions), (f"{empty} row(s) without words were passed over.",) if empty else ())


def _one_line(cell: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in cell).split())


def _too_large(name: str, size: int) -> QuestionsInvalid:
    remedy = f"At most {LARGEST_BYTES // 1_000_000} MB can be read. Send the questions alone, or in parts."
    return QuestionsInvalid(f"{name} has {size / 1_000_000:.0f} MB. {remedy}")
