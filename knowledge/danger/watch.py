"""`DangerWatch` looks at a message as it was typed. Nothing of the text is kept, passed on or logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.danger.detector import DangerDetector, Notice
from knowledge.danger.pieces import pieces_of, with_pieces
from knowledge.encoder.sentence_encoder import Encoder, Vectors


@dataclass(frozen=True)
class Looked:
    """How a message was judged.

    Attributes:
        notice: the decision.
        vector: of the message as typed: float32, (dim,), L2-normalised.
    """

    notice: Notice
    vector: Vectors


class DangerWatch:
    """Takes a message all the way to the decision about it.

    Args:
        encoder: makes the vectors of the message and of its parts, all in one pass.
        detector: gives the one in use; called for each message.
    """

    def __init__(self, encoder: Encoder, detector: Callable[[], DangerDetector]) -> None:
        self._encoder = encoder
        self._detector = detector

    def look(self, text: str) -> Looked | None:
        """The decision about the message and the vector behind it; None if the message has no words."""
        if not text.strip():
            return None
        vectors = self._encoder.encode_parts(text, pieces_of(text))
        return Looked(self._detector().judge(with_pieces(text), vectors), vectors[0])
