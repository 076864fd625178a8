"""The outcome of a search becomes one card."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from jsonschema import Draft7Validator

from actions.answer import ActionAnswer
from actions.card_schema import CARD
from actions.cards import Card
from actions.memory import Memory
from actions.reply import Replier
from knowledge.documents import Content
from knowledge.live import Live
from tests.actions.turn import run
from tests.conftest import Ask
from tests.content import PHONE, SHIPPED
from tests.reading import made_up

TODAY = date(2026, 11, 22)


FOUND = {"verdict": "answered", "chosen": False, "no_subject": False, "leans_back": False, "sections": ["how-to-ask"]}


def card(content: Content, knowledge: dict[str, Any]) -> Card:
    (made,) = Replier(content, "v", TODAY).reply({**FOUND, **knowledge}, Memory()).cards
    Draft7Validator(CARD).validate(made)
    return made


def hit(entry: str, section: str = "answer") -> dict[str, Any]:
    return {"entry": entry, "section": section, "confidence": 0.8, "matched": "", "similarity": 0.8}


def test_question_that_is_known_gets_the_entry_with_its_section_first(small: Content, ask: Ask) -> None:
    made = card(small, ask("overnight respite weekend").to_json())
    assert (made["type"], made["entry"], made["topic"]) == ("answer", "short-breaks", "short-breaks")
    assert made["body"][0]["id"] == made["section"]


def test_other_hits_are_offered_as_alternatives(small: Content) -> None:
    made = card(small, {"verdict": "answered", "hits": [hit("dentist"), hit("short-breaks"), hit("legal-advice")]})
    assert [option["entry"] for option in made["alternatives"]] == ["short-breaks", "legal-advice"]


def test_question_below_threshold_gets_contact_details_not_a_guess(small: Content) -> None:
    made = card(small, {"verdict": "not_sure", "hits": [hit("dentist")]})
    assert (made["type"], made["reason"]) == ("no_answer", "not_sure")
    assert made["contacts"][0]["phones"][0]["number"] == PHONE
    assert [option["entry"] for option in made["options"]] == ["dentist"]


def test_question_out_of_scope_gets_the_words_for_its_kind(small: Content) -> None:
    made = card(small, {"verdict": "out_of_scope", "hits": [hit("dentist")], "out_of_scope": "bins"})
    assert (made["reason"], made["text"]) == ("bins", "Bins are for another page.")


@pytest.mark.parametrize(
    "knowledge",
    [
        {},
        {"verdict": "answered", "hits": []},
        {"verdict": "answered", "hits": [hit("gone")]},
        {"verdict": "out_of_scope", "hits": [hit("dentist")], "out_of_scope": "gone"},
    ],
)
def test_search_that_says_nothing_useful_gets_people_to_ask(small: Content, knowledge: dict[str, Any]) -> None:
    assert card(small, knowledge)["type"] == "no_answer"


def test_section_that_is_gone_leaves_the_answer_in_order(small: Content) -> None:
    made = card(small, {"verdict": "answered", "hits": [hit("dentist", "gone")]})
    assert made["body"][0]["id"] == "answer"


def test_every_word_of_every_refusal_stands_in_the_content_files(shipped: Content) -> None:
    for kind in (None, *(kind.id for kind in shipped.out_of_scope)):
        verdict = "out_of_scope" if kind else "not_sure"
        made = card(shipped, {"verdict": verdict, "hits": [hit("sendiass"), hit("camhs")], "out_of_scope": kind})
        assert made_up(made, SHIPPED) == []


def test_action_remembers_the_topic_of_an_answer(small_live: Live[tuple[str, Content]], ask: Ask) -> None:
    sent, events = run(ActionAnswer(small_live), knowledge=ask("overnight respite weekend").to_json())
    assert [made["type"] for made in sent] == ["answer"]
    slots = {event["name"]: event["value"] for event in events}
    assert (slots["topic"], slots["misses"], len(slots["shown"])) == ("short-breaks", 0.0, 1)


def test_action_remembers_no_topic_where_it_did_not_answer(small_live: Live[tuple[str, Content]]) -> None:
    sent, events = run(ActionAnswer(small_live))
    assert [made["type"] for made in sent] == ["no_answer"]
    assert {event["name"]: event["value"] for event in events} == {"topic": None, "shown": [], "misses": 1.0}
