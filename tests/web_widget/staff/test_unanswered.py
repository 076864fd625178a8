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

from knowledge import documents
from tests.fake_encoder import FakeEncoder
from tests.web_widget.staff.busy import today
from tests.web_widget.staff.editors import try_at_once
from tests.web_widget.staff.people import send
from web_widget.staff import trying
from web_widget.staff.gaps import Gap, different, gaps
from web_widget.store.keeping import Stores
from web_widget.store.outcomes import Outcome, Shortfall
from web_widget.store.records import Record
from web_widget.store.unanswered import Asked

SWING = ("wheelchair swing near us", "a wheelchair swing near us", "is a wheelchair swing near us")
MONDAY = date(2026, 11, 16)


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


def test_group_shows_its_wordings_its_weeks_and_how_far_off_the_nearest_entry_is(
    editor: FlaskClient, stores: Stores
) -> None:
    miss(stores, "respite on the moon", "a", "b", "c")
    page = editor.get(address(editor.get("/staff/unanswered/").text, "respite on the moon")).text
    assert "Asked 3 times by 3 people" in page
    assert "no answer was known (3)" in page
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
    monkeypatch.setattr(trying, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.try_draft.OUR_TESTS", Path("/nowhere"))


def chosen(page: str) -> dict[str, Any]:
    """What a browser would send of the form of a group."""
    wordings = [html.unescape(found) for found in re.findall(r'<input checked[^>]*value="([^"]*)"', page)]
    entry = re.search(r'<option selected value="([^"]+)"', page)
    assert entry
    return {"wording": wordings, "entry": entry.group(1), "do": "add"}


@pytest.mark.usefixtures("at_once")
def test_wordings_of_a_group_are_added_to_an_entry_in_one_step_and_published(
    editor: FlaskClient, stores: Stores, content_folder: Path
) -> None:
    for question, conversation in zip(SWING, "abc", strict=True):
        miss(stores, question, conversation)
    group_page = address(editor.get("/staff/unanswered/").text, SWING[1])
    sent = chosen(editor.get(group_page).text)
    assert set(sent["wording"]) == set(SWING)
    reply = send(editor, group_page, {**sent, "entry": "short-breaks"})
    page = editor.get(reply.location).text
    assert "Parents asked it in these words" in page
    before = documents.load(content_folder).entries["short-breaks"].questions
    assert send(editor, reply.location, {"reason": "They asked"}).status_code == 302
    after = documents.load(content_folder).entries["short-breaks"].questions
    assert after == (*before, *sorted(SWING, key=sent["wording"].index))


@pytest.mark.usefixtures("at_once")
def test_wording_that_would_break_the_content_is_told_where_it_can_be_mended(
    editor: FlaskClient, stores: Stores, content_folder: Path
) -> None:
    taken = documents.load(content_folder).entries["dentist"].questions[0]
    miss(stores, taken, "a")
    group_page = address(editor.get("/staff/unanswered/").text, taken)
    reply = send(editor, group_page, {"wording": [taken], "entry": "short-breaks", "do": "add"})
    page = editor.get(reply.location).text
    assert "/staff/entries/short-breaks/edit?draft=" in reply.location
    assert taken in page
    assert "questions" in page


def test_new_entry_is_begun_with_the_wordings(editor: FlaskClient, stores: Stores) -> None:
    miss(stores, "purple giraffe", "a")
    group_page = address(editor.get("/staff/unanswered/").text, "purple giraffe")
    reply = send(editor, group_page, {"wording": ["purple giraffe"], "entry": "dentist", "do": "new"})
    assert "/staff/new/entries?draft=" in reply.location
    page = editor.get(reply.location).text
    assert re.search(r"<textarea[^>]*questions[^>]*>\s*purple giraffe</textarea>", page)


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
    sent = {"wording": ["purple giraffe"], "entry": "dentist", "do": "add", **wrong}
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
