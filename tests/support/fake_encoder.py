"""A deterministic stand-in for the sentence model."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from knowledge.encoder.sentence_encoder import Span, Vectors

DIMENSIONS = 256


class FakeEncoder:
    """Each word counts in one of 256 places, so that texts are near each other where they share words.

    Attributes:
        calls: the texts of each call; of `encode_parts`, the whole text.
    """

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.calls: list[list[str]] = []

    @property
    def embedded(self) -> list[str]:
        """Every text that was embedded."""
        return [text for call in self.calls for text in call]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, 256), L2-normalised."""
        self.calls.append(list(texts))
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                vectors[row, zlib.crc32(word.encode()) % DIMENSIONS] += 1.0
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encode_parts(self, text: str, spans: Sequence[Span]) -> Vectors:
        """Vectors of `text` and of each of its parts, each as if it were a text of its own."""
        self.calls.append([text])
        return self._vectors([text, *(text[start:end] for start, end in spans)])

    def encode_many_parts(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[Vectors]:
        """What `encode_parts` gives for each text and its spans."""
        return [self.encode_parts(text, spans) for text, spans in texts]
