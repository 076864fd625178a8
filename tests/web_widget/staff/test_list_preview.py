"""A list is shown as it was read, and can be read in another way, before anything of it is asked."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import expect

from tests.web_widget.conftest import FakeRasa
from tests.web_widget.staff.editors import until
from tests.web_widget.staff.people import Person, send
from web_widget.coverage.question_sets import QuestionSets
from web_widget.coverage.runs import Runs
from web_widget.jobs.job import UNDER_WAY
from web_widget.jobs.worker import UNEXPECTED
from web_widget.store.keeping import Stores

QUESTIONS = [f"what is number {number} about" for number in range(1, 9)]


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]], hidden: Sequence[int] = ()) -> bytes:
    book = openpyxl.Workbook()
    for number, (name, rows) in enumerate(sheets):
        sheet: Any = book.active if number == 0 else book.create_sheet()
        sheet.title = name
        for row in rows:
            sheet.append(row)
        for row_number in hidden:
            sheet.row_dimensions[row_number].hidden = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sent(client: FlaskClient, name: str, data: bytes) -> str:
    reply = send(client, "/staff/coverage/", {"file": (io.BytesIO(data), name), "text": ""})
    assert reply.status_code in (200, 422), reply.text
    return html.unescape(reply.text)


def again(client: FlaskClient, page: str, changes: Mapping[str, str]) -> str:
    """Press a button of the page, with some fields changed."""
    found = re.search(r'name="held" value="([^"]+)"', page)
    assert found
    fields: dict[str, str] = {"held": found[1], "do": "again"}
    for select in re.findall(r"<select.*?</select>", page, re.S):
        name = re.search(r'name="([^"]+)"', select)
        value = re.search(r'value="([^"]*)" selected', select)
        assert name
        fields[name[1]] = value[1] if value else ""
    reply = send(client, "/staff/coverage/list", {**fields, **changes})
    return html.unescape(reply.text)


def first_rows(page: str) -> list[str]:
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return re.findall(r'<td data-label="Question">(.*?)</td>', body)


def test_first_five_questions_and_every_row_that_is_left_out_are_shown_and_nothing_is_asked_or_kept(
    tester: FlaskClient, stores: Stores, rasa: FakeRasa
) -> None:
    page = sent(tester, "a.csv", "\n".join(["Our list,", "question,expected", *(f"{q}," for q in QUESTIONS)]).encode())
    assert "We read 8 questions from a.csv. Nothing has been asked or kept yet." in page
    assert first_rows(page) == QUESTIONS[:5]
    assert "Rows left out: 1" in page
    assert "Our list" in page
    assert (Runs(stores.engine).all(), rasa.asked) == ([], [])


def test_table_whose_file_has_a_very_long_name_is_still_a_table(tester: FlaskClient) -> None:
    name = f"{'what parents asked at the coffee morning ' * 4}.csv"
    page = sent(tester, name, "\n".join(f"{number},{question}" for number, question in enumerate(QUESTIONS)).encode())
    assert first_rows(page) == QUESTIONS[:5]
    assert f"We read 8 questions from {name[:120].strip()}" in page


def test_list_that_cannot_be_kept_is_said_to_have_failed(
    tester: FlaskClient, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: Any) -> int:
        raise OSError("What finds names is damaged.")

    monkeypatch.setattr(QuestionSets, "keep", damaged)
    again(tester, sent(tester, "a.csv", "\n".join(["question", *QUESTIONS]).encode()), {"do": "ask"})
    runs = Runs(stores.engine)
    until(lambda: runs.all()[0].state not in UNDER_WAY)
    assert runs.all()[0].problem == UNEXPECTED


def test_other_sheet_can_be_chosen(tester: FlaskClient, stores: Stores) -> None:
    data = workbook(("Autumn", [["question"], [QUESTIONS[0]]]), ("Spring", [["question"], [QUESTIONS[1]]]))
    page = sent(tester, "a.xlsx", data)
    assert "Only the sheet “Autumn” is read. “Spring” may also hold questions." in page
    assert first_rows(again(tester, page, {"sheet": "1"})) == [QUESTIONS[1]]
    assert Runs(stores.engine).all() == []


def test_row_with_the_headings_and_what_each_column_is_can_be_chosen(tester: FlaskClient) -> None:
    rows = [["a", "b"], *([question, f"said {question} twice"] for question in QUESTIONS)]
    page = sent(tester, "a.xlsx", workbook(("S", rows)))
    assert "No heading says which column holds the questions." in page
    page = again(tester, page, {"column-0": "text", "column-1": "asked_by"})
    assert first_rows(page)[1] == QUESTIONS[0]
    assert first_rows(again(tester, page, {"heading": "1"}))[0] == QUESTIONS[0]


def test_hidden_rows_can_be_left_out(tester: FlaskClient) -> None:
    page = sent(tester, "a.xlsx", workbook(("S", [["question"], *([q] for q in QUESTIONS)]), hidden=[2, 3]))
    assert "Rows 2, 3 are hidden in the spreadsheet" in page
    page = again(tester, page, {"leave_out_hidden": "on"})
    assert first_rows(page)[0] == QUESTIONS[2]
    assert "hidden in the spreadsheet" in page


def test_asking_a_list_that_was_just_read_in_another_way_shows_it_first(tester: FlaskClient, stores: Stores) -> None:
    data = workbook(("Autumn", [["question"], [QUESTIONS[0]]]), ("Spring", [["question"], [QUESTIONS[1]]]))
    page = again(tester, sent(tester, "a.xlsx", data), {"sheet": "1", "do": "ask"})
    assert first_rows(page) == [QUESTIONS[1]]
    assert Runs(stores.engine).all() == []


def test_page_that_is_expected_and_does_not_exist_is_told_before_anything_is_asked(tester: FlaskClient) -> None:
    page = sent(tester, "a.csv", b"question,expected\nwhat is it about,nowhere\n")
    assert 'Row 2: there is no entry called "nowhere".' in page
    assert "There is a problem" not in again(tester, page, {"column-1": ""})


@pytest.mark.parametrize("held", ["", "nonsense", "eyJ0aXRsZSI6MX0.x.y"])
def test_list_that_did_not_come_from_here_is_refused(tester: FlaskClient, held: str) -> None:
    reply = send(tester, "/staff/coverage/list", {"held": held, "do": "ask"})
    assert reply.status_code == 302
    assert "Send it again" in tester.get("/staff/coverage/").text


def test_volunteer_leaves_a_question_out_and_asks_the_rest(tess: Person, tmp_path: Path, stores: Stores) -> None:
    file = tmp_path / "list.txt"
    file.write_text("\n".join(["Coffee morning, 4 October", "", *(f"{q}?" for q in QUESTIONS)]), encoding="utf-8")
    tess.go("/staff/coverage/")
    page = tess.page
    page.get_by_label("File with questions").set_input_files(file)
    tess.press("Look at the list")
    expect(page.get_by_text("Row 1 is taken for a title and not asked.")).to_be_visible()
    page.get_by_text("The whole list, to leave questions out").click()
    page.get_by_label(f"Leave out: {QUESTIONS[2]}?").check()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert tess.axe() == []
    assert tess.resize(320).misfits() == []
    tess.resize(1280)
    tess.press("Ask these questions")
    expect(page.get_by_role("heading", name="By topic")).to_be_visible(timeout=300_000)
    asked = [result.question for result in Runs(stores.engine).results(1)]
    assert asked == [f"{question}?" for question in QUESTIONS if question != QUESTIONS[2]]
