"""Everything that parents read can be changed in the browser, by forms that are described as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from knowledge.files import loading, schema
from knowledge.settings import ENGLAND
from tests.support import two_layers
from tests.support.content import SHIPPED
from tests.web_widget.staff.content.test_editing import fill, publish, reviewed
from tests.web_widget.staff.editors import fields_of, go_live, try_at_once, until
from tests.web_widget.staff.people import send
from web_widget.jobs.workshop import Workshop
from web_widget.staff.content.described_forms import ROLES, forms
from web_widget.staff.content.described_values import at, changed, put, read, shown, written
from web_widget.staff.content.form_description import Field, FormDescription, Item, Kind
from web_widget.staff.content.place_names import fields_at

GREETING = "/staff/words/greeting/edit"
TERM = "/staff/words/glossary/edit?key=EHC+plan"
FILES = sorted({form.file for form in forms().values()})
NOT_IN_A_FORM = {
    "council.yml": {
        "country": "it decides which layers there are",
        "languages": "the names and codes of languages are fixed; their words are in a form",
    },
    "journeys.yml": {"entry": "the page behind a journey", "days": "the days of the week"},
    "timetable.yml": {
        "limits": "law",
        "groups": "law",
        "starts": "law",
        "exceptions": "law",
        "checked": "national",
        "checked_by": "national",
        "review_due": "national",
        "extra_bank_holidays": "law",
    },
    "danger.yml": {"topics": "what is learnt from"},
    "conversation.yml": {"kind": "fixed"},
}
"""Fields that no form changes, each with the reason."""


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    return two_layers.write(tmp_path / "content")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, content_folder: Path, index_folder: Path, editor: FlaskClient) -> None:
    monkeypatch.setattr(Workshop, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.content.try_draft.OUR_TESTS", Path("/nowhere"))
    go_live(content_folder, index_folder)
    until(lambda: "Whose words these are" in editor.get("/staff/entries/short-breaks").text)


def each_form(own: dict[str, Any], national: dict[str, Any]) -> Iterator[FormDescription]:
    """Every form, and that of every record."""
    for form in forms().values():
        if not form.records:
            yield form
            continue
        key = form.records.key
        below = {str(record[key]) for record in national[form.file] or ()}
        for name in {**dict.fromkeys(below), **{str(record[key]): None for record in own[form.file] or ()}}:
            yield form.of(name, renamed=name not in below)


def shipped_text(file: str) -> str | None:
    path = SHIPPED / file
    return path.read_text(encoding="utf-8") if path.exists() else None


def test_form_that_is_not_touched_makes_the_same_file() -> None:
    own = {file: read(shipped_text(file)) for file in FILES}
    national = {file: read((ENGLAND / file).read_text(encoding="utf-8")) for file in FILES}
    count = 0
    for form in each_form(own, national):
        sent = {field: shown(field, own[form.file], national[form.file], {}).value for field in form.fields}
        data = changed(own[form.file], national[form.file], sent, {})
        assert data == own[form.file]
        assert written(shipped_text(form.file), data) == shipped_text(form.file)
        count += 1
    assert count > 100


@pytest.mark.parametrize("file", FILES)
def test_every_text_of_the_councils_files_and_of_the_national_ones_is_in_a_form(file: str) -> None:
    for text in (shipped_text(file), (ENGLAND / file).read_text(encoding="utf-8")):
        for path in _leaves(read(text) or {}):
            if set(NOT_IN_A_FORM.get(file, ())) & set(path) or path[-1] in ("id", "role"):
                continue
            found = [
                field for form in forms().values() if form.file == file for field in fields_at(form, ".".join(path))
            ]
            assert found, f"{file}: {'.'.join(path)} cannot be changed in the browser."


def _leaves(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(data, dict | list):
        for name, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(value, (*path, str(name)))
    else:
        yield path


def test_every_word_that_the_schema_knows_and_every_role_is_in_a_form() -> None:
    fields = schema.COUNCIL["properties"]
    known = {".".join(str(part) for part in field.path) for form in forms().values() for field in form.fields}
    for group in ("words", "notices", "errors"):
        assert {f"{group}.{name}" for name in fields[group]["required"]} <= known
    asked_for = {
        role for path in (ENGLAND / "topics").glob("*.md") for role in _roles(path.read_text(encoding="utf-8"))
    }
    assert asked_for <= set(ROLES)


def _roles(text: str) -> list[str]:
    return [part.split(",")[0].split("]")[0].strip() for part in text.split("role: ")[1:]]


@pytest.mark.parametrize("name", forms())
def test_every_form_is_shown(editor: FlaskClient, name: str) -> None:
    page = editor.get(f"/staff/words/{name}", follow_redirects=True)
    assert page.status_code == 200
    assert forms()[name].title in page.text.replace("&#39;", "'")


def test_tester_changes_no_words(tester: FlaskClient) -> None:
    assert tester.get("/staff/words/").status_code == 403
    assert tester.get(GREETING).status_code == 403


def test_greeting_is_said_by_the_council_and_the_national_file_stays(editor: FlaskClient, content_folder: Path) -> None:
    before = {path: path.read_bytes() for path in (content_folder / "england").rglob("*.*")}
    reply = fill(editor, GREETING, field_words_greet="Hello from {council.name}.")
    page = editor.get(reviewed(reply)).text
    assert "The greeting: " in page
    assert "greet:" not in page.replace("The greeting:", "")
    publish(editor, reply, "Warmer")
    assert loading.load(content_folder).council.words["greet"] == "Hello from Testshire County Council."
    assert {path: path.read_bytes() for path in before} == before
    assert "Warmer" in editor.get("/staff/words/greeting/history").text


def test_preview_shows_the_words_with_what_is_filled_in(editor: FlaskClient) -> None:
    page = fill(
        editor, GREETING, "preview", field_words_greet="Hello from {council.name}. Service users ring {x.y}."
    ).text
    assert "Hello from Testshire County Council." in page
    assert "is jargon" in page
    assert "nothing is known to put in for the words in curly brackets" in page


def test_words_that_name_nothing_known_are_refused_at_their_field(editor: FlaskClient) -> None:
    page = fill(editor, GREETING, field_words_greet="Ring {nobody.phone}.")
    assert page.status_code == 422
    assert "The greeting: nothing is known to put in for “nobody.phone”." in page.text
    assert 'href="#field_words_greet"' in page.text


def test_council_in_one_layer_cannot_leave_a_word_out(editor: FlaskClient, content_folder: Path) -> None:
    page = fill(editor, "/staff/words/council/edit", field_name="")
    assert page.status_code == 422
    assert "Name of the council: this is empty. Fill it in." in page.text


def test_hours_of_the_main_number_are_filled_in_shown_and_taken_out_again(
    editor: FlaskClient, content_folder: Path
) -> None:
    before = (content_folder / "council.yml").read_bytes()
    address, row = "/staff/words/council/edit", "field_opening_hours-0-"
    times = {f"{row}opens": "08:30", f"{row}closes": "17:00"}
    sent = {**fields_of(editor.get(address).text), **times, f"{row}days": ["mon", "tue", "wed"]}
    sent.pop("csrf_token")
    assert "Monday to Wednesday, 8.30am to 5pm" in send(editor, address, {**sent, "do": "preview"}).text
    reply = send(editor, address, {**sent, "do": "next"})
    assert "Mon, Tue, Wed; 08:30; 17:00" in editor.get(reviewed(reply)).text
    publish(editor, reply)
    assert loading.load(content_folder).council.opening_hours == (
        {"days": ["mon", "tue", "wed"], "opens": "08:30", "closes": "17:00"},
    )
    sent = {**fields_of(editor.get(address).text), f"{row}opens": "", f"{row}closes": "", f"{row}days": []}
    sent.pop("csrf_token")
    publish(editor, send(editor, address, {**sent, "do": "next"}))
    assert (content_folder / "council.yml").read_bytes() == before


def test_hours_without_days_or_with_a_time_that_is_none_are_refused(editor: FlaskClient) -> None:
    address, row = "/staff/words/council/edit", "field_opening_hours-0-"
    page = fill(editor, address, **{f"{row}opens": "8.30", f"{row}closes": "17:00"})
    assert page.status_code == 422
    assert page.text.count("When the main number is answered: ") > 1


def test_nothing_changed_makes_no_draft(editor: FlaskClient) -> None:
    page = fill(editor, GREETING)
    assert (page.status_code, "Nothing has been changed yet." in page.text) == (422, True)


def test_national_term_gets_another_meaning_and_more_ways_of_typing_it(
    editor: FlaskClient, content_folder: Path
) -> None:
    national = yaml.safe_load((content_folder / "england" / "glossary.yml").read_text(encoding="utf-8"))
    key = national[0]["term"]
    address = f"/staff/words/glossary/edit?key={key.replace(' ', '+')}"
    assert 'name="field_term"' not in editor.get(address).text
    name = Item(key, "term").key.lower().replace(" ", "_")
    publish(editor, fill(editor, address, **{f"field_{name}_meaning": "A paper.", f"field_{name}_also": "plan paper"}))
    own = yaml.safe_load((content_folder / "glossary.yml").read_text(encoding="utf-8"))
    assert own == [{"term": key, "meaning": "A paper.", "also": ["plan paper"]}]
    term = next(term for term in loading.load(content_folder).glossary if term.term == key)
    assert (term.meaning, "plan paper" in term.also) == ("A paper.", True)


def test_new_term_is_written_renamed_and_removed(editor: FlaskClient, content_folder: Path) -> None:
    fields = {"field_term": "TSC", "field_stands_for": "Testshire sports club", "field_meaning": "A club."}
    publish(editor, fill(editor, "/staff/words/glossary/new", **fields))
    publish(
        editor, fill(editor, "/staff/words/glossary/edit?key=TSC", field_tsc_term="TSPC", field_tsc_meaning="Ours.")
    )
    own = yaml.safe_load((content_folder / "glossary.yml").read_text(encoding="utf-8"))
    assert [(item["term"], item["meaning"]) for item in own] == [("TSPC", "Ours.")]
    reply = send(editor, "/staff/words/glossary/remove?key=TSPC")
    publish(editor, reply)
    assert not (content_folder / "glossary.yml").exists()


def test_term_that_is_there_already_is_refused(editor: FlaskClient, content_folder: Path) -> None:
    key = loading.load(content_folder).glossary[0].term
    page = fill(editor, "/staff/words/glossary/new", field_term=key, field_stands_for="x", field_meaning="y")
    assert "There is already a short form with this name." in page.text


def test_kind_of_question_that_is_not_for_us_is_added(editor: FlaskClient, content_folder: Path) -> None:
    fields = {"field_title": "Allotments", "field_words": "Ask the parish.", "field_questions": "get an allotment"}
    publish(editor, fill(editor, "/staff/words/out-of-scope/new", **fields))
    kind = next(kind for kind in loading.load(content_folder).out_of_scope if kind.id == "allotments")
    assert (kind.words, kind.questions) == ("Ask the parish.", ("get an allotment",))


def test_draft_goes_live_as_any_change(editor: FlaskClient, content_folder: Path) -> None:
    publish(editor, fill(editor, "/staff/words/status/edit", field_status="live"), "The council has agreed")
    assert loading.load(content_folder).council.status == "live"


def test_first_topics_are_chosen_among_pages(editor: FlaskClient, content_folder: Path) -> None:
    page = fill(editor, "/staff/words/first-topics/edit", **{"field_first_topics-0": "", "field_first_topics-1": ""})
    assert "First topics: choose at least three pages." in page.text
    publish(editor, fill(editor, "/staff/words/first-topics/edit", **{"field_first_topics-0": "legal-advice"}))
    assert loading.load(content_folder).council.first_topics[0] == "legal-advice"


def test_words_of_an_emergency_card_need_a_second_editor(editor: FlaskClient, content_folder: Path) -> None:
    reply = fill(editor, "/staff/words/emergency-self-harm/edit", field_kinds_self_harm_words="Ring 999 now.")
    page = editor.get(reviewed(reply)).text
    assert "A second editor must agree before it can be published." in page
    refused = publish(editor, reply)
    assert (refused.status_code, "A second editor must agree first" in refused.text) == (422, True)
    assert not (content_folder / "danger.yml").exists()


def test_undo_brings_the_words_back(editor: FlaskClient, content_folder: Path) -> None:
    before = (content_folder / "council.yml").read_bytes()
    publish(editor, fill(editor, GREETING, field_words_greet="Hello."))
    history = editor.get("/staff/words/greeting/history").text
    address = history.split('action="/staff/words/greeting/history/')[1].split('"')[0]
    publish(editor, send(editor, f"/staff/words/greeting/history/{address}"), "Back")
    assert (content_folder / "council.yml").read_bytes() == before


def test_form_goes_on_from_its_draft(editor: FlaskClient) -> None:
    address = reviewed(fill(editor, GREETING, field_words_greet="Hello there."))
    page = editor.get(address).text
    (back,) = re.findall(r'<a href="([^"]+draft=[^"]+)"', page)
    assert "Hello there." in editor.get(back).text


def test_what_is_written_as_it_is_nationally_is_taken_out_again() -> None:
    field = Field(("words", "greet"), "Greeting", Kind.TEXT)
    national = {"words": {"greet": "Hello.", "bye": "Bye."}}
    own = changed({"name": "x"}, national, {field: "Hi."}, {})
    assert own == {"name": "x", "words": {"greet": "Hi."}}
    assert changed(own, national, {field: "Hello."}, {}) == {"name": "x"}
    assert changed(own, national, {field: ""}, {}) == {"name": "x"}


def test_records_whose_list_replaces_the_national_one_begin_with_it() -> None:
    field = Field(("languages", Item("pl", "code"), "text"), "Polish", Kind.TEXT)
    national = {"languages": [{"code": "pl", "text": "a"}, {"code": "ro", "text": "b"}]}
    own = changed(None, national, {field: "c"}, {})
    assert own == {"languages": [{"code": "pl", "text": "c"}, {"code": "ro", "text": "b"}]}


def test_value_is_found_and_put_by_its_path() -> None:
    path = ("a", Item("x"), "b")
    assert put(None, path, 1) == {"a": [{"id": "x", "b": 1}]}
    assert at(put(None, path, 1), path) == 1
    assert put(put(None, path, 1), path, None) is None
