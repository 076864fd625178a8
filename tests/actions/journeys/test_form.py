"""A message in the middle of a journey."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.card_types import to_wire
from actions.journeys import form_cards
from actions.journeys.assessment import ValidateAssessment
from actions.journeys.find_help import ValidateFindHelp
from actions.journeys.form import JourneyForm
from actions.journeys.reading import LEAVES
from actions.journeys.talk import ValidateTalk
from actions.journeys.timetable import ValidateTimetable
from knowledge.files.records import ANYTHING_ELSE, Content
from knowledge.versions.live import Live
from tests.actions.journeys.messages import said, slots_after
from tests.support.content import SHIPPED
from tests.support.reading import made_up

TODAY = date(2026, 11, 22)
FORMS = (ValidateFindHelp, ValidateTimetable, ValidateAssessment, ValidateTalk)
STEPS = [(form, step) for form in FORMS for step in form.journey.slots]
Shipped = Live[tuple[str, Content]]


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_every_step_can_be_skipped(shipped_live: Shipped, kind: type[JourneyForm], step: str) -> None:
    assert slots_after(kind(shipped_live), step, "Skip this question")[step] == "skipped"


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_danger_is_left_to_the_rules(shipped_live: Shipped, kind: type[JourneyForm], step: str) -> None:
    form = kind(shipped_live)
    for text in ("yes", "7", "skip", "he is 9 and wants to die"):
        assert form.turn(step, said(text, "crisis"), {}, form.content, TODAY) == {}


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_ways_out_are_left_to_the_rules(shipped_live: Shipped, kind: type[JourneyForm], step: str) -> None:
    form = kind(shipped_live)
    for intent in LEAVES - {kind.journey.intent}:
        assert form.turn(step, said("i would like something quite different", intent), {}, form.content, TODAY) == {}


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_question_with_an_answer_is_left_to_the_rules(
    shipped_live: Shipped, kind: type[JourneyForm], step: str
) -> None:
    form = kind(shipped_live)
    turn = said("how long does it take to get autism help for a 7 year old at school?", answered=True)
    assert form.turn(step, turn, {}, form.content, TODAY) == {}


@pytest.mark.parametrize("step", ["may_have_needs", "may_need_plan", "assessed_lately"])
@pytest.mark.parametrize(
    ("text", "beside"), [("when do you empty my bin", "other-council"), ("what is the capital of Peru", ANYTHING_ELSE)]
)
def test_question_that_is_not_answered_here_is_left_to_the_rules(
    shipped_live: Shipped, step: str, text: str, beside: str
) -> None:
    form = ValidateAssessment(shipped_live)
    turn = replace(said(text, "out_of_scope"), beside=beside)
    assert form.turn(step, turn, {}, form.content, TODAY) == {}


def test_keys_hit_at_random_are_not_understood_rather_than_out_of_scope(shipped_live: Shipped) -> None:
    form = ValidateAssessment(shipped_live)
    turn = replace(said("asdf qwer zxcv", "out_of_scope"), beside=ANYTHING_ELSE)
    assert form.turn("may_need_plan", turn, {}, form.content, TODAY)["journey_fault"] == "not_understood"


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_what_is_not_understood_is_asked_again_with_a_reason(
    shipped_live: Shipped, kind: type[JourneyForm], step: str
) -> None:
    form = kind(shipped_live)
    slots = form.turn(step, said("xyzzy plugh foo bar"), {}, form.content, TODAY)
    assert slots[step] is None
    assert slots["journey_fault"] in ("not_understood", "not_a_date")
    card = to_wire(form_cards.step_card(form.content, kind.journey, step, {}, slots["journey_fault"]))
    assert card["fault"]


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_every_step_has_a_card_whose_words_stand_in_the_content(
    shipped: Content, kind: type[JourneyForm], step: str
) -> None:
    answers = dict.fromkeys(kind.journey.slots, "skipped")
    card = to_wire(form_cards.step_card(shipped, kind.journey, step, answers))
    Draft7Validator(CARD).validate(card)
    assert made_up(card, SHIPPED) == []
    for button in (*card["options"], *card["changes"], card["skip"]):
        assert button["message"] == button["title"]


@pytest.mark.parametrize(("kind", "step"), STEPS)
def test_every_button_is_an_answer(shipped_live: Shipped, kind: type[JourneyForm], step: str) -> None:
    form = kind(shipped_live)
    for title in form_cards.titles(form.content, kind.journey, step):
        for intent in ("open_question", "talk_to_person", "deny"):
            slots = form.turn(step, said(title, intent, answered=True), {}, form.content, TODAY)
            assert slots.get(step) not in (None, "skipped"), title


def test_form_that_comes_back_after_an_answer_reads_nothing(shipped_live: Shipped) -> None:
    form = ValidateFindHelp(shipped_live)
    assert slots_after(form, "age", "7", ("action_listen", "action_answer")) == {}
    assert slots_after(form, "age", "7")["age"] == 7


def test_change_takes_the_earlier_answer_back(shipped_live: Shipped) -> None:
    form = ValidateFindHelp(shipped_live)
    answers = {"need": "autism", "age": 7}
    changed = form.turn("place", said("Change the age"), answers, form.content, TODAY)
    assert changed == {"age": None, "journey_fault": None}
    assert form.turn("place", said("go back", "change_answer"), answers, form.content, TODAY)["age"] is None


def test_no_to_a_choice_skips_it(shipped_live: Shipped) -> None:
    form = ValidateFindHelp(shipped_live)
    assert form.turn("need", said("not really", "deny"), {}, form.content, TODAY)["need"] == "skipped"
