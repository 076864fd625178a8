"""The judge puts its judgement on the message, and the intent follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.components.judge import KNOWLEDGE, Judge
from bot.components.sentence_featurizer import SentenceFeaturizer
from bot.importer import OPEN_QUESTION, OUT_OF_SCOPE
from knowledge.search.message_vectors import MessageVectors
from knowledge.search.search import PART_FIELDS
from knowledge.versions.live import live_search
from tests.support.fake_encoder import FakeEncoder

STORY = "He was excluded last week. Can we get short breaks?"


@pytest.fixture
def parse(in_use: Path) -> Any:
    """Runs the two components on one message."""
    vectors = MessageVectors(FakeEncoder(), lambda text: live_search().current().spell_out(text))
    featurizer = SentenceFeaturizer({"alias": "sentence"}, "featurizer", vectors)
    component = Judge(live_search())

    def judged(text: str, noticed: dict[str, str] | None = None) -> Message:
        return component.process(featurizer.process([Message({"text": text, "metadata": noticed})]))[0]

    return judged


def test_hits_are_put_on_the_message(parse: Any) -> None:
    form = parse("overnight respite weekend").get(KNOWLEDGE)
    assert (form["answered"], form["entry"]) == (True, "short-breaks")


def test_readings_are_put_on_the_message_likeliest_first(parse: Any) -> None:
    readings = parse("overnight respite weekend").get(KNOWLEDGE)["readings"]
    assert readings[0]["label"] == "page:short-breaks"
    assert [r["probability"] for r in readings] == sorted((r["probability"] for r in readings), reverse=True)


def test_question_that_a_page_answers_is_a_question(parse: Any) -> None:
    assert parse("overnight respite weekend").get("intent")["name"] == OPEN_QUESTION


def test_small_talk_is_small_talk(parse: Any) -> None:
    assert parse("thank you very much").get("intent")["name"] == "thanks"


def test_what_is_not_answered_here_is_out_of_scope(parse: Any) -> None:
    assert parse("recycling bins collection").get("intent")["name"] == OUT_OF_SCOPE


def test_message_that_is_like_nothing_gets_no_fixed_words(parse: Any) -> None:
    message = parse("moon rocket astronauts")
    assert message.get("intent")["name"] == OPEN_QUESTION
    assert message.get(KNOWLEDGE)["verdict"] == "not_sure"


def test_short_forms_are_spelt_out_before_the_vector_is_made(parse: Any) -> None:
    short, long = parse("help with my ehcp"), parse("help with my education, health and care plan")
    assert short.get(KNOWLEDGE)["hits"][0]["entry"] == long.get(KNOWLEDGE)["hits"][0]["entry"] == "legal-advice"


def test_message_without_text_is_passed_on(parse: Any) -> None:
    assert parse("").get(KNOWLEDGE) is None


def test_title_of_a_journey_begins_it(parse: Any) -> None:
    assert parse("Find help near me!").get("intent")["name"] == "find_service"


def test_part_that_wants_nothing_is_not_judged_where_no_danger_was_noticed(parse: Any) -> None:
    told, asked = parse(STORY, {"danger": "none"}).get(KNOWLEDGE)["parts"]
    assert told == {"text": "He was excluded last week.", "wants": False}
    assert (asked["wants"], "verdict" in asked) == (True, True)


def test_every_part_is_judged_where_there_may_be_an_emergency(parse: Any) -> None:
    parts = parse(STORY, {"danger": "card"}).get(KNOWLEDGE)["parts"]
    assert all(set(PART_FIELDS) <= set(part) for part in parts)


def test_command_of_a_button_is_not_judged(parse: Any) -> None:
    assert parse("/greet").get(KNOWLEDGE) is None
