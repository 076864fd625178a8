"""`DangerWatch` looks at a message as it was typed. Nothing of the text is kept, passed on or logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.danger.detector import DangerDetector, Notice
from knowledge.danger.pieces import pieces_of, with_pieces
from knowledge.encoder.sentence_encoder import Encoder, Vectors


@dataclass(frozen=True)
class Looked:
    """What was made of a message.

    Attributes:
        notice: the decision.
        vector: of the message as typed: float32, (dim,), L2-normalised.
    """

    notice: Notice
    vector: Vectors


class DangerWatch:
    """The whole way of a message to the decision about it.

    Args:
        encoder: makes the vectors of the message and of its parts, all in one pass.
        detector: that is in use; asked for anew with each message.
    """

    def __init__(self, encoder: Encoder, detector: Callable[[], DangerDetector]) -> None:
        self._encoder = encoder
        self._detector = detector

    def look(self, text: str) -> Looked | None:
        """What the message is, and the vector that told it; None where it has no words."""
        if not text.strip():
            return None
        vectors = self._encoder.encode_parts(text, pieces_of(text))
        return Looked(self._detector().judge(with_pieces(text), vectors), vectors[0])
