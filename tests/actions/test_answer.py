"""The outcome of a search becomes one card."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from jsonschema import Draft7Validator

from actions.answer import ActionAnswer
from actions.card_schema import CARD
from actions.card_types import to_wire
from actions.memory import Memory
from actions.reply import Replier
from actions.wire import WireCard
from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.actions.turn import READ, run
from tests.conftest import Ask
from tests.support.content import SHIPPED
from tests.support.reading import made_up

TODAY = date(2026, 11, 22)
FOUND = {**READ, "verdict": "answered", "sections": ["how-to-ask"]}


def card(content: Content, knowledge: dict[str, Any]) -> WireCard:
    (made,) = Replier(content, TODAY).reply({**FOUND, **knowledge}, Memory()).cards
    wired = to_wire(made)
    Draft7Validator(CARD).validate(wired)
    return wired


def hit(entry: str, section: str = "answer", confidence: float = 0.8) -> dict[str, Any]:
    return {"entry": entry, "section": section, "confidence": confidence, "matched": "", "similarity": 0.8}


def test_question_that_is_known_gets_the_entry_with_its_section_first(small: Content, ask: Ask) -> None:
    made = card(small, ask("overnight respite weekend").to_json())
    assert (made["type"], made["entry"], made["topic"]) == ("answer", "short-breaks", "short-breaks")
    assert made["body"][0]["id"] == made["section"]


def test_other_hits_are_offered_as_alternatives(small: Content) -> None:
    made = card(small, {"verdict": "answered", "hits": [hit("dentist"), hit("short-breaks"), hit("legal-advice")]})
    assert [option["entry"] for option in made["alternatives"]] == ["short-breaks", "legal-advice"]


def test_page_that_is_surely_not_meant_is_no_alternative(small: Content) -> None:
    hits = [hit("dentist"), hit("short-breaks", confidence=0.05), hit("legal-advice", confidence=0.004)]
    made = card(small, {"verdict": "answered", "hits": hits})
    assert [option["entry"] for option in made["alternatives"]] == ["short-breaks"]


def test_question_below_threshold_gets_the_nearest_page_and_a_person_not_a_guess(small: Content) -> None:
    made = card(small, {"verdict": "not_sure", "hits": [hit("dentist")]})
    assert (made["type"], made["text"]) == ("choice", small.council.words["unclear"])
    assert made["options"][0]["entry"] == "dentist"
    assert made["options"][-1]["title"] == small.council.words["talk_to_person_button"]


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
