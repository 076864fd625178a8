"""What parents ask and do not find: in groups, and who may see which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from tests.fake_encoder import FakeEncoder
from tests.web_widget.staff.busy import today
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


@pytest.mark.parametrize("path", ["/staff/unanswered/", "/staff/unanswered/1"])
def test_visitors_are_asked_to_log_in(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 302
