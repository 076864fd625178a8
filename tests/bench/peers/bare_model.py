"""The sentence model by itself: the nearest passage answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.encoder.sentence_encoder import Encoder
from knowledge.files.records import Content
from tests.bench.peers.passages import ranked, sections, wordings
from tests.bench.ranking import Ranking


class BareModel:
    """Every wording and section as a vector; a message is answered by the one with the greatest cosine."""

    name = "nearest passage by the bare sentence model"

    def __init__(self, content: Content, encoder: Encoder) -> None:
        self._encoder = encoder
        self._passages = [*wordings(content), *sections(content)]
        self._vectors = encoder.encode([passage.text for passage in self._passages])

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        """The topics by cosine."""
        cosines = np.asarray(self._encoder.encode(texts) @ self._vectors.T, dtype=np.float64)
        return [ranked(self._passages, row) for row in cosines]
