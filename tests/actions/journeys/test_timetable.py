"""Deadlines from what a parent says."""

from __future__ import annotations

from datetime import UTC, date, datetime

from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.journeys import timetable
from actions.journeys.timetable import ActionStartTimetable, ValidateTimetable, result
from knowledge.documents import Content
from knowledge.live import Live
from tests.actions.journeys.messages import said
from tests.content import SHIPPED
from tests.reading import made_up

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_first_message_with_start_and_day_needs_no_question(shipped_live: Live[tuple[str, Content]]) -> None:
    action = ActionStartTimetable(shipped_live)
    known = action.said_at_first(said("i asked on 3rd march when should they decide"), action.content, TODAY)
    assert known == {"start": "ehc-request", "start_date": "2026-03-03", "letter_date": "skipped"}


def test_every_start_gives_a_card_of_dates_in_words_of_the_content(shipped: Content) -> None:
    for start in shipped.timetable.starts:
        card = result(shipped, {"start": start, "start_date": "2026-03-03", "letter_date": "skipped"}, NOW)
        Draft7Validator(CARD).validate(card)
        assert card["ics"]["text"].startswith("BEGIN:VCALENDAR")
        assert made_up({**card, "ics": {**card["ics"], "text": ""}}, SHIPPED) == []
        assert all(deadline["passed_words"] for deadline in card["deadlines"])


def test_request_counts_six_sixteen_and_twenty_weeks(shipped: Content) -> None:
    card = result(shipped, {"start": "ehc-request", "start_date": "2026-11-02"}, NOW)
    assert [deadline["due"] for deadline in card["deadlines"]] == ["2026-12-14", "2027-02-22", "2027-03-22"]
    assert not any(deadline["passed"] for deadline in card["deadlines"])


def test_without_a_day_people_are_named(shipped: Content) -> None:
    for answers in ({"start": "ehc-request", "start_date": "skipped"}, {"start": "skipped", "start_date": "skipped"}):
        card = result(shipped, answers, NOW)
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
