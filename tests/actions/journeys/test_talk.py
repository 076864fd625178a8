"""Who to contact, and whether they are open."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.journeys import form_cards
from actions.journeys.talk import LONDON, is_open, result
from knowledge.documents import Content
from tests.content import SHIPPED
from tests.reading import made_up

WEEK: list[dict[str, Any]] = [{"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:30", "closes": "15:00"}]
NIGHT: list[dict[str, Any]] = [{"days": ["fri"], "opens": "18:00", "closes": "02:00"}]


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
    ],
)
def test_open_is_told_by_the_clock_in_london(hours: Any, when: datetime, expected: bool | None) -> None:
    assert is_open(hours, when) is expected


def test_advice_that_is_independent_is_named_whatever_is_chosen(shipped: Content) -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=LONDON)
    for about in (None, "skipped", *(option.id for option in shipped.journeys.talk.steps["about"].options)):
        card = result(shipped, about, now)
        Draft7Validator(CARD).validate(card)
        named = [service["id"] for service in card["services"]]
        assert named.count(shipped.council.advice_service) == 1
        assert "council" in named
        assert made_up(card, SHIPPED) == []


def test_first_card_has_numbers_so_that_nobody_has_to_answer(shipped: Content) -> None:
    card = form_cards.step_card(shipped, "talk", "about", {})
    assert any(contact.get("phones") for contact in card["contacts"])
