"""The search puts its hits on the message, and its score outweighs a doubtful intent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.components.knowledge_search import KNOWLEDGE, KnowledgeSearch
from bot.components.sentence_featurizer import SentenceFeaturizer
from bot.importer import OPEN_QUESTION
from bot.vectors import MessageVectors
from knowledge.live import live_search
from tests.fake_encoder import FakeEncoder


@pytest.fixture
def parse(in_use: Path) -> Any:
    """Runs the two components on one message."""
    featurizer = SentenceFeaturizer({"alias": "sentence"}, "featurizer", MessageVectors(FakeEncoder(), live_search()))
    component = KnowledgeSearch(KnowledgeSearch.get_default_config(), live_search())

    def run(text: str, intent: str = "small_talk", confidence: float = 0.3) -> Message:
        message = Message({"text": text, "intent": {"name": intent, "confidence": confidence}})
        return component.process(featurizer.process([message]))[0]

    return run


def test_hits_are_put_on_the_message(parse: Any) -> None:
    form = parse("overnight respite weekend").get(KNOWLEDGE)
    assert (form["answered"], form["entry"]) == (True, "short-breaks")


def test_known_question_that_is_taken_for_talk_becomes_an_open_question(parse: Any) -> None:
    assert parse("overnight respite weekend").get("intent")["name"] == OPEN_QUESTION


def test_sure_talk_stays_talk(parse: Any) -> None:
    assert parse("overnight respite weekend", "thanks", 0.95).get("intent")["name"] == "thanks"


def test_unknown_question_keeps_its_intent(parse: Any) -> None:
    message = parse("moon rocket astronauts")
    assert message.get("intent")["name"] == "small_talk"
    assert message.get(KNOWLEDGE)["answered"] is False


def test_short_forms_are_spelt_out_before_the_vector_is_made(parse: Any) -> None:
    short, long = parse("help with my ehcp"), parse("help with my education, health and care plan")
    assert short.get(KNOWLEDGE)["hits"][0]["entry"] == long.get(KNOWLEDGE)["hits"][0]["entry"] == "legal-advice"


def test_message_without_text_is_passed_on(parse: Any) -> None:
    assert parse("").get(KNOWLEDGE) is None


def test_title_of_a_journey_begins_it_whatever_it_is_taken_for(parse: Any) -> None:
    assert parse("Find help near me!", "what_can_you_do", 0.9).get("intent")["name"] == "find_service"


def test_sure_small_talk_without_a_subject_stays_small_talk(parse: Any) -> None:
    assert parse("how do i apply", "who_sees_this", 0.9).get("intent")["name"] == "who_sees_this"
    assert parse("how do i apply", "who_sees_this", 0.2).get("intent")["name"] == OPEN_QUESTION
