"""The legal test in plain questions, and the letter."""

from __future__ import annotations

from datetime import date

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.card_types import to_wire
from actions.journeys.assessment import ValidateAssessment, advice, result
from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.actions.journeys.messages import said
from tests.support.content import SHIPPED
from tests.support.reading import made_up

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("needs", "plan", "lately", "words"),
    [
        ("yes", "yes", "no", ["can_ask", "meets"]),
        ("yes", "not_sure", "no", ["can_ask", "not_sure"]),
        ("skipped", "skipped", "skipped", ["can_ask", "not_sure"]),
        ("no", "skipped", "skipped", ["can_ask", "not_met"]),
        ("yes", "no", "skipped", ["can_ask", "not_met"]),
        ("yes", "yes", "yes", ["can_ask", "meets", "lately"]),
    ],
)
def test_nothing_takes_the_right_to_ask_away(needs: str, plan: str, lately: str, words: list[str]) -> None:
    assert advice({"may_have_needs": needs, "may_need_plan": plan, "assessed_lately": lately}) == words


def test_it_ends_with_how_to_ask_and_a_letter_with_blanks(shipped: Content) -> None:
    answers = {"may_have_needs": "yes", "may_need_plan": "yes", "assessed_lately": "yes"}
    cards = [to_wire(card) for card in result(shipped, answers, TODAY)]
    assert [card["type"] for card in cards] == ["services", "answer", "letter"]
    assert (cards[1]["entry"], cards[1]["section"]) == ("ehc-assessment-request", "how-to-ask")
    assert any("[your child's name]" in line for line in cards[2]["lines"])
    for card in cards:
        Draft7Validator(CARD).validate(card)
        assert made_up(card, SHIPPED) == []


def test_no_ends_the_questions(shipped_live: Live[tuple[str, Content]]) -> None:
    form = ValidateAssessment(shipped_live)
    slots = form.turn("may_have_needs", said("no", "deny"), {}, form.content, TODAY)
    assert slots["may_need_plan"] == slots["assessed_lately"] == "skipped"


def test_change_after_a_no_asks_the_others_again(shipped_live: Live[tuple[str, Content]]) -> None:
    form = ValidateAssessment(shipped_live)
    answers = {"may_have_needs": "no", "may_need_plan": "skipped", "assessed_lately": "skipped"}
    slots = form.turn("may_need_plan", said("Change the answer about needs"), answers, form.content, TODAY)
    assert slots == {"may_have_needs": None, "may_need_plan": None, "assessed_lately": None, "journey_fault": None}
