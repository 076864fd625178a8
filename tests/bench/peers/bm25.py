"""BM25 by itself: the passage that shares the rarest words answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from knowledge.files.records import Content
from tests.bench.peers.passages import ranked, sections, wordings
from tests.bench.ranking import Ranking
from tests.bench.statistics import Floats

SATURATION = 1.5  # k1, as in rank-bm25 and most textbooks
LENGTH = 0.75  # b


class Bm25:
    """Every wording and section as a bag of words (Robertson and Zaragoza, 2009, with idf that is never negative)."""

    name = "BM25"

    def __init__(self, content: Content) -> None:
        self._passages = [*wordings(content), *sections(content)]
        self._vectorizer = CountVectorizer(token_pattern=r"(?u)\b\w+\b")
        counts = self._vectorizer.fit_transform([passage.text for passage in self._passages])
        self._weights = weights(counts)

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        """The topics by score; a word that is said twice counts twice."""
        asked = self._vectorizer.transform(texts)
        scores: Floats = (asked @ self._weights.T).toarray()
        return [ranked(self._passages, row) for row in scores]


def weights(counts: csr_matrix) -> csr_matrix:
    """What each word of each passage adds to a score: (passages, words), from how often it is there."""
    passages = counts.shape[0]
    containing = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log(1 + (passages - containing + 0.5) / (containing + 0.5))
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    weighted = counts.tocoo().astype(np.float64)
    norm = SATURATION * (1 - LENGTH + LENGTH * lengths[weighted.row] / lengths.mean())
    weighted.data = idf[weighted.col] * weighted.data * (SATURATION + 1) / (weighted.data + norm)
    return csr_matrix(weighted)
