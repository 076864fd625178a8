"""The one judge inside Rasa's pipeline: what a message is, by the knowledge's one distribution over every reading."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.sentence_featurizer import questions, whole_vector
from bot.importer import OPEN_QUESTION, OUT_OF_SCOPE
from knowledge.files.journey_descriptions import JOURNEYS
from knowledge.files.records import Content
from knowledge.search.kernel import Array
from knowledge.search.search import PART_FIELDS, Search, SearchResults, Verdict
from knowledge.text.comparing import normalised
from knowledge.text.questions import wants
from knowledge.versions.live import Live, live_search

KNOWLEDGE = "knowledge"
TALK_TO_PERSON = "talk_to_person"
CONTACT = "who-to-contact"
_A_PERSON = re.compile(r"\b(person|human|someone|somebody|anyone|adviser|advisor)\b", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Judge(GraphComponent):
    """Judges each message by its vector, puts the judgement on it as "knowledge", and sets the intent that follows."""

    def __init__(self, live: Live[Search]) -> None:
        self._live = live

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Judge:
        """Make the component on the index in use."""
        return cls(live_search())

    def process(self, messages: List[Message]) -> List[Message]:
        """Judge each message that has a vector, and each of its questions where it has several."""
        for message in messages:
            vector = whole_vector(message)
            if vector is None:
                continue
            search, text = self._live.current(), message.get(TEXT)
            results = search.search(text, vector)
            found = {**results.to_json(), "parts": [_part(search, *part) for part in questions(message)]}
            message.set(KNOWLEDGE, found, add_to_output=True)
            name, confidence = _intent(text, results, search.content)
            intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
            message.set(INTENT, intent, add_to_output=True)
        return messages


def _intent(text: str, results: SearchResults, content: Content) -> Tuple[str, float]:
    """The intent that a judgement comes to, and how sure it is. The title of a journey is sure: its button sends it."""
    if journey := _journey_named(text, content):
        return journey, 1.0
    best = results.readings[0].probability
    if results.intent and not _asks_whom_to_ring(text, results):
        return results.intent, best
    if results.verdict is Verdict.OUT_OF_SCOPE:
        return OUT_OF_SCOPE, best
    entry = content.entries[results.hits[0].entry] if results.answered else None
    return (entry and entry.intent) or OPEN_QUESTION, results.hits[0].confidence


def _asks_whom_to_ring(text: str, results: SearchResults) -> bool:
    """Whether it asks "who do I ring": about what was said before, or else about anything, and not for a person."""
    asks = results.intent == TALK_TO_PERSON and results.no_subject and results.sections[0] == CONTACT
    return asks and not _A_PERSON.search(text)


def _journey_named(text: str, content: Content) -> str | None:
    """The intent of the guided journey whose title the message is, word for word."""
    titles = {normalised(content.journeys.named(journey.name).title): journey.intent for journey in JOURNEYS}
    return titles.get(normalised(text))


def _part(search: Search, text: str, vector: Optional[Array]) -> Dict[str, Any]:
    """What is kept of a part."""
    if vector is None:
        return {"text": text, "wants": False}
    found = search.search(text, vector).to_json()
    return {"text": text, "wants": wants(text), **{name: found[name] for name in PART_FIELDS}}
