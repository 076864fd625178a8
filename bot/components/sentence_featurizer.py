"""The sentence vector of a message: made once, used by the intent classifier and by the knowledge search."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.encoder import Encoder, SentenceEncoder
from knowledge.live import Live, live_search
from knowledge.search import Search


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Puts the vector of the message, short forms spelt out, on the message: float32, (1, dim), L2-normalised."""

    def __init__(self, config: Dict[str, Any], name: str, encoder: Encoder, live: Live[Search]) -> None:
        super().__init__(name, config)
        self._encoder = encoder
        self._live = live

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Make the component, with the model loaded so that the first parent does not wait."""
        encoder = SentenceEncoder()
        encoder.encode(["warm up"])
        return cls(config, execution_context.node_name, encoder, live_search())

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing can be configured."""

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the vector to each message that has text."""
        typed = [message for message in messages if message.get(TEXT)]
        if typed:
            spell_out = self._live.current().spell_out
            vectors = self._encoder.encode([spell_out(message.get(TEXT)) for message in typed])
            for message, vector in zip(typed, vectors):
                message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vector to each example."""
        self.process(training_data.training_examples)
        return training_data
