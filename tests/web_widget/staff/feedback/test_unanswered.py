"""What parents ask and do not find: in groups, and who may see which."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from actions.wire import Outcome
from knowledge.files import loading
from knowledge.settings import Paths
from knowledge.versions.live import live_content, live_search
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.staff.busy import today
from tests.web_widget.staff.editors import fields_of, go_live, try_at_once, until
from tests.web_widget.staff.people import send
from web_widget.jobs.workshop import Workshop
from web_widget.staff.content import moved_wordings
from web_widget.staff.feedback import meaning
from web_widget.staff.feedback.unanswered_groups import Gap, different, gaps
from web_widget.store.keeping import Stores
from web_widget.store.records import Record
from web_widget.store.shortfalls import Shortfall
from web_widget.store.unanswered import Asked

SWING = ("wheelchair swing near us", "a wheelchair swing near us", "is a wheelchair swing near us")
MONDAY = date(2026, 11, 16)
PLACES = {"entry": "dentist", "section": "answer", "scope": "bins", "talk": "thanks"}
"""What a browser sends of the lists to choose from."""


def asked(*rows: tuple[str, str | None, date | None]) -> list[Asked]:
    return [
        Asked(number, question, Shortfall.NOT_KNOWN, conversation, "2026-11", day)
        for number, (question, conversation, day) in enumerate(rows, start=1)
    ]


def group(*rows: tuple[str, str | None, date | None]) -> list[Gap]:
    listed = asked(*rows)
    return gaps(listed, FakeEncoder().encode(different(listed)))


def miss(stores: Stores, question: str, *conversations: str, day: date | None = None) -> None:
    for conversation in conversations:
        stores.records.keep(Record(conversation, question, None, Outcome.NOT_KNOWN, day or today(), "v"))


def links(page: str) -> list[str]:
    """The questions that name the groups of a page, in their order."""
    return re.findall(r'<a href="/staff/unanswered/\d+">([^<]+)</a>', page)


def address(page: str, question: str) -> str:
    found = re.search(rf'href="(/staff/unanswered/\d+)">{re.escape(question)}<', page)
    assert found, f"{question} names no group."
    return found.group(1)


def test_questions_that_mean_the_same_are_one_group_named_by_the_most_central() -> None:
    swing, taxi = group(
        (SWING[0], "a", MONDAY), (SWING[1], "b", MONDAY), (SWING[2], "c", MONDAY), ("taxi", "a", MONDAY)
    )
    assert (swing.question, swing.people, swing.times) == (SWING[1], 3, 3)
    assert {wording for wording, _ in swing.wordings} == set(SWING)
    assert (taxi.question, taxi.people) == ("taxi", 1)


def test_one_person_who_asks_three_times_is_one_person() -> None:
    (found,) = group(*[(SWING[0], "a", MONDAY)] * 3)
    assert (found.people, found.times, found.may_be_shared) == (1, 3, False)


def test_questions_that_are_anonymous_by_now_count_as_one_person() -> None:
    (found,) = group(*[(SWING[0], None, None)] * 5, (SWING[0], "a", MONDAY))
    assert (found.people, found.times, found.earlier, found.may_be_shared) == (2, 6, 5, False)


def test_weeks_begin_on_mondays_and_the_newest_comes_first() -> None:
    (found,) = group(
        (SWING[0], "a", MONDAY),
        (SWING[0], "b", MONDAY + timedelta(days=6)),
        (SWING[0], "c", MONDAY - timedelta(days=1)),
    )
    assert list(found.weeks.items()) == [(MONDAY, 2), (MONDAY - timedelta(days=7), 1)]


def test_groups_are_in_the_order_of_their_last_week_and_then_of_their_size() -> None:
    last_week = MONDAY - timedelta(days=7)
    found = group(
        *[("taxi", name, last_week) for name in "abc"],
        ("toothache", "a", MONDAY),
        *[("appeal", name, MONDAY + timedelta(days=1)) for name in "ab"],
    )
    assert [gap.question for gap in found] == ["appeal", "toothache", "taxi"]


def test_editor_sees_every_group_and_which_are_for_editors_only(editor: FlaskClient, stores: Stores) -> None:
    for question, conversation in zip(SWING, "abc", strict=True):
        miss(stores, question, conversation)
    miss(stores, "purple giraffe", "d", "e")
    page = editor.get("/staff/unanswered/").text
    assert links(page) == [SWING[1], "purple giraffe"]
    assert page.count("editors only") == 1


def test_tester_sees_groups_of_three_people_or_more_and_no_others(
    editor: FlaskClient, tester: FlaskClient, stores: Stores
) -> None:
    miss(stores, SWING[0], "a", "b", "c")
    miss(stores, "purple giraffe", "d", "e")
    page = tester.get("/staff/unanswered/").text
    assert links(page) == [SWING[0]]
    assert "purple giraffe" not in page
    small = address(editor.get("/staff/unanswered/").text, "purple giraffe")
    assert (editor.get(small).status_code, tester.get(small).status_code) == (200, 404)


def test_group_of_three_is_for_editors_again_once_its_people_cannot_be_told_apart(
    tester: FlaskClient, stores: Stores
) -> None:
    miss(stores, SWING[0], "a", "b", "c")
    stores.records.make_anonymous(today())
    assert links(tester.get("/staff/unanswered/").text) == []


def test_many_new_questions_are_grouped_a_few_at_once_and_the_page_says_how_many_are_to_come(
    editor: FlaskClient, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "AT_ONCE", 2)
    monkeypatch.setattr(meaning.Meaning, "_read", lambda self, texts: None)
    for number, question in enumerate(("trampoline club", "swimming pool", "toothbrush chart", "moon phases today")):
        miss(stores, question, f"c{number}")
    page = editor.get("/staff/unanswered/").text
    assert links(page) == ["moon phases today", "toothbrush chart"]
    assert "2 older questions are still being read" in page
    assert "still being read" not in editor.get("/staff/unanswered/").text


def test_what_nobody_waits_for_is_read_in_the_background() -> None:
    known = meaning.Meaning(FakeEncoder(), live_search())
    texts = [f"question {number}" for number in range(meaning.AT_ONCE + 3)]
    assert len(known.known(texts)) in (meaning.AT_ONCE, len(texts))
    until(lambda: known.known(texts) == texts)


def test_group_shows_its_wordings_its_weeks_and_how_far_off_the_nearest_entry_is(
    editor: FlaskClient, stores: Stores
) -> None:
    miss(stores, "respite on the moon", "a", "b", "c")
    page = editor.get(address(editor.get("/staff/unanswered/").text, "respite on the moon")).text
    assert "Asked 3 times by 3 people" in page
    assert "no answer known (3)" in page
    assert re.search(r'<a href="/staff/entries/[\w-]+">[^<]+</a></th><td[^>]*>[^<]+</td><td[^>]*>\d+%</td>', page)
    monday = today() - timedelta(days=today().weekday())
    assert f"{monday:%-d %B %Y}" in page


def test_words_of_buttons_are_not_questions(
    editor: FlaskClient, stores: Stores, staff_words: Mapping[str, str]
) -> None:
    stores.records.keep(Record("a", staff_words["talk_to_person_button"], None, Outcome.HANDED_OVER, today(), "v"))
    assert "0 groups" in editor.get("/staff/unanswered/").text


def test_only_the_months_that_were_chosen_are_looked_at(editor: FlaskClient, stores: Stores) -> None:
    miss(stores, "purple giraffe", "a", day=today() - timedelta(days=150))
    assert "0 groups" in editor.get("/staff/unanswered/").text
    assert "1 group." in editor.get("/staff/unanswered/?months=12&order=largest").text
    assert editor.get("/staff/unanswered/?months=many&order=other").status_code == 200


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workshop, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.content.try_draft.OUR_TESTS", Path("/nowhere"))


def chosen(page: str) -> dict[str, Any]:
    """What a browser would send of the form of a group."""
    wordings = [html.unescape(found) for found in re.findall(r'<input checked[^>]*value="([^"]*)"', page)]
    entry = re.search(r'<option selected value="([^"]+)"', page)
    assert entry
    return {**PLACES, "wording": wordings, "entry": entry.group(1), "do": "add"}


@pytest.mark.usefixtures("at_once")
def test_wordings_of_a_group_are_added_to_an_entry_in_one_step_and_published(
    editor: FlaskClient, stores: Stores, content_folder: Path
) -> None:
    for question, conversation in zip(SWING, "abc", strict=True):
        miss(stores, question, conversation)
    group_page = address(editor.get("/staff/unanswered/").text, SWING[1])
    sent = chosen(editor.get(group_page).text)
    assert set(sent["wording"]) == set(SWING)
    reply = send(editor, group_page, {**sent, "entry": "short-breaks", "section": "answer"})
    page = editor.get(reply.location).text
    assert "Parents asked in these words" in page
    before = loading.load(content_folder).entries["short-breaks"].questions
    assert send(editor, reply.location, {"reason": "They asked"}).status_code == 302
    after = loading.load(content_folder).entries["short-breaks"].questions
    assert after == (*before, *sorted(SWING, key=sent["wording"].index))


@pytest.mark.usefixtures("at_once")
def test_wording_that_would_break_the_content_is_told_where_it_can_be_mended(
    editor: FlaskClient, stores: Stores, content_folder: Path
) -> None:
    taken = loading.load(content_folder).entries["dentist"].questions[0]
    miss(stores, taken, "a")
    group_page = address(editor.get("/staff/unanswered/").text, taken)
    reply = send(editor, group_page, {**PLACES, "wording": [taken], "entry": "short-breaks", "do": "add"})
    page = editor.get(reply.location).text
    assert "/staff/entries/short-breaks/edit?draft=" in reply.location
    assert taken in page
    assert "already on the page “Dental care”" in page


REFUSED = "when is bin day"


def put_at(editor: FlaskClient, wording: str, **where: str) -> str:
    """Type a message that got a wrong reply, and publish where it goes; gives the page before publishing."""
    reply = send(editor, "/staff/unanswered/wrong-reply", {**PLACES, "wording": wording, **where})
    page = editor.get(reply.location).text
    assert send(editor, reply.location, {"reason": "They asked"}).status_code == 302, page
    paths = Paths.from_environment()
    go_live(paths.content, paths.index)
    live_content().look()
    return page


def undo(editor: FlaskClient, history: str) -> None:
    """Press “Undo the last change” in a history, and publish that."""
    found = re.findall(rf'action="({history}/[^"]+)"', editor.get(history).text)
    reply = send(editor, found[0])
    assert send(editor, reply.location, {"reason": "Undo"}).status_code == 302


def stands(folder: Path, wording: str) -> list[str]:
    """Every place in which a wording stands."""
    content = loading.load(folder)
    entries = [entry.id for entry in content.entries.values() if wording in entry.questions]
    not_here = [f"not {entry.id}" for entry in content.entries.values() if wording in entry.not_here]
    scope = [kind.id for kind in content.out_of_scope if wording in kind.questions]
    return [*entries, *not_here, *scope, *(kind.id for kind in content.talk if wording in kind.examples)]


@pytest.mark.usefixtures("at_once")
def test_wrongly_refused_wording_moves_to_the_page_and_undo_brings_both_back(
    editor: FlaskClient, content_folder: Path
) -> None:
    page = put_at(editor, REFUSED, do="add", entry="short-breaks")
    assert "also under “Not for us”. They move" in page
    assert stands(content_folder, REFUSED) == ["short-breaks"]
    undo(editor, "/staff/entries/short-breaks/history")
    assert stands(content_folder, REFUSED) == ["bins"]


@pytest.mark.usefixtures("at_once")
def test_wording_moves_from_small_talk_and_from_what_a_page_does_not_answer(
    editor: FlaskClient, content_folder: Path
) -> None:
    put_at(editor, "purple giraffe", do="talk")
    put_at(editor, "purple giraffe", do="add", section="not_here")
    assert stands(content_folder, "purple giraffe") == ["not dentist"]
    put_at(editor, "purple giraffe", do="add", entry="short-breaks")
    assert stands(content_folder, "purple giraffe") == ["short-breaks"]


@pytest.mark.usefixtures("at_once")
def test_wording_of_a_page_moves_to_what_is_not_for_us_and_undo_brings_both_back(
    editor: FlaskClient, content_folder: Path
) -> None:
    put_at(editor, "purple giraffe", do="add", entry="short-breaks")
    put_at(editor, "purple giraffe", do="scope")
    assert stands(content_folder, "purple giraffe") == ["bins"]
    undo(editor, "/staff/words/out-of-scope/history")
    assert stands(content_folder, "purple giraffe") == ["short-breaks"]


@pytest.mark.usefixtures("at_once")
def test_undo_leaves_a_list_that_was_changed_again_as_it_is(editor: FlaskClient, content_folder: Path) -> None:
    put_at(editor, REFUSED, do="add", entry="short-breaks")
    put_at(editor, "purple giraffe", do="scope")
    undo(editor, "/staff/entries/short-breaks/history")
    assert stands(content_folder, REFUSED) == []
    assert stands(content_folder, "purple giraffe") == ["bins"]


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("wording", "where"), [(REFUSED, {"do": "add", "entry": "short-breaks"}), ("purple giraffe", {"do": "scope"})]
)
def test_staff_who_change_it_in_the_form_are_told_that_nothing_else_moves_now(
    editor: FlaskClient, wording: str, where: dict[str, str]
) -> None:
    put_at(editor, "purple giraffe", do="talk")
    shown = send(editor, "/staff/unanswered/wrong-reply", {**PLACES, "wording": wording, **where}).location
    (form,) = re.findall(r'href="([^"]+draft=[^"]+)"', editor.get(shown).text)
    form = html.unescape(form)
    reply = send(editor, form, {**fields_of(editor.get(form).text), "do": "next"})
    assert "No wordings move from other places now" in editor.get(reply.location).text


def test_wording_in_another_alphabet_takes_no_other_with_it() -> None:
    fields = {"not_here": ["مرحبا"], "questions": {"answer": ["Bin day?", "when is bin day"]}}
    kept = moved_wordings.left(fields, moved_wordings.compared(["شكرا", "bin day"]), asked=True)
    assert kept == {"not_here": ["مرحبا"], "questions": {"answer": ["when is bin day"]}}


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(("do", "place"), [("scope", "out_of_scope"), ("talk", "talk")])
def test_wording_goes_to_what_is_not_for_us_or_to_small_talk(
    editor: FlaskClient, stores: Stores, content_folder: Path, do: str, place: str
) -> None:
    miss(stores, "purple giraffe", "a")
    group_page = address(editor.get("/staff/unanswered/").text, "purple giraffe")
    reply = send(editor, group_page, {**PLACES, "wording": ["purple giraffe"], "do": do})
    assert "Parents asked in these words" in editor.get(reply.location).text
    assert send(editor, reply.location, {"reason": "They asked"}).status_code == 302
    content = loading.load(content_folder)
    found = {item.id: item for item in getattr(content, place)}["bins" if do == "scope" else "thanks"]
    assert "purple giraffe" in (found.questions if do == "scope" else found.examples)
    assert "purple giraffe" not in content.entries["dentist"].questions


@pytest.mark.usefixtures("at_once")
def test_message_that_got_small_talk_wrongly_is_typed_and_put_on_a_page(
    editor: FlaskClient, content_folder: Path
) -> None:
    assert "Correct a wrong reply" in editor.get("/staff/unanswered/").text
    sent = {**PLACES, "do": "add"}
    empty = send(editor, "/staff/unanswered/wrong-reply", {**sent, "wording": " "})
    assert (empty.status_code, "Type at least one message." in empty.text) == (422, True)
    reply = send(editor, "/staff/unanswered/wrong-reply", {**sent, "wording": "purple giraffe\r\nblue giraffe"})
    assert send(editor, reply.location, {"reason": "A parent rang"}).status_code == 302
    assert {"purple giraffe", "blue giraffe"} <= set(loading.load(content_folder).entries["dentist"].questions)


def test_new_entry_is_begun_with_the_wordings(editor: FlaskClient, stores: Stores) -> None:
    miss(stores, "purple giraffe", "a")
    group_page = address(editor.get("/staff/unanswered/").text, "purple giraffe")
    reply = send(editor, group_page, {**PLACES, "wording": ["purple giraffe"], "do": "new"})
    assert "/staff/new/entries?draft=" in reply.location
    page = editor.get(reply.location).text
    assert re.search(r"<textarea[^>]*wordings_answer[^>]*>\s*purple giraffe</textarea>", page)


def test_wording_from_which_a_name_was_taken_is_not_chosen_at_first(editor: FlaskClient, stores: Stores) -> None:
    miss(stores, "giraffe for [name]", "a")
    group_page = address(editor.get("/staff/unanswered/").text, "giraffe for [name]")
    assert chosen(editor.get(group_page).text)["wording"] == []


@pytest.mark.parametrize("wrong", [{"wording": []}, {"wording": ["something else"]}, {"entry": "nowhere"}])
def test_nothing_else_than_wordings_of_the_group_can_be_added(
    editor: FlaskClient, stores: Stores, wrong: dict[str, Any]
) -> None:
    miss(stores, "purple giraffe", "a")
    group_page = address(editor.get("/staff/unanswered/").text, "purple giraffe")
    sent = {**PLACES, "wording": ["purple giraffe"], "do": "add", **wrong}
    reply = send(editor, group_page, sent)
    assert (reply.status_code, "There is a problem" in reply.text) == (422, True)


def test_tester_adds_nothing(editor: FlaskClient, tester: FlaskClient, stores: Stores) -> None:
    miss(stores, "purple giraffe", "a", "b", "c")
    group_page = address(tester.get("/staff/unanswered/").text, "purple giraffe")
    assert "checkbox" not in tester.get(group_page).text
    assert send(tester, group_page, {"wording": ["purple giraffe"], "entry": "dentist"}).status_code == 403


@pytest.mark.parametrize(("people", "there"), [("abc", True), ("ab", False)])
def test_what_was_done_can_be_written_of_groups_of_three_or_more(
    editor: FlaskClient, stores: Stores, people: str, there: bool
) -> None:
    miss(stores, "purple giraffe", *people)
    group_page = address(editor.get("/staff/unanswered/").text, "purple giraffe")
    assert ("/staff/you-said/new?people=3" in editor.get(group_page).text) is there


@pytest.mark.parametrize("path", ["/staff/unanswered/", "/staff/unanswered/1"])
def test_visitors_are_asked_to_log_in(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 302
