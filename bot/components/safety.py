"""Danger first: decides "crisis" whatever the classifier says."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.components.sentence_featurizer import PIECES, parts
from knowledge.live import Live, live_search
from knowledge.search import Search

DANGER = "danger"
CRISIS = "crisis"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Safety(GraphComponent):
    """Puts the alarm on the message as "danger", and makes its intent "crisis"."""

    def __init__(self, live: Live[Search]) -> None:
        self._live = live

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Safety:
        """Make the component on the index in use."""
        return cls(live_search())

    def process(self, messages: List[Message]) -> List[Message]:
        """Look at each message and at each of its pieces."""
        for message in messages:
            sentences, vectors = parts(message, PIECES)
            alarm = self._live.current().danger.detect(sentences, vectors) if sentences else None
            if alarm is not None:
                message.set(DANGER, asdict(alarm), add_to_output=True)
                intent = {INTENT_NAME_KEY: CRISIS, PREDICTED_CONFIDENCE_KEY: alarm.probability}
                message.set(INTENT, intent, add_to_output=True)
        return messages
