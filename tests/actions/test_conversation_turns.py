"""Greeting, fixed words and people: the turns of a conversation that need no search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.greet import ActionGreet
from actions.say import OFFERS_TOPICS, ActionSay
from actions.show_people import ActionShowPeople
from knowledge.files.records import FEELINGS, Content
from knowledge.versions.live import Live
from tests.actions.turn import intent, reply_of, run
from tests.support.content import PHONE, SHIPPED
from tests.support.domain import action_names, domain, rules
from tests.support.reading import made_up

RULES = rules()
DOMAIN = domain()


def intents_of(action: str) -> list[str]:
    """The intents that a rule answers with `action`."""
    steps = [rule["steps"] for rule in RULES]
    first = [
        turn[0]["intent"]
        for turn in steps
        if any(step.get("action") == action for step in turn) and "intent" in turn[0]
    ]
    return sorted(set(first))


def test_draft_notice_comes_before_the_greeting(small_live: Live[tuple[str, Content]]) -> None:
    (notice, greeting), _ = run(ActionGreet(small_live))
    assert (notice["type"], notice["text"]) == ("notice", "The words for notices draft.")
    assert (greeting["type"], greeting["text"]) == ("text", "The words for words greet.")
    topics = [option["entry"] for option in greeting["options"] if "entry" in option]
    assert topics == ["short-breaks", "school-transport", "dentist"]


def test_approved_content_has_no_draft_notice(small: Content) -> None:
    live = Live(SHIPPED, lambda _: ("v", replace(small, council=replace(small.council, status="live"))))
    (greeting,), _ = run(ActionGreet(live))
    assert greeting["type"] == "text"


@pytest.mark.parametrize("name", intents_of("action_say"))
def test_every_turn_of_talk_has_words_in_the_content(shipped_live: Live[tuple[str, Content]], name: str) -> None:
    (card,), _ = run(ActionSay(shipped_live), intent=intent(name))
    assert card["text"] == shipped_live.current()[1].council.words[name]
    assert bool(card["options"]) is (name in OFFERS_TOPICS | FEELINGS)
    assert made_up(card, SHIPPED) == []


@pytest.mark.parametrize("feeling", sorted(FEELINGS))
def test_who_tells_a_feeling_is_offered_help_for_carers_and_a_person(
    small_live: Live[tuple[str, Content]], feeling: str
) -> None:
    (card,), events = run(ActionSay(small_live), intent=intent(feeling))
    assert card["text"] == f"The words for words {feeling}."
    assert [option.get("entry") for option in card["options"]] == ["short-breaks", None]
    assert card["options"][-1]["title"] == "The words for words talk_to_person_button."
    assert events == []


def test_starting_again_forgets_the_topic(small_live: Live[tuple[str, Content]]) -> None:
    _, events = run(ActionSay(small_live), intent=intent("start_again"))
    assert [(event["name"], event["value"]) for event in events] == [("topic", None)]


@pytest.mark.parametrize("name", intents_of("action_show_people"))
def test_people_to_ask_are_the_council_and_the_advice_service(small_live: Live[tuple[str, Content]], name: str) -> None:
    (card,), _ = run(ActionShowPeople(small_live), intent=intent(name))
    assert card["text"] == f"The words for words {name}."
    assert [service["id"] for service in card["services"]] == ["council", "family-advice"]
    assert card["services"][0]["phones"][0]["number"] == PHONE


def test_who_tried_what_a_page_says_is_shown_people_and_what_else_the_page_tells(
    shipped_live: Live[tuple[str, Content]],
) -> None:
    reply = reply_of(ActionShowPeople(shipped_live), {"topic": "school-transport"}, intent=intent("did_not_help"))
    people, more = reply.cards
    assert people["type"] == "services"
    assert [option["title"] for option in more["options"]] == ["If the answer is no", "Who to contact"]


def test_every_word_of_the_opening_and_of_the_people_stands_in_the_content_files(
    shipped_live: Live[tuple[str, Content]],
) -> None:
    for action in (ActionGreet(shipped_live), ActionShowPeople(shipped_live)):
        sent, _ = run(action, intent=intent("talk_to_person"))
        assert made_up(sent, SHIPPED) == []


def test_every_intent_of_the_domain_has_a_rule() -> None:
    turns = [turn for rule in RULES for step in rule["steps"] for turn in step.get("or", [step])]
    ruled = {turn["intent"] for turn in turns if "intent" in turn}
    assert set(DOMAIN["intents"]) <= ruled


def test_every_action_of_the_rules_is_in_the_domain() -> None:
    used = {turn["action"] for rule in RULES for turn in rule["steps"] if "action" in turn}
    assert used <= {*action_names(DOMAIN), *DOMAIN["forms"], "action_deactivate_loop"}
