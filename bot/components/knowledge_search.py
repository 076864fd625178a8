"""The knowledge search inside Rasa's pipeline: to this assistant what ResponseSelector is to stock Rasa."""

from __future__ import annotations

import re
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.sentence_featurizer import QUESTIONS, parts, whole_vector
from bot.importer import OPEN_QUESTION, topic_intents
from knowledge.check import normalised
from knowledge.documents import Content
from knowledge.likeness import Array
from knowledge.live import Live, live_search
from knowledge.search import Search, SearchResults, Verdict

KNOWLEDGE = "knowledge"
TALK_TO_PERSON = "talk_to_person"
JOURNEY_INTENTS = {
    "find_help": "find_service",
    "timetable": "ehc_dates",
    "assessment": "ask_for_assessment_myself",
    "talk": TALK_TO_PERSON,
}
JOURNEYS = frozenset(JOURNEY_INTENTS.values())
_WANTS_A_PERSON = re.compile(r"\b(person|human|someone|somebody|anyone|adviser|advisor)\b", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class KnowledgeSearch(GraphComponent):
    """Searches with the vector that is on the message, and puts the hits there as "knowledge".

    The search score decides, not the intent: a question that the search knows, and that the classifier
    takes for small talk without being sure, becomes an open question.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """How sure the classifier must be (0 to 1) to outweigh a question that the search knows.

        `sure_of_talk`: of small talk; `sure_of_journey`: of a guided journey, where the search itself is less
        sure of an entry than `sure_of_entry`.
        """
        return {"sure_of_talk": 0.5, "sure_of_journey": 0.25, "sure_of_entry": 0.7}

    def __init__(self, config: Dict[str, Any], live: Live[Search]) -> None:
        self._sure_of_talk = float(config["sure_of_talk"])
        self._sure_of_journey = float(config["sure_of_journey"])
        self._sure_of_entry = float(config["sure_of_entry"])
        self._live = live

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KnowledgeSearch:
        """Make the component on the index in use."""
        return cls(config, live_search())

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the hits to each message that has a vector, and those of its questions where it has several."""
        for message in messages:
            vector = whole_vector(message)
            if vector is None:
                continue
            search = self._live.current()
            text = message.get(TEXT)
            results = search.search(text, vector)
            asked = zip(*parts(message, QUESTIONS))
            found = {**results.to_json(), "parts": [_part(search, *part) for part in asked]}
            message.set(KNOWLEDGE, found, add_to_output=True)
            if journey := _journey_named(text, search.content):
                message.set(INTENT, {INTENT_NAME_KEY: journey, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
            elif self._is_a_question(results, message, topic_intents(search.content)):
                intent = {INTENT_NAME_KEY: OPEN_QUESTION, PREDICTED_CONFIDENCE_KEY: results.hits[0].confidence}
                message.set(INTENT, intent, add_to_output=True)
        return messages

    def _is_a_question(self, results: SearchResults, message: Message, topics: frozenset[str]) -> bool:
        """Whether the search outweighs what the classifier took the message for."""
        intent = message.get(INTENT) or {}
        name, confidence = intent.get(INTENT_NAME_KEY), intent.get(PREDICTED_CONFIDENCE_KEY, 0.0)
        if results.chosen:
            return True
        if results.no_subject and not _WANTS_A_PERSON.search(message.get(TEXT)):
            return name in JOURNEYS or confidence < self._sure_of_talk
        if results.verdict is Verdict.OUT_OF_SCOPE:
            return name in JOURNEYS - {TALK_TO_PERSON} and confidence < self._sure_of_talk
        unsure = results.hits[0].confidence < self._sure_of_entry
        least = self._sure_of_journey if name in JOURNEYS and unsure else self._sure_of_talk
        return results.answered and name not in topics and confidence < least


def _journey_named(text: str, content: Content) -> str | None:
    """The intent of the guided journey whose title the message is, word for word."""
    said = normalised(text)
    titles = {normalised(getattr(content.journeys, name).title): name for name in JOURNEY_INTENTS}
    return JOURNEY_INTENTS.get(titles.get(said, ""))


def _part(search: Search, text: str, vector: Array) -> Dict[str, Any]:
    return {"text": text, **search.search(text, vector).to_json()}
