"""A journey is offered and never forced: what is set aside stays so until its button is pressed."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft7Validator
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.answer import ActionAnswer
from actions.card_schema import CARD
from actions.card_types import ButtonPart, to_wire
from actions.cards import follow_ups
from actions.greet import ActionGreet
from actions.journeys.assessment import ActionStartAssessment, result
from actions.journeys.offers import with_way_back
from actions.other_language import ActionOtherLanguage
from actions.say import OFFERS_JOURNEYS, ActionSay
from actions.show_people import ActionShowPeople
from knowledge.files.journey_descriptions import ASSESSMENT, JOURNEYS
from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.actions.journeys.messages import TODAY
from tests.actions.turn import READ
from tests.support.content import SHIPPED
from tests.support.reading import made_up

Shipped = Live[tuple[str, Content]]
BEGUN = {"journey": "assessment", "may_have_needs": "yes", "requested_slot": "may_need_plan"}
FOUND = {
    "hits": [{"entry": "short-breaks", "section": "answer", "confidence": 0.9}],
    "verdict": "answered",
    **READ,
}
NOT_FOUND = {**FOUND, "verdict": "not_sure"}


def run(action: Action, intent: str, knowledge: dict[str, Any] | None = None, form: str | None = None) -> Any:
    """The cards that an action sends, and the slots and the form after it."""
    message = {"text": "", "intent": {"name": intent}, "entities": [], "knowledge": knowledge or {}}
    loop = {"name": form} if form else {}
    tracker = Tracker("someone", dict(BEGUN), message, [], False, None, loop, "action_listen")
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, {})
    after = {event.get("name") if event["event"] == "slot" else "form": event.get("value") for event in events}
    if any(event["event"] == "active_loop" for event in events):
        after["form"] = next(event["name"] for event in events if event["event"] == "active_loop")
    return [card for sent in dispatcher.messages for card in sent["custom"]["cards"]], after


def buttons_of(card: dict[str, Any]) -> list[str]:
    return [button["title"] for name in ("follow_ups", "options") for button in card.get(name, ())]


@pytest.mark.parametrize("knowledge", [FOUND, NOT_FOUND], ids=["answered", "not sure"])
def test_reply_to_a_question_sets_the_journey_aside_with_a_button_to_go_on(
    shipped_live: Shipped, knowledge: dict[str, Any]
) -> None:
    (card,), after = run(ActionAnswer(shipped_live), "open_question", knowledge, ASSESSMENT.form)
    assert (after["form"], after["requested_slot"]) == (None, None)
    assert shipped_live.current()[1].journeys.assessment.title in buttons_of(card)
    Draft7Validator(CARD).validate(card)


def test_people_to_ring_come_with_the_button_to_go_on_too(shipped: Content) -> None:
    (card,) = with_way_back(shipped, ASSESSMENT, [cards.contacts(shipped, "Whom to ring")])
    assert buttons_of(to_wire(card)) == [shipped.journeys.assessment.title]
    Draft7Validator(CARD).validate(to_wire(card))


def test_answers_of_a_journey_that_was_set_aside_are_kept(shipped_live: Shipped) -> None:
    _, after = run(ActionAnswer(shipped_live), "open_question", FOUND, ASSESSMENT.form)
    assert not {"journey", *ASSESSMENT.slots} & set(after)
    _, again = run(ActionStartAssessment(shipped_live), ASSESSMENT.intent)
    assert (again["may_have_needs"], again["may_need_plan"]) == ("yes", None)


def test_answer_outside_a_journey_changes_no_form(shipped_live: Shipped) -> None:
    (card,), after = run(ActionAnswer(shipped_live), "open_question", FOUND)
    assert "form" not in after
    assert shipped_live.current()[1].journeys.assessment.title not in buttons_of(card)


@pytest.mark.parametrize("intent", ["anger", "did_not_help", "something_else"])
def test_parent_who_is_shown_people_is_not_asked_again(shipped_live: Shipped, intent: str) -> None:
    _, after = run(ActionShowPeople(shipped_live), intent, form=ASSESSMENT.form)
    assert after["form"] is None


def test_goodbye_sets_the_journey_aside_and_thanks_do_not(shipped_live: Shipped) -> None:
    assert run(ActionSay(shipped_live), "bye", form=ASSESSMENT.form)[1]["form"] is None
    assert "form" not in run(ActionSay(shipped_live), "thanks", form=ASSESSMENT.form)[1]


def test_message_taken_for_another_language_leaves_the_journey_open(shipped_live: Shipped) -> None:
    assert "form" not in run(ActionOtherLanguage(shipped_live), "other_language", form=ASSESSMENT.form)[1]


@pytest.mark.parametrize("intent", sorted(OFFERS_JOURNEYS))
def test_menu_offers_every_journey_by_a_button(shipped_live: Shipped, intent: str) -> None:
    (card,), _ = run(ActionSay(shipped_live), intent)
    titles = [journey.title for journey in shipped_live.current()[1].journeys.all]
    assert len(titles) == len(JOURNEYS)
    assert buttons_of(card)[-len(titles) :] == titles


def test_welcome_offers_every_journey_by_a_button(shipped_live: Shipped) -> None:
    cards, _ = run(ActionGreet(shipped_live), "greet")
    assert {journey.title for journey in shipped_live.current()[1].journeys.all} <= set(buttons_of(cards[-1]))
    assert made_up(cards[-1], SHIPPED) == []


def test_page_offers_the_journey_that_helps_with_it_first(shipped: Content) -> None:
    for journey in shipped.journeys.all:
        for entry in journey.offered_under:
            shown = follow_ups(shipped, shipped.entries[entry])
            assert shown[0] == ButtonPart(journey.title, journey.title)
            assert 2 <= len(shown) <= 3


def test_journey_is_not_offered_below_its_own_end(shipped: Content) -> None:
    _, page, _ = result(shipped, {"may_have_needs": "yes"}, TODAY)
    assert shipped.journeys.assessment.title not in buttons_of(to_wire(page))
