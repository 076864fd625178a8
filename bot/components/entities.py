"""Ages, school years, needs, places and services in a message, by spaCy rules. No names of people are looked for."""

from __future__ import annotations

from typing import Any, Dict, List

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

from knowledge.files import index_folders
from knowledge.files.records import Content
from knowledge.settings import Paths
from knowledge.versions.live import Live

_NUMBER = {"TEXT": {"REGEX": r"^\d{1,2}$"}}
_YEARS_OLD = {"LOWER": {"IN": ["yo", "y.o", "yr", "yrs", "year", "years"]}}
_MONTHS = {"LOWER": {"IN": ["month", "months", "mths", "week", "weeks", "wks"]}}
_OLD = {"LOWER": "old"}
_DASH = {"TEXT": "-", "OP": "?"}

_AGED = {"LOWER": {"IN": ["aged", "age"]}}
_WHO = {"LOWER": {"IN": ["he", "she", "they", "who", "hes", "shes", "whos"]}}
_IS = {"LOWER": {"IN": ["is", "'s", "’s", "s", "are", "'re", "’re"]}}
_WHO_IS = {"LOWER": {"IN": ["hes", "shes", "whos"]}}
AGE_PATTERNS: List[List[Dict[str, Any]]] = [
    [_NUMBER, _DASH, _YEARS_OLD, _DASH, _OLD],
    [_NUMBER, {"LOWER": {"IN": ["yo", "yrs"]}}],
    [_NUMBER, _DASH, _MONTHS, _DASH, _OLD],
    *(
        [*before, _NUMBER, *unit]
        for before in ([_AGED], [_WHO, _IS], [_WHO_IS])
        for unit in ([], [_MONTHS], [_MONTHS, _OLD])
    ),
]
SCHOOL_YEAR_PATTERNS: List[List[Dict[str, Any]]] = [
    [{"LOWER": {"IN": ["year", "yr"]}}, {"TEXT": {"REGEX": r"^(1[0-3]|[1-9])$"}}],
    [{"LOWER": {"REGEX": r"^y(1[0-3]|[1-9])$"}}],
    [{"LOWER": {"IN": ["reception", "nursery", "preschool"]}}],
    [{"LOWER": {"IN": ["sixth", "6th"]}}, _DASH, {"LOWER": {"IN": ["form", "former"]}}],
]


def entity_rules(content: Content) -> Language:
    """A spaCy pipeline that finds the entities; the id of a need or a service is its id in the content."""
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    patterns: List[Dict[str, Any]] = []
    patterns += [{"label": "age", "pattern": pattern} for pattern in AGE_PATTERNS]
    patterns += [{"label": "school_year", "pattern": pattern} for pattern in SCHOOL_YEAR_PATTERNS]
    patterns += [{"label": "need", "pattern": word, "id": need.id} for need in content.needs for word in need.words]
    patterns += [{"label": "place", "pattern": place} for place in content.council.places]
    patterns += [{"label": "service", "pattern": s.name, "id": s.id} for s in content.services.values()]
    ruler.add_patterns(patterns)
    return nlp


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityRules(GraphComponent, EntityExtractorMixin):
    """Puts the entities on the message, in Rasa's form."""

    def __init__(self, live: Live[Language]) -> None:
        self._live = live

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityRules:
        """Make the component with the rules of the content in use."""
        live = Live(Paths.from_environment().index, lambda folder: entity_rules(index_folders.load_content(folder)[1]))
        live.current()
        return cls(live.follow())

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entities to each message."""
        for message in messages:
            doc = self._live.current()(message.get(TEXT) or "")
            found = [
                {
                    "entity": entity.label_,
                    "value": entity.ent_id_ or entity.text,
                    "start": entity.start_char,
                    "end": entity.end_char,
                    "confidence": None,
                }
                for entity in doc.ents
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True)
        return messages
