"""Who to contact, and whether they are open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft7Validator

from actions import cards
from actions.card_schema import CARD
from actions.card_types import to_wire
from actions.journeys import form_cards
from actions.journeys.talk import is_open, result
from knowledge.files.journey_descriptions import TALK
from knowledge.files.records import Content
from knowledge.london import LONDON
from tests.support.content import SHIPPED
from tests.support.reading import made_up

WEEK: list[dict[str, Any]] = [{"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:30", "closes": "15:00"}]
NIGHT: list[dict[str, Any]] = [{"days": ["fri"], "opens": "18:00", "closes": "02:00"}]
SATURDAY_AT_ONE = datetime(2026, 11, 28, 1, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("hours", "when", "expected"),
    [
        (WEEK, datetime(2026, 11, 23, 9, 30, tzinfo=LONDON), True),
        (WEEK, datetime(2026, 11, 23, 15, 0, tzinfo=LONDON), False),
        (WEEK, datetime(2026, 11, 22, 12, 0, tzinfo=LONDON), False),
        # In summer, London is an hour ahead of UTC.
        (WEEK, datetime(2026, 7, 6, 8, 45, tzinfo=UTC), True),
        (WEEK, datetime(2026, 7, 6, 14, 30, tzinfo=UTC), False),
        (WEEK, datetime(2026, 12, 25, 12, 0, tzinfo=LONDON), None),
        (NIGHT, datetime(2026, 11, 27, 23, 0, tzinfo=LONDON), True),
        (NIGHT, datetime(2026, 11, 28, 1, 0, tzinfo=LONDON), True),
        (NIGHT, datetime(2026, 11, 28, 3, 0, tzinfo=LONDON), False),
        ([], datetime(2026, 11, 23, 12, 0, tzinfo=LONDON), None),
        ([{**WEEK[0], "valid_to": "2026-11-22"}], datetime(2026, 11, 23, 12, 0, tzinfo=LONDON), False),
        ([{**WEEK[0], "valid_from": "2026-11-23"}], datetime(2026, 11, 23, 12, 0, tzinfo=LONDON), True),
        ([{**WEEK[0], "term_time_only": True}], datetime(2026, 11, 23, 12, 0, tzinfo=LONDON), None),
        # What opened on Friday night goes by the dates of Friday.
        ([{**NIGHT[0], "valid_to": "2026-11-27"}], SATURDAY_AT_ONE, True),
        ([{**NIGHT[0], "valid_from": "2026-11-28"}], SATURDAY_AT_ONE, False),
        ([{**NIGHT[0], "valid_to": "2026-11-27", "term_time_only": True}], SATURDAY_AT_ONE, None),
        ([{**NIGHT[0], "valid_to": "2026-11-26"}], SATURDAY_AT_ONE, False),
        (NIGHT, datetime(2026, 12, 26, 1, 0, tzinfo=LONDON), None),  # Friday was Christmas Day
        (NIGHT, datetime(2026, 12, 26, 3, 0, tzinfo=LONDON), False),
    ],
)
def test_open_is_told_by_the_clock_in_london(hours: Any, when: datetime, expected: bool | None) -> None:
    assert is_open(hours, when) is expected


def test_advice_that_is_independent_is_named_whatever_is_chosen(shipped: Content) -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=LONDON)
    for about in (None, "skipped", *(option.id for option in shipped.journeys.talk.steps["about"].options)):
        card = to_wire(result(shipped, about, now))
        Draft7Validator(CARD).validate(card)
        named = [service["id"] for service in card["services"]]
        assert named.count(shipped.council.advice_service) == 1
        assert "council" in named
        assert made_up(card, SHIPPED) == []


@pytest.mark.parametrize(("hour", "word"), [(12, "open"), (18, "closed")])
def test_main_number_says_when_it_is_answered_once_staff_have_said_so(shipped: Content, hour: int, word: str) -> None:
    known = replace(shipped, council=replace(shipped.council, opening_hours=tuple(WEEK)))
    (council,) = (
        one for one in result(known, None, datetime(2026, 11, 23, hour, tzinfo=LONDON)).services if one.id == "council"
    )
    assert council.hours
    assert council.hours[0].in_words == "Monday to Friday, 9.30am to 3pm"
    assert (council.open, council.open_words) == (hour == 12, shipped.journeys.talk.words[word])


def test_on_a_bank_holiday_of_one_year_nobody_is_said_to_be_there(shipped: Content) -> None:
    when = datetime(2026, 11, 23, 12, 0, tzinfo=LONDON)
    timetable = replace(shipped.timetable, extra_bank_holidays=(when.date(),))
    council = replace(shipped.council, opening_hours=tuple(WEEK))
    card = result(replace(shipped, council=council, timetable=timetable), None, when)
    assert card.services
    assert {service.open for service in card.services} == {None}


def test_nothing_is_said_of_hours_that_nobody_knows(shipped: Content) -> None:
    unknown = replace(shipped, council=replace(shipped.council, opening_hours=()))
    assert cards.main_contact(unknown).hours is None


def test_first_card_has_numbers_so_that_nobody_has_to_answer(shipped: Content) -> None:
    card = to_wire(form_cards.step_card(shipped, TALK, "about", {}))
    assert any(contact.get("phones") for contact in card["contacts"])
