"""Notices a message that is not in English."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, METADATA, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.languages import SURE, other_language

LANGUAGE = "language"
OTHER_LANGUAGE = "other_language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OtherLanguages(GraphComponent):
    """Puts the language on the message, and makes its intent "other_language", where it is surely not English."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OtherLanguages:
        """Make the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Look at each message of a few words or more."""
        for message in messages:
            name = _language(message)
            if name is not None:
                message.set(LANGUAGE, name, add_to_output=True)
                intent = {INTENT_NAME_KEY: OTHER_LANGUAGE, PREDICTED_CONFIDENCE_KEY: SURE}
                message.set(INTENT, intent, add_to_output=True)
        return messages


def _language(message: Message) -> Optional[str]:
    """What the gateway noticed before it took words out of the message, or what the message itself tells."""
    noticed = (message.get(METADATA) or {}).get(LANGUAGE)
    return noticed or other_language(message.get(TEXT) or "")
