"""You said, we did: written and published by editors, read by everybody, with nobody identifiable."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from tests.web_widget.staff.people import send
from web_widget.store.keeping import Stores
from web_widget.store.statements import Heading, Statements

PUBLIC = "/you-said-we-did"
WRITTEN = {
    "month": "2026-10",
    "heading": "gaps",
    "said": "Nobody knew who pays for swimming lessons",
    "done": "The page on short breaks says it now",
    "people": "",
    "entry": "short-breaks",
}


@pytest.fixture
def statements(stores: Stores) -> Statements:
    return Statements(stores.engine)


def write(editor: FlaskClient, **fields: str) -> int:
    """Write something; gives its id."""
    reply = send(editor, "/staff/you-said/new", {**WRITTEN, **fields})
    assert reply.status_code == 302, reply.text
    return max(int(found) for found in re.findall(r'id="statement-(\d+)"', editor.get("/staff/you-said/").text))


def publish(editor: FlaskClient, identifier: int) -> None:
    assert send(editor, f"/staff/you-said/{identifier}/publish").status_code == 302


def rows(visitor: FlaskClient) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(visitor.get(f"{PUBLIC}.csv").text.removeprefix("\ufeff"))))


def test_what_is_written_is_public_once_it_is_published_and_no_longer_when_taken_back(
    editor: FlaskClient, visitor: FlaskClient
) -> None:
    assert "Nothing has been published yet." in visitor.get(PUBLIC).text
    identifier = write(editor)
    assert "swimming" not in visitor.get(PUBLIC).text
    publish(editor, identifier)
    page = visitor.get(PUBLIC).text
    assert re.search(r"<h2>October 2026</h2>\s*<h3>Gaps in what there is</h3>", page)
    assert "The page on short breaks says it now" in page
    send(editor, f"/staff/you-said/{identifier}/withdraw")
    assert "swimming" not in visitor.get(PUBLIC).text


def test_months_are_newest_first_and_headings_in_the_order_of_the_law(
    editor: FlaskClient, visitor: FlaskClient
) -> None:
    for month, heading in (("2025-12", "content"), ("2026-10", "developed"), ("2026-10", "content")):
        publish(editor, write(editor, month=month, heading=heading))
    titles = re.findall(r"<h[23]>([^<]+)</h[23]>", visitor.get(PUBLIC).text)
    content, developed = "Content", "How the Local Offer was developed and reviewed"
    assert titles == ["October 2026", content, developed, "December 2025", content]


def test_report_of_a_year_holds_that_year_alone_and_counts_by_heading(
    editor: FlaskClient, visitor: FlaskClient
) -> None:
    for month in ("2025-12", "2026-03", "2026-10"):
        publish(editor, write(editor, month=month))
    page = visitor.get(f"{PUBLIC}/2026").text
    assert re.findall(r"<h2>([^<]+)</h2>", page) == ["March 2026", "October 2026"]
    assert re.search(r'Gaps in what there is</th><td class="number">2<', page)
    assert visitor.get(f"{PUBLIC}/2024").status_code == 404


def test_names_and_numbers_are_taken_out_before_anything_is_kept(
    editor: FlaskClient, visitor: FlaskClient, statements: Statements
) -> None:
    said = "My daughter is called Ellie-May Carter, ring me on 07700 900123"
    publish(editor, write(editor, said=said))
    (kept,) = statements.all()
    assert not re.search("Ellie|Carter|07700", kept.text.said)
    assert "[name]" in visitor.get(PUBLIC).text


@pytest.mark.parametrize(("people", "there"), [("3", True), ("2", False), ("1", False)])
def test_what_fewer_than_three_people_said_cannot_be_published(
    editor: FlaskClient, visitor: FlaskClient, people: str, there: bool
) -> None:
    identifier = write(editor, people=people)
    publish(editor, identifier)
    assert ("swimming" in visitor.get(PUBLIC).text) is there
    assert ("(3 people)" in visitor.get(PUBLIC).text) is there
    assert len(rows(visitor)) == there


def test_number_that_is_changed_to_two_takes_it_back(editor: FlaskClient, visitor: FlaskClient) -> None:
    identifier = write(editor, people="7")
    publish(editor, identifier)
    send(editor, f"/staff/you-said/{identifier}", {**WRITTEN, "people": "2"})
    assert "swimming" not in visitor.get(PUBLIC).text
    page = editor.get("/staff/you-said/").text
    assert "Fewer than 3 people said this" in page
    assert "Saved, and no longer published: fewer than 3 people said it" in page
    assert "This cannot be published:" not in page


def test_spreadsheet_runs_nothing_of_the_table(editor: FlaskClient, visitor: FlaskClient) -> None:
    publish(editor, write(editor, said='=HYPERLINK("http://x.example")', done="+done", people="4"))
    (row,) = rows(visitor)
    assert (row["You said"][0], row["We did"]) == ("'", "'+done")
    assert (row["Month"], row["People"], row["Page"]) == ("2026-10", "4", "Short breaks")


def test_markup_is_shown_and_not_obeyed(editor: FlaskClient, visitor: FlaskClient) -> None:
    publish(editor, write(editor, done="<script>alert(1)</script>"))
    assert "<script>alert" not in visitor.get(PUBLIC).text


@pytest.mark.parametrize(
    "wrong", [{"month": "October"}, {"said": ""}, {"done": " "}, {"people": "0"}, {"heading": "x"}, {"entry": "x"}]
)
def test_form_with_a_fault_is_shown_again_and_keeps_nothing(
    editor: FlaskClient, statements: Statements, wrong: dict[str, str]
) -> None:
    reply = send(editor, "/staff/you-said/new", {**WRITTEN, **wrong})
    assert (reply.status_code, "There is a problem" in reply.text) == (422, True)
    assert statements.all() == []


def test_form_begins_with_the_number_of_people_of_a_group(editor: FlaskClient) -> None:
    assert re.search(r'name="people"[^>]*value="4"', editor.get("/staff/you-said/new?people=4").text)


def test_what_is_written_can_be_changed(editor: FlaskClient, statements: Statements) -> None:
    identifier = write(editor)
    assert "Nobody knew who pays" in editor.get(f"/staff/you-said/{identifier}").text
    send(editor, f"/staff/you-said/{identifier}", {**WRITTEN, "heading": "quality", "entry": ""})
    (kept,) = statements.all()
    assert (kept.text.heading, kept.text.entry, kept.written_by) == (Heading.QUALITY, None, "Edith Editor")
    assert editor.get("/staff/you-said/99").status_code == 404


def test_tester_writes_nothing(tester: FlaskClient, statements: Statements) -> None:
    assert tester.get("/staff/you-said/").status_code == 403
    assert send(tester, "/staff/you-said/new", WRITTEN).status_code == 403
    assert send(tester, "/staff/you-said/1/publish").status_code == 403
    assert statements.all() == []
