"""Reads a list of questions: CSV, an Excel workbook, or one question a line. Nothing in it is ever run or looked up."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.text.mended import mended
from web_widget.coverage import workbook
from web_widget.coverage.arranging import Arranged, Layout, arrange
from web_widget.coverage.letters import decoded
from web_widget.coverage.other_kinds import other_kind
from web_widget.coverage.picking import LeftOut, Picked, pick
from web_widget.coverage.questions import Question, QuestionsInvalid
from web_widget.coverage.table import MOST_ROWS, Table
from web_widget.coverage.text_table import table_of_text

LARGEST_BYTES = 5_000_000
LARGEST_UNPACKED_BYTES = 50_000_000
_FORM = 'Put the heading "question" above the questions. You can also have "expected", "asked by" and "asked on".'
_OTHER_KINDS = {
    "word/document.xml": ("a Word document", "Open it, copy the questions, and paste them."),
    "content.xml": ("an OpenDocument file", "Save it as an Excel workbook (.xlsx) or as CSV and send that."),
    "Index/Document.iwa": ("a Numbers file", "Export it as CSV or to Excel and send that."),
    "xl/workbook.bin": ("a binary workbook (.xlsb)", "Save it as an Excel workbook (.xlsx) and send that."),
}


@dataclass(frozen=True)
class SentList:
    """What was sent, before it is known where the questions are in it.

    Attributes:
        name: of the file, for messages.
        tables: its sheets; one, if it is no workbook.
        notes: what is to be said about the file.
    """

    name: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A list as it is read.

    Attributes:
        questions: in the order of the file.
        notes: what was skipped or repaired, in words.
        left_out: every other row with words in it.
        doubts: what a person should look at before the questions are asked.
        layout: where the questions were found.
    """

    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[str, ...] = ()
    layout: Layout = field(default_factory=Layout)


def open_file(path: Path) -> SentList:
    """The rows of a file.

    Raises:
        QuestionsInvalid: it cannot be read; the message says what to do.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _too_large(path.name, path.stat().st_size)
        return opened(path.name, path.read_bytes())
    except OSError as error:
        raise QuestionsInvalid(f"{path} cannot be opened: {error.strerror}. Check the name.") from error


def opened(name: str, data: bytes) -> SentList:
    """The rows of a file that was sent.

    Args:
        name: of the file, for messages and for its kind.
        data: what is in it.

    Raises:
        QuestionsInvalid: it cannot be read; the message says what to do.
    """
    if len(data) > LARGEST_BYTES:
        raise _too_large(name, len(data))
    if data.startswith(b"PK\x03\x04"):
        return SentList(name, tuple(_sheets(name, data)))
    if found := other_kind(data):
        raise QuestionsInvalid(f"{name} is {found[0]}. {found[1]}")
    return opened_text(name, decoded(name, data))


def opened_text(name: str, text: str) -> SentList:
    """The rows of a text: one question a line, or a table with headings as a spreadsheet copies it.

    Args:
        name: of the text, for messages and for its kind.
        text: as it was decoded or pasted.

    Raises:
        QuestionsInvalid: there are too many rows, or one cannot be read.
    """
    right = mended(text)
    notes = () if right == text else ("Garbled characters, such as â€™ for ’, were repaired.",)
    return SentList(name, (table_of_text(name, right),), notes)


def arranged(sent: SentList, layout: Layout | None = None) -> Sheet:
    """The questions of what was sent.

    Args:
        sent: its rows.
        layout: where the questions are; by default, as it is found.

    Raises:
        QuestionsInvalid: there are no questions, or too many.
    """
    found = Arranged(layout) if layout else arrange(sent.tables)
    if found is None:
        raise _no_column(sent)
    table = sent.tables[found.layout.sheet]
    picked = pick(sent.name, table, found.layout)
    if not picked.questions:
        raise QuestionsInvalid(f"There are no questions in {sent.name}. {_FORM}")
    doubts = (*found.doubts, *picked.doubts)
    return Sheet(picked.questions, _notes(sent, table, picked), picked.left_out, doubts, found.layout)


def _notes(sent: SentList, table: Table, picked: Picked) -> tuple[str, ...]:
    others = [f"“{each.name}”" for each in sent.tables if each is not table and each.rows]
    sheets = [f"The sheet “{table.name}” was read, and not {', '.join(others)[:200]}."] if others else []
    return (*sent.notes, *sheets, *table.notes, *picked.notes)


def _no_column(sent: SentList) -> QuestionsInvalid:
    rows = [row for table in sent.tables for row in table.rows if any(cell.strip() for cell in row.cells)]
    if not rows:
        return QuestionsInvalid(f"There are no questions in {sent.name}. {_FORM}")
    named = ", ".join(f'"{cell.strip()}"' for cell in rows[0].cells[:6] if cell.strip())
    remedy = f"{_FORM} Or send a .txt file with one question on each line."
    words = f'Row {rows[0].number} of {sent.name} has the columns {named[:200]}, but none called "question".'
    return QuestionsInvalid(f"{words} {remedy}")


def _sheets(name: str, data: bytes) -> Sequence[Table]:
    """The sheets of a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts, unpacked = packed.namelist(), sum(part.file_size for part in packed.infolist())
        for part, (kind, remedy) in _OTHER_KINDS.items():
            if part in parts:
                raise QuestionsInvalid(f"{name} is {kind}. {remedy}")
        if unpacked > LARGEST_UNPACKED_BYTES:
            limit = _megabytes(LARGEST_UNPACKED_BYTES)
            raise QuestionsInvalid(
                f"{name} is larger than {limit} when unpacked. Copy only the questions to a new workbook."
            )
        tables = workbook.tables_of(data)
    except (zipfile.BadZipFile, OSError, NotImplementedError, workbook.WorkbookUnreadable) as error:
        remedy = "Copy only the questions to a new workbook, or save it as CSV and send that."
        raise QuestionsInvalid(f"{name} cannot be read as a workbook. {remedy}") from error
    if any(row.number > MOST_ROWS for table in tables for row in table.rows):
        raise QuestionsInvalid(f"{name} has more than {MOST_ROWS:,} rows. Send only the questions.")
    return tables


def _too_large(name: str, size: int) -> QuestionsInvalid:
    remedy = f"The limit is {_megabytes(LARGEST_BYTES)}. Send only the questions, or send several files."
    return QuestionsInvalid(f"{name} is {_megabytes(size)}. {remedy}")


def _megabytes(size: int) -> str:
    """A number of bytes in words, rounded up: what is above a limit must not be told as the limit."""
    return f"{math.ceil(size / 100_000) / 10:g} MB"
