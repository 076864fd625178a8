"""Lists of questions in every form that people send, and those that are meant to do harm."""

from __future__ import annotations

import csv
import io
import re
import resource
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.support.question_lists import read, read_file, read_pasted
from web_widget.coverage import reading
from web_widget.coverage.questions import QuestionsInvalid, digest, with_known_expectations
from web_widget.spreadsheet import as_csv

OWN = Path(__file__).with_name("questions.csv")


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def refused(name: str, data: bytes) -> str:
    with pytest.raises(QuestionsInvalid) as caught:
        read(name, data)
    return str(caught.value)


def test_table_gives_question_expectation_who_and_when() -> None:
    sheet = read_file(OWN)
    first = sheet.questions[0]
    assert (first.text, first.expected) == ("Can my daughter have short breaks?", "short-breaks")
    assert (first.asked_by, first.asked_on, first.row) == ("parent", "2026-09", 2)
    assert len(sheet.questions) == 60


@pytest.mark.parametrize("name", ["list.txt", "list.csv"])
def test_one_question_a_line_needs_no_heading(name: str) -> None:
    sheet = read(name, b"what is a blue badge\n\n   \nwho can help\n")
    assert [question.text for question in sheet.questions] == ["what is a blue badge", "who can help"]


def test_comma_in_a_line_of_text_is_part_of_the_question() -> None:
    assert read_pasted("can we, as grandparents, ask").questions[0].text == "can we, as grandparents, ask"


def test_what_a_spreadsheet_copies_is_a_table() -> None:
    question = read_pasted("Question\tExpected\nwhat is Portage\tportage").questions[0]
    assert (question.text, question.expected) == ("what is Portage", "portage")


def test_rows_without_words_are_passed_over_and_told() -> None:
    sheet = read("list.csv", b"question,expected\nwhat is Portage,\n,\n???,\n")
    assert len(sheet.questions) == 1
    assert sheet.notes == ("2 row(s) without words were skipped.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_are_right_in_every_usual_encoding(encoding: str) -> None:
    text = "question\nIs Zoë’s café group free – and for whom?\nWho pays the £20 fee?\n"
    questions = read("list.csv", text.encode(encoding)).questions
    assert questions[0].text == "Is Zoë’s café group free – and for whom?"
    assert questions[1].text == "Who pays the £20 fee?"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_may_be_apart_by_comma_semicolon_or_tab(mark: str) -> None:
    data = f'question{mark}expected\n"who, when; and how"{mark}dentist\n'.encode()
    assert read("list.csv", data).questions[0].text == "who, when; and how"


def test_workbook_is_read_with_its_dates() -> None:
    sheet = read("list.xlsx", workbook(["Question", "Asked on"], ["what is Portage", date(2026, 10, 5)]))
    assert sheet.questions[0].asked_on == "2026-10-05"


def test_columns_that_are_not_used_are_told() -> None:
    assert (
        read("list.csv", b"question,school\nwhat is Portage,St Mary\n").notes[0]
        == "These columns were not used: school."
    )


def test_table_without_a_column_of_questions_is_refused_with_its_columns_and_the_remedy() -> None:
    words = refused("list.csv", b"name,answer\na,b\n")
    assert 'Row 1 of list.csv has the columns "name", "answer", but none called "question".' in words
    assert 'Put the heading "question" above the questions' in words


def test_formulas_are_text_when_read_and_harmless_when_written() -> None:
    hostile = "=cmd|' /C calc'!A0"
    for sheet in (
        read("list.csv", f'question\n"{hostile}"\n'.encode()),
        read("list.xlsx", workbook(["question"], [hostile])),
    ):
        assert sheet.questions[0].text == hostile
    written = list(csv.reader(io.StringIO(as_csv(["question"], [[hostile], ["+1"], ["-1"], ["@a"], ["a=b"], [5]]))))
    assert [row[0] for row in written[1:]] == [f"'{hostile}", "'+1", "'-1", "'@a", "a=b", "5"]


def test_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("It was read."))
    with pytest.raises(QuestionsInvalid, match=r"large\.csv is 50 MB\. The limit is 5 MB\."):
        read_file(large)


@pytest.mark.parametrize(("size", "said"), [(5_000_001, "5.1 MB"), (5_300_000, "5.3 MB"), (12_000_000, "12 MB")])
def test_file_above_the_limit_is_never_said_to_be_as_large_as_the_limit(tmp_path: Path, size: int, said: str) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(size)
    with pytest.raises(QuestionsInvalid, match=rf"large\.csv is {re.escape(said)}\. The limit is 5 MB\."):
        read_file(large)


def test_workbook_that_unpacks_to_much_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_UNPACKED_BYTES", 1000)
    assert "is larger than 0.1 MB when unpacked" in refused("bomb.xlsx", workbook(["question"], ["a" * 500]))


def test_workbook_with_entities_that_grow_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["question"], ["a"]))) as good, zipfile.ZipFile(written, "w") as bad:
        for part in good.infolist():
            data = good.read(part)
            if part.filename == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + data.replace(b"Sheet", b"&b;")
            bad.writestr(part.filename, data)
    assert "cannot be read as a workbook" in refused("bomb.xlsx", written.getvalue())


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0\0\0\0\0", "is an old Office document (.xls), or has a password"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "is a picture. Send the questions as text."),
        ("broken.xlsx", b"PK\x03\x04 and nothing else", "cannot be read as a workbook"),
        ("empty.csv", b"", "There are no questions in"),
        ("headings.csv", b"question,expected\n", "There are no questions in"),
        ("long.csv", b"question\nok\n" + b"a" * 1001 + b"\n", "Row 3 of long.csv has 1,001 characters"),
        ("field.csv", b'question\nok\n"' + b"a" * 140_000 + b'"\n', "Row 3 cannot be read"),
        ("many.txt", b"a\n" * 5001, "has more than 5,000 questions. Send them in several files."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_row_and_the_remedy(name: str, data: bytes, words: str) -> None:
    assert words in refused(name, data)


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsInvalid, match=r"nothing\.csv cannot be opened"):
        read_file(tmp_path / "nothing.csv")


def test_expectation_may_be_an_id_a_title_or_an_outcome() -> None:
    read = read_pasted("question\texpected\na\tPortage home visits\nb\tportage\nc\tOut of scope\nd\t").questions
    known = with_known_expectations(read, {"portage": "Portage home visits"})
    assert [question.expected for question in known] == ["portage", "portage", "out_of_scope", None]


def test_expectation_that_is_no_entry_is_refused_with_the_row_and_the_nearest() -> None:
    read = read_pasted("question\texpected\na\tportige").questions
    with pytest.raises(QuestionsInvalid, match=r'Row 2: there is no entry called "portige"\. Did you mean "portage"\?'):
        with_known_expectations(read, {"portage": "Portage home visits"})


def test_same_questions_in_another_file_are_the_same_list() -> None:
    first, second = read("a.csv", b"question\nwhat is Portage\n"), read("b.txt", b"what is Portage")
    assert digest(first.questions) == digest(second.questions)
    assert digest(first.questions) != digest(read("c.txt", b"what was Portage").questions)


def wide_workbook(rows: int) -> bytes:
    """A small file with one cell at the far end of each row, which would fill a gigabyte."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<row r="{n}"><c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(1, rows))
    return with_sheet(f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>')


def with_sheet(sheet: str) -> bytes:
    written, good = io.BytesIO(), io.BytesIO(workbook(["question"], ["a"]))
    with zipfile.ZipFile(good) as parts, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for part in parts.infolist():
            data = sheet.encode() if part.filename == "xl/worksheets/sheet1.xml" else parts.read(part)
            made.writestr(part.filename, data)
    return written.getvalue()


def rows_without_cells(count: int) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_sheet(f'<worksheet xmlns="{main}"><sheetData>{"<row/>" * count}</sheetData></worksheet>')


@pytest.mark.process
@pytest.mark.parametrize("data", [wide_workbook(5_500), rows_without_cells(2_000_000)], ids=["wide", "empty rows"])
def test_workbook_that_would_fill_the_memory_takes_little_of_it_and_of_time(data: bytes) -> None:
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "hostile.xlsx" in refused("hostile.xlsx", data)
    assert time.monotonic() - begun < 25
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


@pytest.mark.parametrize("data", [b"\n" * 4_000_000, b"question\n" + b",\n" * 1_000_000], ids=["lines", "table"])
def test_file_of_empty_lines_is_refused_at_once(data: bytes) -> None:
    begun = time.process_time()
    assert "more than 20,000 rows" in refused("list.csv", data)
    assert time.process_time() - begun < 3
