"""Staff change entries and services by forms: checked, compared, published, undone, and never over somebody's work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.content import PAGE, SHIPPED, change
from tests.web_widget.staff.editors import ASKED, ask, fields_of, go_live, try_at_once, until
from tests.web_widget.staff.people import TESTER, logged_in, send
from web_widget.staff import editing, trying
from web_widget.staff.desk import Desk
from web_widget.staff.drafts import Drafts
from web_widget.staff.editable import ENTRIES, KINDS, SERVICES, id_from, of_file
from web_widget.staff.parts import Parts
from web_widget.store.keeping import Stores

EDIT = "/staff/entries/short-breaks/edit"
SERVICE = "/staff/services/family-advice/edit"
Fill = Callable[..., TestResponse]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.try_draft.OUR_TESTS", Path("/nowhere"))


@pytest.fixture
def parents(stores: Stores) -> None:
    ask(stores)


def fill(client: FlaskClient, path: str, do: str = "next", **fields: str) -> TestResponse:
    """Send the form of a page with other values in some fields."""
    sent: dict[str, Any] = fields_of(client.get(path).text)
    sent.pop("csrf_token")
    assert set(fields) <= set(sent), set(fields) - set(sent)
    return send(client, path, {**sent, **fields, "do": do})


def reviewed(reply: TestResponse) -> str:
    """The address of the page before publishing."""
    assert reply.status_code == 302, reply.text
    return str(reply.location)


def publish(client: FlaskClient, reply: TestResponse, reason: str = "It was wrong") -> TestResponse:
    return send(client, reviewed(reply), {"reason": reason})


def test_tester_may_read_the_history_and_change_nothing(tester: FlaskClient) -> None:
    assert tester.get(EDIT).status_code == 403
    assert send(tester, EDIT, {"title": "x"}).status_code == 403
    assert tester.get("/staff/new/services").status_code == 403
    assert tester.get("/staff/entries/short-breaks/retire").status_code == 403
    assert tester.get("/staff/changes/" + "x" * 16).status_code == 403
    assert tester.get("/staff/entries/dentist").text.count("/edit") == 0


def test_form_shows_what_stands_in_the_file(editor: FlaskClient) -> None:
    page = editor.get(EDIT).text
    assert "Respite gives families a **weekend** to rest." in page
    assert "respite breaks for my son" in page
    assert "As parents see it" in page


@pytest.mark.parametrize("editable", [ENTRIES, SERVICES], ids=["entries", "services"])
def test_form_that_is_not_touched_makes_the_same_file(
    editor: FlaskClient, staff_app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, editable: Any, shipped: Any
) -> None:
    monkeypatch.setattr("web_widget.staff.editing.Desk.content_folder", SHIPPED)
    monkeypatch.setattr("web_widget.staff.editing.Desk.content", shipped)
    desk = Desk(Parts(None, SHIPPED, tmp_path, None, None, None), tmp_path)  # type: ignore[arg-type]
    for identifier in list(editable.all(shipped))[::6]:
        text = (SHIPPED / editable.file(identifier)).read_text(encoding="utf-8")
        with staff_app.test_request_context("/"):
            written = editing._written(editable, editing._shown(editable, text, shipped), identifier, text, shipped)
            page = editing._page(desk, editable, identifier, written)
        with staff_app.test_request_context("/", method="POST", data=fields_of(page)):
            assert editing._sent(desk, editable, identifier).text == text


def test_preview_shows_the_card_and_advice_and_writes_nothing(editor: FlaskClient, content_folder: Path) -> None:
    before = (content_folder / PAGE).read_bytes()
    page = fill(editor, EDIT, "preview", title="Rests", section_answer="Service users may rest. Ask the ABC team.").text
    assert '<p class="label">Rests</p>' in page
    assert "is office language" in page
    assert "is not in the glossary" in page
    assert (content_folder / PAGE).read_bytes() == before


def test_preview_alone_can_be_asked_for(editor: FlaskClient) -> None:
    sent = fields_of(editor.get(EDIT).text) | {"title": ["Rests"]}
    sent.pop("csrf_token")
    page = send(editor, "/staff/entries/short-breaks/preview", sent)
    assert page.text.lstrip().startswith('<p role="status"')
    assert '<p class="label">Rests</p>' in page.text


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": " "}, "#title", "Title is empty. Fill it in."),
        ({"review_due": "soon"}, "#review_due", "does not have the right form"),
        ({"section_how_to_ask": "# Big"}, "", "headings are not used"),
        ({"section_answer": ""}, "#section_answer", "There is no text here"),
        ({"questions": "one\r\ntwo"}, "#questions", "breaks minItems"),
        ({"services-0": "nobody"}, "#services", '"nobody" is not known'),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_published(
    editor: FlaskClient, content_folder: Path, fields: Mapping[str, str], field: str, words: str
) -> None:
    before = (content_folder / PAGE).read_bytes()
    reply = fill(editor, EDIT, **fields)
    assert reply.status_code == 422
    assert "There is a problem" in reply.text
    assert words in reply.text.replace("&#34;", '"').replace("&#39;", "'")
    assert f'href="{field}"' in reply.text or not field
    assert (content_folder / PAGE).read_bytes() == before


def test_before_publishing_shows_the_words_and_the_answers_that_change(editor: FlaskClient, parents: None) -> None:
    page = editor.get(reviewed(fill(editor, SERVICE, **{"phones-0-number": "01234 999999"}))).text
    assert "taken out: </span>111111</del>" in page
    assert "put in: </span>999999</ins>" in page
    assert "3 of 3 questions change their answer." in page
    assert all(question in page for question in ASKED)
    assert "<del>111111</del>" in page
    assert "<ins>999999</ins>" in page


def test_change_that_changes_no_answer_says_so(editor: FlaskClient, parents: None) -> None:
    page = editor.get(reviewed(fill(editor, EDIT, checked_by="somebody else"))).text
    assert "None of 3 questions changes its answer." in page


def test_published_words_are_in_the_file_and_the_history(editor: FlaskClient, content_folder: Path) -> None:
    reply = publish(editor, fill(editor, EDIT, title="Rests"), "A plainer title")
    page = editor.get(str(reply.location)).text
    assert "Published." in page
    assert "Edith Editor" in page
    assert "A plainer title" in page
    assert "title: Rests\n" in (content_folder / PAGE).read_text(encoding="utf-8")


def test_reason_must_be_given(editor: FlaskClient, content_folder: Path) -> None:
    reply = publish(editor, fill(editor, EDIT, title="Rests"), " ")
    assert reply.status_code == 422
    assert "Say why, in a few words." in reply.text
    assert "title: Rests" not in (content_folder / PAGE).read_text(encoding="utf-8")


def test_undo_brings_the_text_back_as_a_change_like_any_other(editor: FlaskClient, content_folder: Path) -> None:
    before = (content_folder / PAGE).read_bytes()
    publish(editor, fill(editor, EDIT, title="Rests"))
    history = editor.get("/staff/entries/short-breaks/history").text
    assert "Undo the last change" in history
    address = history.split('action="/staff/entries/short-breaks/history/')[1].split('"')[0]
    undo = send(editor, f"/staff/entries/short-breaks/history/{address}")
    assert "Bring back the text of" in editor.get(reviewed(undo)).text
    publish(editor, undo, "Back again")
    assert (content_folder / PAGE).read_bytes() == before
    assert "Back again" in editor.get("/staff/entries/short-breaks/history").text


def test_two_people_who_edit_the_same_entry_are_told_and_nothing_is_written_over(
    editor: FlaskClient, staff_app: Flask, content_folder: Path
) -> None:
    mine = fill(editor, EDIT, title="Mine")
    theirs = fill(editor, EDIT, title="Theirs")
    publish(editor, theirs, "I was faster")
    page = editor.get(reviewed(mine)).text
    assert "Somebody else changed it meanwhile" in page
    assert "I was faster" in page
    assert "title: Mine" in page
    assert "title: Theirs" in page
    refused = send(editor, reviewed(mine), {"reason": "Still mine"})
    assert refused.status_code == 409
    assert "title: Theirs\n" in (content_folder / PAGE).read_text(encoding="utf-8")


def test_after_a_collision_one_can_go_on_with_ones_own_text(editor: FlaskClient, content_folder: Path) -> None:
    mine = fill(editor, EDIT, title="Mine")
    publish(editor, fill(editor, EDIT, title="Theirs"))
    go_on = send(editor, reviewed(mine) + "/mine")
    assert "put in: </span>Mine</ins>" in editor.get(reviewed(go_on)).text
    publish(editor, go_on, "Both agreed")
    assert "title: Mine\n" in (content_folder / PAGE).read_text(encoding="utf-8")


def test_entry_that_was_changed_by_hand_meanwhile_is_a_collision_too(editor: FlaskClient, content_folder: Path) -> None:
    sent = fields_of(editor.get(EDIT).text) | {"title": ["Mine"], "do": ["next"]}
    sent.pop("csrf_token")
    change(content_folder, PAGE, "title: Short breaks", "title: By hand")
    assert "Somebody else changed it" in editor.get(reviewed(send(editor, EDIT, sent))).text


def test_draft_is_seen_by_its_editor_alone_and_can_be_gone_on_with_or_given_up(
    editor: FlaskClient, staff_app: Flask, content_folder: Path
) -> None:
    address = reviewed(fill(editor, EDIT, title="Rests"))
    assert logged_in(staff_app, TESTER).get(address).status_code == 403
    token = address.rsplit("/", 1)[1]
    assert 'value="Rests"' in editor.get(f"{EDIT}?draft={token}").text
    assert "Nothing was published" in editor.get(str(send(editor, address + "/give-up").location)).text
    assert editor.get(address).status_code == 404


def test_file_that_no_form_can_show_can_be_mended_as_text(editor: FlaskClient, content_folder: Path) -> None:
    change(content_folder, PAGE, "rights: false", "rights: [")
    page = editor.get(EDIT).text
    assert "cannot be read as YAML" in page
    text = (content_folder / PAGE).read_text(encoding="utf-8").replace("rights: [", "rights: true")
    publish(editor, fill(editor, EDIT, text=text), "Mended")
    assert "rights: true" in (content_folder / PAGE).read_text(encoding="utf-8")


def test_new_entry_gets_its_name_from_its_title(editor: FlaskClient, content_folder: Path) -> None:
    wordings = "\r\n".join(f"swimming for disabled children {number}" for number in range(10))
    fields = {
        "title": "Swimming (for all)",
        "ask": "Where can my child swim?",
        "section_answer": "There is a pool in Much Testing.",
        "questions": wordings,
        "follow_ups-0": "dentist",
        "follow_ups-1": "short-breaks",
        "sources-0-title": "The pool",
        "sources-0-published": "2024",
        "checked": "2026-01-05",
        "checked_by": "a test",
        "review_due": "2099-01-05",
    }
    reply = fill(editor, "/staff/new/entries", **fields)
    assert "New entry: Swimming (for all)" in editor.get(reviewed(reply)).text
    publish(editor, reply, "Parents ask for it")
    text = (content_folder / "topics" / "swimming-for-all.md").read_text(encoding="utf-8")
    assert text.startswith("---\nid: swimming-for-all\ntitle: Swimming (for all)\n")
    assert text.endswith("---\n\nThere is a pool in Much Testing.\n")
    assert editor.get("/staff/entries/swimming-for-all/history").status_code == 200


def test_name_that_is_taken_is_refused(editor: FlaskClient) -> None:
    reply = fill(editor, "/staff/new/services", name="Breaks team")
    assert reply.status_code == 422
    assert "is taken" in reply.text


def test_retired_entry_leads_to_its_successor_and_can_come_back(
    editor: FlaskClient, content_folder: Path, index_folder: Path
) -> None:
    change(content_folder, "topics/school-transport.md", "- dentist\n", "- legal-advice\n")
    reply = send(editor, "/staff/entries/dentist/retire", {"successor": "legal-advice", "wordings": "y"})
    page = editor.get(reviewed(reply)).text
    assert "taken away; it can be brought back" in page
    publish(editor, reply, "They are one now")
    assert not (content_folder / "topics" / "dentist.md").exists()
    assert "toothache and no dentist" in (content_folder / "topics" / "legal-advice.md").read_text(encoding="utf-8")
    go_live(content_folder, index_folder)
    until(lambda: "Free legal advice" in editor.get("/staff/entries/dentist", follow_redirects=True).text)
    history = editor.get("/staff/entries/dentist/history").text
    address = history.split('action="/staff/entries/dentist/history/')[1].split('"')[0]
    back = send(editor, f"/staff/entries/dentist/history/{address}")
    assert "(new)" in editor.get(reviewed(back)).text
    refused = publish(editor, back, "They are two after all")
    assert refused.status_code == 422  # its wordings stand on the other page by now
    assert "is already claimed by" in refused.text


def test_retiring_what_others_need_says_where(editor: FlaskClient, content_folder: Path) -> None:
    reply = send(editor, "/staff/entries/school-transport/retire", {"successor": "short-breaks"})
    assert reply.status_code == 422
    assert "topics/dentist.md" in reply.text
    assert (content_folder / "topics" / "school-transport.md").exists()


def test_only_staff_who_wrote_a_draft_find_it(tmp_path: Path) -> None:
    assert Drafts(tmp_path).find("../../etc/passwd", "edith") is None
    assert Drafts(tmp_path).find("a" * 16, "edith") is None


@pytest.mark.parametrize(
    ("file", "known"),
    [("topics/short-breaks.md", True), ("services/x.yml", True), ("council.yml", False), ("topics/../x.md", False)],
)
def test_files_that_can_be_edited_are_known(file: str, known: bool) -> None:
    assert (of_file(file) is not None) is known


def test_id_is_made_from_the_title() -> None:
    assert id_from("Children's short breaks (Aiming High)") == "childrens-short-breaks-aiming-high"
    assert set(KINDS) == {"entries", "services"}
