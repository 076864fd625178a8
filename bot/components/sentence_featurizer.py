"""The sentence vector of a message: made once, used by the classifier, the search and the look-out for danger."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.vectors import MessageVectors, Parts, message_vectors
from knowledge.encoder import Vectors

PIECES = "pieces"
QUESTIONS = "questions"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Puts the vector of the message, short forms spelt out, on the message: float32, (1, dim), L2-normalised.

    A message of several sentences also gets the vectors of its pieces and of its questions.
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
            if not text:
                continue
            parts = Parts.of(text)
            vectors = self._vectors.of(parts.texts)
            asked = 1 + len(parts.pieces)
            self._add(message, vectors[0])
            message.set(PIECES, ([text, *parts.pieces], vectors[:asked]))
            message.set(QUESTIONS, (list(parts.questions), vectors[asked:]))
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


def parts(message: Message, name: str) -> Tuple[List[str], Vectors]:
    """The PIECES or the QUESTIONS of a message, with their vectors: float32, (n, dim)."""
    found: Tuple[List[str], Vectors] = message.get(name) or ([], np.zeros((0, 0), dtype=np.float32))
    return found
