"""Makes the vectors that Rasa needs here, where the message has gone through the sentence model already."""

from __future__ import annotations

import logging
from collections.abc import Callable

from knowledge.encoder.sentence_encoder import Vectors
from knowledge.faults import KnowledgeError
from knowledge.search.message_vectors import HandedOver, MessageVectors, read_apart

logger = logging.getLogger(__name__)


class VectorsForRasa:
    """Makes the vectors of messages for Rasa.

    Args:
        make: gives the vectors of this process; called with each message, and never before a worker is forked.
    """

    def __init__(self, make: Callable[[], MessageVectors]) -> None:
        self._make = make

    def of(self, text: str, danger: str | None, whole: Vectors | None) -> HandedOver:
        """Those of a message; none where they cannot be made, so that Rasa makes them.

        Args:
            text: as Rasa gets it.
            danger: the level that was noticed; None where nobody could look.
            whole: the vector of `text`, where the look-out for danger has made it.
        """
        try:
            vectors = self._make()
            if whole is not None:
                vectors.made_of(text, whole)
            return vectors.hand_over((text, *read_apart(text, danger)))
        except (KnowledgeError, OSError, ValueError) as error:
            logger.warning("The vectors of a message could not be made: %s", type(error).__name__)
            return {}
