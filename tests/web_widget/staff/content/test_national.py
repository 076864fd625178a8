"""Staff say something before, after or in place of national words, and never change the national file."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from knowledge.files import loading
from knowledge.files.layers import Layer
from tests.support import two_layers
from tests.support.content import PAGE
from tests.web_widget.staff.content.test_editing import EDIT, fill, publish
from tests.web_widget.staff.editors import go_live, try_at_once, until
from tests.web_widget.staff.people import send
from web_widget.jobs.workshop import Workshop

DATES = {"checked": "2026-01-05", "checked_by": "Ann", "review_due": "2099-01-05"}
SERVICE = "/staff/services/breaks-team/edit"


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    return two_layers.write(tmp_path / "content")


@pytest.fixture
def national(content_folder: Path, index_folder: Path, editor: FlaskClient) -> dict[Path, bytes]:
    """Both layers are live; the national files as they are."""
    go_live(content_folder, index_folder)
    until(lambda: "Whose words these are" in editor.get("/staff/entries/short-breaks").text)
    return {path: path.read_bytes() for path in (content_folder / "england").rglob("*.*")}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workshop, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.content.try_draft.OUR_TESTS", Path("/nowhere"))


def test_form_shows_the_national_words_and_is_empty(editor: FlaskClient, national: dict[Path, bytes]) -> None:
    page = editor.get(EDIT).text
    assert "This is a national entry." in page
    assert "Send the Short breaks form back." in page
    assert 'name="after_section_how_to_ask"' in page
    assert 'name="rights"' not in page


@pytest.mark.parametrize(
    ("field", "heading"),
    [
        ("before_section_answer", "## Before: The answer"),
        ("after_section_how_to_ask", "## After: How to ask"),
        ("section_how_to_ask", "## How to ask"),
    ],
)
def test_what_is_written_goes_into_the_councils_file_alone(
    editor: FlaskClient, content_folder: Path, national: dict[Path, bytes], field: str, heading: str
) -> None:
    publish(editor, fill(editor, EDIT, **{field: "Ring at noon."}, **DATES))
    text = (content_folder / PAGE).read_text(encoding="utf-8")
    assert f"{heading}\n\nRing at noon." in text
    assert "title:" not in text
    assert {path: path.read_bytes() for path in national} == national
    entry = loading.load(content_folder).entries["short-breaks"]
    assert [part.layer for section in entry.sections for part in section.said if part.file == PAGE] == [Layer.COUNCIL]
    assert entry.overtaken == {}


def test_whose_words_each_is_can_be_seen(
    editor: FlaskClient, content_folder: Path, index_folder: Path, national: dict[Path, bytes]
) -> None:
    two_layers.add(content_folder, "## After: How to ask\n\nRing at noon.")
    go_live(content_folder, index_folder)
    until(lambda: "this council&#39;s own" in editor.get("/staff/entries/short-breaks").text)
    assert ">national<" in editor.get("/staff/entries/short-breaks").text


def test_what_says_something_needs_its_own_dates(editor: FlaskClient, national: dict[Path, bytes]) -> None:
    page = fill(editor, EDIT, after_section_how_to_ask="Ring at noon.")
    assert page.status_code == 422
    assert "Checked on: this is empty. Fill it in." in page.text


def test_wording_alone_can_be_added(editor: FlaskClient, content_folder: Path, national: dict[Path, bytes]) -> None:
    publish(editor, fill(editor, EDIT, wordings_answer="what does the team do"))
    assert "what does the team do" in loading.load(content_folder).entries["short-breaks"].questions
    assert {path: path.read_bytes() for path in national} == national


def test_national_service_becomes_the_councils_own(
    editor: FlaskClient, content_folder: Path, national: dict[Path, bytes]
) -> None:
    publish(editor, fill(editor, SERVICE, name="Ann's team"))
    assert loading.load(content_folder).services["breaks-team"].name == "Ann's team"
    assert {path: path.read_bytes() for path in national} == national


def test_national_entry_is_retired_for_this_council(
    editor: FlaskClient, content_folder: Path, national: dict[Path, bytes]
) -> None:
    reply = send(editor, "/staff/entries/dentist/retire", {"successor": "legal-advice", "wordings": "y"})
    publish(editor, reply, "We have another page")
    entries = loading.load(content_folder).entries
    assert "dentist" not in list(entries)
    assert "toothache and no dentist" in entries["legal-advice"].questions
    assert {path: path.read_bytes() for path in national} == national


def test_retired_national_entry_is_listed_and_comes_back(
    editor: FlaskClient, content_folder: Path, index_folder: Path, national: dict[Path, bytes]
) -> None:
    publish(editor, send(editor, "/staff/entries/dentist/retire", {"successor": "legal-advice", "wordings": "y"}))
    go_live(content_folder, index_folder)
    assert ">Dental care</a>" in editor.get("/staff/retired/").text
    publish(editor, send(editor, "/staff/retired/entries/dentist"), "It was needed")
    entries = loading.load(content_folder).entries
    assert "dentist" in list(entries)
    assert "toothache and no dentist" not in entries["legal-advice"].questions


def test_new_entry_cannot_take_the_name_of_a_national_one(editor: FlaskClient, national: dict[Path, bytes]) -> None:
    page = fill(editor, "/staff/new/entries", title="Short breaks")
    assert "has this name. Choose another name." in page.text


def test_first_page_names_what_stands_in_place_of_national_words_that_changed(
    editor: FlaskClient, content_folder: Path, index_folder: Path, national: dict[Path, bytes]
) -> None:
    assert "National words changed" not in editor.get("/staff/").text
    noted = f"replaces:\n  how-to-ask: 0123abcd4567\n{two_layers.DATES}"
    two_layers.add(content_folder, "## How to ask\n\nRing at noon.", noted)
    go_live(content_folder, index_folder)
    until(lambda: "National words changed" in editor.get("/staff/").text)
    assert "The national words have changed" in editor.get("/staff/entries/short-breaks").text
    publish(editor, fill(editor, EDIT, **DATES))
    go_live(content_folder, index_folder)
    until(lambda: "National words changed" not in editor.get("/staff/").text)
