"""Staff change entries and services by forms: checked, compared, published, undone, and never over somebody's work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from knowledge.files import loading
from knowledge.files.locking import Busy
from tests.support.content import PAGE, SHIPPED, change
from tests.web_widget.staff.editors import ASKED, ask, fields_of, go_live, try_at_once, until
from tests.web_widget.staff.people import PASSWORD, TESTER, logged_in, send
from web_widget.jobs.workshop import Workshop
from web_widget.staff.accounts.accounts import Accounts, Role
from web_widget.staff.content import editing
from web_widget.staff.content.drafts import Draft, Drafts
from web_widget.staff.content.editable import ENTRIES, SERVICES, id_from
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.parts import StaffParts
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import Stores

EDIT = "/staff/entries/short-breaks/edit"
SERVICE = "/staff/services/family-advice/edit"
CRISIS_LINE = "services/crisis-line.yml"
Fill = Callable[..., TestResponse]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workshop, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.content.try_draft.OUR_TESTS", Path("/nowhere"))


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


def test_childs_name_on_a_page_is_asked_about_before_it_is_published(
    editor: FlaskClient, content_folder: Path, parents: None
) -> None:
    before = (content_folder / PAGE).read_bytes()
    changed = fill(editor, EDIT, section_answer="Respite gives families a rest. My son Oliver Bennett goes every week.")
    page = editor.get(reviewed(changed)).text
    assert "“Oliver Bennett” may be a person&#39;s name, in: Respite gives families a rest." in page
    refused = publish(editor, changed)
    assert refused.status_code == 422
    assert "Check that “Oliver Bennett” is not a child&#39;s or a family&#39;s. Then tick the box." in refused.text
    assert (content_folder / PAGE).read_bytes() == before
    send(editor, reviewed(changed), {"reason": "It is a bear", "nobody_named": "y"})
    assert "Oliver Bennett" in (content_folder / PAGE).read_text(encoding="utf-8")


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
    monkeypatch.setattr("web_widget.staff.content.editing.Desk.content_folder", SHIPPED)
    monkeypatch.setattr("web_widget.staff.content.editing.Desk.content", shipped)
    desk = Desk(StaffParts(None, SHIPPED, tmp_path, None, None, None), tmp_path)  # type: ignore[arg-type]
    for identifier in list(editable.all(shipped))[::6]:
        if not (SHIPPED / editable.file(identifier)).exists():
            continue  # it is national
        text = (SHIPPED / editable.file(identifier)).read_text(encoding="utf-8")
        headings = editing._headings(desk, editable, identifier)
        with staff_app.test_request_context("/"):
            form = editing._shown(editable, text, shipped, headings)
            written = editing._written(editable, form, identifier, text, shipped, headings)
            page = editing._page(desk, editable, identifier, written)
        with staff_app.test_request_context("/", method="POST", data=fields_of(page)):
            request.max_content_length = StaffSettings().largest_form
            assert editing._sent(desk, editable, identifier).text == text


def test_preview_shows_the_card_and_advice_and_writes_nothing(editor: FlaskClient, content_folder: Path) -> None:
    before = (content_folder / PAGE).read_bytes()
    page = fill(editor, EDIT, "preview", title="Rests", section_answer="Service users may rest. Ask the ABC team.").text
    assert '<p class="label">Rests</p>' in page
    assert "is jargon" in page
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
        ({"title": " "}, "#title", "Title: this is empty. Fill it in."),
        ({"review_due": "soon"}, "#review_due", "is not a date"),
        ({"section_how_to_ask": "# Big"}, "", "take out the # at the beginning of a line."),
        ({"section_answer": ""}, "#section_answer", "The answer: there is no text here. Write some."),
        ({"wordings_answer": "one\r\ntwo"}, "#wordings_answer", "it has 2 wordings. Write at least 10."),
        ({"not_here": "short breaks form"}, "#not_here", "is here twice"),
        ({"services-0": "nobody"}, "#services", "something chosen here no longer exists"),
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
    assert "removed: </span>111111</del>" in page
    assert "added: </span>999999</ins>" in page
    assert "3 of 3 questions would get a different answer." in page
    assert all(question in page for question in ASKED)
    assert "<del>111111</del>" in page
    assert "<ins>999999</ins>" in page


def test_change_that_changes_no_answer_says_so(editor: FlaskClient, parents: None) -> None:
    page = editor.get(reviewed(fill(editor, EDIT, checked_by="somebody else"))).text
    assert "None of the 3 questions would get a different answer." in page


def test_published_words_are_in_the_file_and_the_history(editor: FlaskClient, content_folder: Path) -> None:
    reply = publish(editor, fill(editor, EDIT, title="Rests"), "A plainer title")
    page = editor.get(str(reply.location)).text
    assert "Published." in page
    assert "Edith Editor" in page
    assert "A plainer title" in page
    assert "title: Rests\n" in (content_folder / PAGE).read_text(encoding="utf-8")


CLUB = {"days": "sat", "opens": "10:00", "closes": "12:00", "valid_from": "2026-09-05", "valid_to": "2027-07-17"}


def with_hours(client: FlaskClient, hours: Mapping[str, str], **more: str) -> TestResponse:
    """Send the form of a service with hours, and the tick for term time."""
    sent: dict[str, Any] = fields_of(client.get(SERVICE).text)
    sent.pop("csrf_token")
    row = {f"opening_hours-0-{name}": value for name, value in {**hours, "term_time_only": "y"}.items()}
    return send(client, SERVICE, {**sent, **row, **more, "do": "next"})


def test_place_and_times_of_a_service_are_typed_in_the_browser(editor: FlaskClient, content_folder: Path) -> None:
    reply = with_hours(editor, CLUB, address="The Hall, Much Testing, LE15 6HP")
    shown = editor.get(reviewed(reply)).text
    assert "Sat; 10:00; 12:00; 2026-09-05; 2027-07-17; in term time only" in shown
    publish(editor, reply)
    service = loading.load(content_folder).services["family-advice"]
    assert service.opening_hours == ({**CLUB, "days": ["sat"], "term_time_only": True},)
    assert service.address == "The Hall, Much Testing, LE15 6HP"
    form = fields_of(editor.get(SERVICE).text)
    assert form["opening_hours-0-valid_to"] == ["2027-07-17"]
    assert "opening_hours-0-term_time_only" in form


def test_first_day_that_is_none_is_said_at_its_field(editor: FlaskClient) -> None:
    reply = with_hours(editor, {**CLUB, "valid_from": "spring"})
    assert reply.status_code == 422
    assert "Opening hours, number 1: First day" in reply.text


def test_reason_must_be_given(editor: FlaskClient, content_folder: Path) -> None:
    reply = publish(editor, fill(editor, EDIT, title="Rests"), " ")
    assert reply.status_code == 422
    assert "Say why in a few words." in reply.text
    assert "title: Rests" not in (content_folder / PAGE).read_text(encoding="utf-8")


def test_undo_brings_the_text_back_as_a_change_like_any_other(editor: FlaskClient, content_folder: Path) -> None:
    before = (content_folder / PAGE).read_bytes()
    publish(editor, fill(editor, EDIT, title="Rests"))
    history = editor.get("/staff/entries/short-breaks/history").text
    assert "Undo the last change" in history
    address = history.split('action="/staff/entries/short-breaks/history/')[1].split('"')[0]
    undo = send(editor, f"/staff/entries/short-breaks/history/{address}")
    assert "Bring back the version of" in editor.get(reviewed(undo)).text
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
    assert "Somebody else changed this while you were working on it" in page
    assert "I was faster" in page
    assert "Title: Mine" in page
    assert "Title: Theirs" in page
    refused = send(editor, reviewed(mine), {"reason": "Still mine"})
    assert refused.status_code == 409
    assert "title: Theirs\n" in (content_folder / PAGE).read_text(encoding="utf-8")


def test_after_a_collision_one_can_go_on_with_ones_own_text(editor: FlaskClient, content_folder: Path) -> None:
    mine = fill(editor, EDIT, title="Mine")
    publish(editor, fill(editor, EDIT, title="Theirs"))
    go_on = send(editor, reviewed(mine) + "/mine")
    assert "added: </span>Mine</ins>" in editor.get(reviewed(go_on)).text
    publish(editor, go_on, "Both agreed")
    assert "title: Mine\n" in (content_folder / PAGE).read_text(encoding="utf-8")


def test_entry_that_was_changed_by_hand_meanwhile_is_a_collision_too(editor: FlaskClient, content_folder: Path) -> None:
    sent = fields_of(editor.get(EDIT).text) | {"title": ["Mine"], "do": ["next"]}
    sent.pop("csrf_token")
    change(content_folder, PAGE, "title: Short breaks", "title: By hand")
    assert "Somebody else has changed this" in editor.get(reviewed(send(editor, EDIT, sent))).text


def test_draft_is_seen_by_its_editor_alone_and_can_be_gone_on_with_or_given_up(
    editor: FlaskClient, staff_app: Flask, content_folder: Path
) -> None:
    address = reviewed(fill(editor, EDIT, title="Rests"))
    assert logged_in(staff_app, TESTER).get(address).status_code == 403
    token = address.rsplit("/", 1)[1]
    assert 'value="Rests"' in editor.get(f"{EDIT}?draft={token}").text
    assert "Nothing was published" in editor.get(str(send(editor, address + "/give-up").location)).text
    assert editor.get(address).status_code == 404


def test_file_that_no_form_can_show_leads_to_its_earlier_versions(editor: FlaskClient, content_folder: Path) -> None:
    publish(editor, fill(editor, EDIT, title="Rests"))
    change(content_folder, PAGE, "rights: false", "rights: [")
    page = editor.get(EDIT).text
    assert "cannot be shown as a form" in page
    assert "rights: [" not in page
    history = editor.get("/staff/entries/short-breaks/history").text
    assert "changed outside the staff pages" in history
    address = history.split('action="/staff/entries/short-breaks/history/')[1].split('"')[0]
    publish(editor, send(editor, f"/staff/entries/short-breaks/history/{address}"), "As it was")
    assert "rights: false" in (content_folder / PAGE).read_text(encoding="utf-8")


def test_new_entry_gets_its_name_from_its_title(editor: FlaskClient, content_folder: Path) -> None:
    wordings = "\r\n".join(f"swimming for disabled children {number}" for number in range(10))
    fields = {
        "title": "Swimming (for all)",
        "ask": "Where can my child swim?",
        "section_answer": "There is a pool in Much Testing.",
        "wordings_answer": wordings,
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
    assert "has this name. Choose another name." in reply.text


def test_retired_entry_leads_to_its_successor_and_can_come_back(
    editor: FlaskClient, content_folder: Path, index_folder: Path
) -> None:
    change(content_folder, "topics/school-transport.md", "- dentist\n", "- legal-advice\n")
    reply = send(editor, "/staff/entries/dentist/retire", {"successor": "legal-advice", "wordings": "y"})
    page = editor.get(reviewed(reply)).text
    assert "removed; you can bring it back" in page
    publish(editor, reply, "They are one now")
    assert not (content_folder / "topics" / "dentist.md").exists()
    assert "toothache and no dentist" in (content_folder / "topics" / "legal-advice.md").read_text(encoding="utf-8")
    go_live(content_folder, index_folder)
    until(lambda: "Free legal advice" in editor.get("/staff/entries/dentist", follow_redirects=True).text)
    history = editor.get("/staff/entries/dentist/history").text
    address = history.split('action="/staff/entries/dentist/history/')[1].split('"')[0]
    back = send(editor, f"/staff/entries/dentist/history/{address}")
    assert "(new)" in editor.get(reviewed(back)).text
    assert publish(editor, back, "They are two after all").status_code == 302
    assert "toothache and no dentist" not in (content_folder / "topics" / "legal-advice.md").read_text(encoding="utf-8")
    assert (content_folder / "topics" / "dentist.md").exists()


def test_retired_pages_are_listed_and_come_back_with_their_wordings(
    editor: FlaskClient, tester: FlaskClient, content_folder: Path, index_folder: Path
) -> None:
    assert "Nothing has been retired." in editor.get("/staff/retired/").text
    change(content_folder, "topics/school-transport.md", "- dentist\n", "- legal-advice\n")
    before = (content_folder / "topics" / "dentist.md").read_bytes()
    retire = {"successor": "legal-advice", "wordings": "y"}
    publish(editor, send(editor, "/staff/entries/dentist/retire", retire))
    go_live(content_folder, index_folder)
    page = editor.get("/staff/retired/").text
    assert ">Dental care</a>" in page
    assert ">Free legal advice</a>" in page
    assert "An editor can bring it back." in tester.get("/staff/retired/").text
    back = send(editor, "/staff/retired/entries/dentist")
    assert "Bring back entry: Dental care" in editor.get(reviewed(back)).text
    publish(editor, back, "It was needed")
    assert (content_folder / "topics" / "dentist.md").read_bytes() == before
    assert "Nothing has been retired." in editor.get("/staff/retired/").text


def test_new_page_has_an_undo_and_can_come_back(editor: FlaskClient, content_folder: Path) -> None:
    fields = {"name": "Swimming", "organization": "A pool", "description": "It is warm.", "assured_date": "2026-01-05"}
    rows = {"needs": "any", "sources-0-title": "The pool", "sources-0-published": "2024"}
    sent = fields_of(editor.get("/staff/new/services").text) | fields | rows | {"do": "next", "status": "active"}
    sent.pop("csrf_token")
    history = editor.get(str(publish(editor, send(editor, "/staff/new/services", sent)).location)).text
    assert "Undo: remove it again" in history
    undo = send(editor, "/staff/services/swimming/history/remove")
    assert "removed; you can bring it back" in editor.get(reviewed(undo)).text
    publish(editor, undo, "A mistake")
    assert not (content_folder / "services" / "swimming.yml").exists()
    history = editor.get("/staff/services/swimming/history").text
    assert "This is not in use. You can bring it back." in history
    assert send(editor, "/staff/services/swimming/history/remove").status_code == 404


def test_page_that_was_there_before_the_staff_pages_has_no_such_undo(editor: FlaskClient) -> None:
    publish(editor, fill(editor, EDIT, title="Rests"))
    assert "Undo: remove it again" not in editor.get("/staff/entries/short-breaks/history").text
    assert send(editor, "/staff/entries/short-breaks/history/remove").status_code == 404


def test_retiring_what_others_need_says_where(editor: FlaskClient, content_folder: Path) -> None:
    reply = send(editor, "/staff/entries/school-transport/retire", {"successor": "short-breaks"})
    assert reply.status_code == 422
    assert "Dental care. What parents often want next" in reply.text
    assert (content_folder / "topics" / "school-transport.md").exists()


def test_only_staff_who_wrote_a_draft_find_it(tmp_path: Path) -> None:
    assert Drafts(tmp_path).find("../../etc/passwd", "edith") is None
    assert Drafts(tmp_path).find("a" * 16, "edith") is None


def test_draft_is_kept_while_another_process_takes_old_ones_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "iterdir", lambda folder: iter([folder / "gone"]))
    draft = Draft("entries", "short-breaks", "Change", {}, {}, "edith")
    Drafts(tmp_path).keep(draft)
    assert Drafts(tmp_path).find(draft.token, "edith") == draft


def test_id_is_made_from_the_title() -> None:
    assert id_from("Children's short breaks (Aiming High)") == "childrens-short-breaks-aiming-high"


def test_change_to_a_danger_card_needs_a_second_editor(
    editor: FlaskClient, staff_app: Flask, accounts: Accounts, content_folder: Path
) -> None:
    before = (content_folder / CRISIS_LINE).read_text(encoding="utf-8")
    address = reviewed(fill(editor, "/staff/services/crisis-line/edit", notes="At any hour."))
    page = editor.get(address).text
    assert "This changes what somebody in danger is told." in page
    assert "Your safety comes first" in page
    refused = send(editor, address, {"reason": "It was missing"})
    assert (refused.status_code, "A second editor must agree" in refused.text) == (422, True)
    assert send(editor, f"{address}/agree").status_code == 404
    assert (content_folder / CRISIS_LINE).read_text(encoding="utf-8") == before
    accounts.add("ben", "Ben Second", Role.EDITOR, PASSWORD)
    second = logged_in(staff_app, "ben")
    assert "Compare every number" in second.get(address).text
    assert send(second, address, {"reason": "Mine"}).status_code == 404
    assert send(second, f"{address}/agree").status_code == 302
    assert send(editor, address, {"reason": "It was missing"}).status_code == 302
    assert "notes: At any hour." in (content_folder / CRISIS_LINE).read_text(encoding="utf-8")
    assert "and Ben Second" in (content_folder / "danger" / "emergency-contacts.yml").read_text(encoding="utf-8")


def test_other_editors_see_no_draft_that_changes_no_danger_card(
    editor: FlaskClient, staff_app: Flask, accounts: Accounts
) -> None:
    address = reviewed(fill(editor, SERVICE, notes="On Mondays."))
    accounts.add("ben", "Ben Second", Role.EDITOR, PASSWORD)
    assert logged_in(staff_app, "ben").get(address).status_code == 404


def test_emergency_contact_cannot_be_retired(editor: FlaskClient) -> None:
    refused = send(editor, "/staff/services/crisis-line/retire", {"successor": "family-advice"})
    assert (refused.status_code, "so it cannot be taken away" in refused.text) == (422, True)


def test_who_publishes_while_a_backup_runs_is_asked_to_wait(
    editor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reviewed(fill(editor, SERVICE, notes="On Mondays."))

    def busy(lock: Path) -> None:
        raise Busy(lock, 60)

    with monkeypatch.context() as backup:
        backup.setattr("knowledge.editing.publishing.alone", busy)
        reply = send(editor, address, {"reason": "It was missing"})
    assert (reply.status_code, "a backup is running. Try again in a minute." in reply.text) == (503, True)
    assert send(editor, address, {"reason": "It was missing"}).status_code == 302


def test_full_disk_is_said_where_something_is_published(editor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = fill(editor, SERVICE, notes="On Mondays.")
    monkeypatch.setattr("knowledge.versions.watch_status.NEEDED_BYTES", 10**18)
    publish(editor, reply)
    page = editor.get("/staff/").text
    assert "Published, but not live yet" in page
    assert "no change can go live" in page
