"""Deadlines from what a parent says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.card_types import to_wire
from actions.journeys import form_cards, timetable
from actions.journeys.timetable import ActionStartTimetable, ValidateTimetable, result
from knowledge.deadlines.calendar_address import Counted, read
from knowledge.files.journey_descriptions import TALK, TIMETABLE
from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.actions.journeys.messages import said
from tests.support.content import SHIPPED
from tests.support.reading import made_up

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_first_message_with_start_and_day_needs_no_question(shipped_live: Live[tuple[str, Content]]) -> None:
    action = ActionStartTimetable(shipped_live)
    known = action.said_at_first(said("i asked on 3rd march when should they decide"), action.content, TODAY)
    assert known == {"start": "ehc-request", "start_date": "2026-03-03", "letter_date": "skipped"}


def test_every_start_gives_a_card_of_dates_in_words_of_the_content(shipped: Content) -> None:
    for start in shipped.timetable.starts:
        card = to_wire(result(shipped, {"start": start, "start_date": "2025-03-03", "letter_date": "skipped"}, NOW))
        Draft7Validator(CARD).validate(card)
        assert card["ics"]["text"].startswith("BEGIN:VCALENDAR")
        assert made_up({**card, "ics": {**card["ics"], "text": ""}}, SHIPPED) == []
        assert all(deadline["passed_words"] for deadline in card["deadlines"])


def test_request_counts_six_sixteen_and_twenty_weeks(shipped: Content) -> None:
    card = to_wire(result(shipped, {"start": "ehc-request", "start_date": "2026-11-02"}, NOW))
    assert [deadline["due"] for deadline in card["deadlines"]] == ["2026-12-14", "2027-02-22", "2027-03-22"]
    assert not any(deadline["passed"] for deadline in card["deadlines"])


def test_without_a_day_people_are_named(shipped: Content) -> None:
    for answers in ({"start": "ehc-request", "start_date": "skipped"}, {"start": "skipped", "start_date": "skipped"}):
        card = to_wire(result(shipped, answers, NOW))
        assert (card["type"], made_up(card, SHIPPED)) == ("services", [])


def test_letter_after_the_certificate_is_asked_again(shipped_live: Live[tuple[str, Content]]) -> None:
    form = ValidateTimetable(shipped_live)
    answers = {"start": "mediation-certificate", "start_date": "2026-10-01"}
    slots = form.turn("letter_date", said("5 November 2026"), answers, form.content, TODAY)
    assert slots == {"start_date": None, "letter_date": None, "journey_fault": "wrong_order"}


def test_what_is_not_a_day_is_not_guessed(shipped_live: Live[tuple[str, Content]]) -> None:
    form = ValidateTimetable(shipped_live)
    slots = form.turn("start_date", said("last spring some time"), {"start": "ehc-request"}, form.content, TODAY)
    assert (slots["start_date"], slots["journey_fault"]) == (None, "not_a_date")


def test_letter_is_asked_only_after_a_certificate(shipped: Content) -> None:
    assert timetable._not_asked({"start": "mediation-certificate", "start_date": "2026-10-01"}, shipped) == {}
    assert timetable._not_asked({"start": "ehc-request"}, shipped) == {"letter_date": "skipped"}


def test_choices_of_what_has_happened_are_under_headings(shipped: Content) -> None:
    card = to_wire(form_cards.step_card(shipped, TIMETABLE, "start", {}))
    Draft7Validator(CARD).validate(card)
    headings = [option["group"] for option in card["options"]]
    assert [heading for heading, _ in groupby(headings)] == list(shipped.timetable.groups.values())
    assert card["options"][0]["title"] == shipped.timetable.starts["ehc-request"].title


def test_choices_of_other_steps_have_no_heading(shipped: Content) -> None:
    card = to_wire(form_cards.step_card(shipped, TALK, "about", {}))
    assert all("group" not in option for option in card["options"])


def test_every_choice_is_understood_by_its_title_and_by_its_number(shipped: Content) -> None:
    options = shipped.journeys.timetable.steps["start"].options
    for number, option in enumerate(options, 1):
        title = shipped.timetable.starts[option.id].title
        assert timetable.start_in(said(title), shipped) == option.id
        assert timetable.start_in(said(str(number)), shipped) == option.id


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("we got the draft plan on 3 march", "draft-plan"),
        ("my dla was refused", "benefit-decision"),
        ("school transport was refused", "transport-decision"),
        ("i asked for a transport appeal", "transport-review"),
        ("he was permanently excluded", "excluded"),
        ("we asked social services for help", "social-care-request"),
        ("they turned us down", None),
        ("they refused to give us the dla", None),
        ("i applied for taxi money", None),
        ("the council refused", "decision-letter"),
    ],
)
def test_start_is_read_from_own_words_or_asked_where_two_kinds_are_named(
    shipped: Content, text: str, start: str | None
) -> None:
    assert timetable.start_in(said(text), shipped) == start


def test_card_says_how_its_days_were_counted_and_who_acts(shipped: Content) -> None:
    words = shipped.timetable.words
    card = to_wire(result(shipped, {"start": "excluded", "start_date": "2026-11-03"}, NOW))
    (deadline,) = card["deadlines"]
    assert deadline["whose"] == "school"
    assert words["school_days"] in deadline["notes"]
    assert words["counts_from_next_day"] in card["limits"]
    assert words["counts_every_day"] not in card["limits"]


def test_calendar_of_every_start_is_at_an_address(shipped: Content) -> None:
    for start in shipped.timetable.starts:
        card = to_wire(result(shipped, {"start": start, "start_date": "2026-03-03", "letter_date": "skipped"}, NOW))
        assert read(card["ics"]["id"]) == Counted(start, date(2026, 3, 3))
