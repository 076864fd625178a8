"""The sentence vectors of a message and of its questions, for the judge."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, METADATA, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.safety import DANGER
from knowledge.encoder.sentence_encoder import Vectors
from knowledge.search.message_vectors import MessageVectors, read_apart
from knowledge.text.questions import askings
from knowledge.versions.live_vectors import message_vectors

QUESTIONS = "questions"

Questions = List[Tuple[str, Optional[Vectors]]]
"""The parts of a message, each with its vector where it is read by itself (`read_apart`)."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Puts the vector of the message, short forms spelt out, on the message: float32, (1, dim), L2-normalised.

    A message of several questions also gets their vectors. A command gets none: Rasa reads it by its form.
    """

    def __init__(self, config: Dict[str, Any], name: str, vectors: MessageVectors) -> None:
        super().__init__(name, config)
        self._vectors = vectors

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Make the component with the vectors of this process."""
        return cls(config, execution_context.node_name, message_vectors())

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing can be configured."""

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the vectors to each message that has text."""
        for message in messages:
            text = message.get(TEXT)
            if not text or text.startswith(INTENT_MESSAGE_PREFIX):
                continue
            apart = read_apart(text, (message.get(METADATA) or {}).get(DANGER))
            whole, *others = self._vectors.of([text, *apart])
            self._add(message, whole)
            made = dict(zip(apart, others))
            message.set(QUESTIONS, [(part, made.get(part)) for part in askings(text)])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vector to each example."""
        typed = [message for message in training_data.training_examples if message.get(TEXT)]
        for message, vector in zip(typed, self._vectors.of(message.get(TEXT) for message in typed)):
            self._add(message, vector)
        return training_data

    def _add(self, message: Message, vector: Vectors) -> None:
        message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier))


def whole_vector(message: Message) -> np.ndarray[Any, np.dtype[np.float32]] | None:
    """The vector of the whole message: float32, (dim,), or None where it has no text."""
    _, sentence = message.get_dense_features(TEXT)
    return None if sentence is None else np.asarray(sentence.features[0], dtype=np.float32)


def questions(message: Message) -> Questions:
    """The QUESTIONS of a message."""
    found: Questions = message.get(QUESTIONS) or []
    return found
