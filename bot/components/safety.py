"""Danger first: decides "crisis" whatever the classifier says."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, METADATA, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.danger.watch import DangerWatch
from knowledge.versions.live import live_search
from knowledge.versions.live_vectors import sentence_encoder

DANGER = "danger"
KIND = "danger_kind"
CARD = "card"
CRISIS = "crisis"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Safety(GraphComponent):
    """Puts sure danger on the message as "danger", and makes its intent "crisis".

    The gateway has looked at the text as it was typed, and says what it found. A message that came without that, as
    in a test of conversations, is looked at here.
    """

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Safety:
        """Make the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Read what came with each message."""
        for message in messages:
            kind = _sure_kind(message)
            if kind is not None:
                message.set(DANGER, {"kind": kind}, add_to_output=True)
                intent = {INTENT_NAME_KEY: CRISIS, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, intent, add_to_output=True)
        return messages


def _sure_kind(message: Message) -> Optional[str]:
    """The kind of a danger that is sure; None of any other message."""
    noticed = message.get(METADATA) or {}
    if DANGER in noticed:
        return noticed.get(KIND) if noticed[DANGER] == CARD else None
    text = message.get(TEXT) or ""
    if text.startswith(INTENT_MESSAGE_PREFIX):
        return None  # A button's command, such as the greeting: nobody typed it.
    looked = _watch().look(text)
    return looked.notice.kind if looked and looked.notice.level == CARD else None


@lru_cache(maxsize=1)
def _watch() -> DangerWatch:
    """The watch of this process, made where it is needed."""
    search = live_search()
    return DangerWatch(sentence_encoder(), lambda: search.current().danger)
