"""Which topic a question is about, learnt from all wordings at once.

Ridge regression on the sentence vectors to one target a topic. Its leave-one-out predictions have a
closed form (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 7.10), so that the
ranker can be fitted on honest scores within a second.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from knowledge.encoder import Vectors

Array = npt.NDArray[np.float32]


class TopicClassifier:
    """Scores each label for a vector; near 1 for the right label, near 0 for the others.

    Args:
        vectors: float32, (n, dim): the wordings.
        labels: the label of each.
        positions: what `left_out_scores` knows each wording by.
        ridge: strength of the smoothing.
    """

    def __init__(self, vectors: Vectors, labels: Sequence[str], positions: Sequence[int], ridge: float) -> None:
        self.labels = tuple(dict.fromkeys(labels))
        column = {label: i for i, label in enumerate(self.labels)}
        x = _with_constant(vectors)
        y = np.zeros((len(labels), len(self.labels)))
        y[np.arange(len(labels)), [column[label] for label in labels]] = 1.0
        inverse = np.linalg.inv(x.T @ x + ridge * np.eye(x.shape[1]))
        self._weights = (inverse @ x.T @ y).astype(np.float32)
        leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
        fitted = x @ self._weights
        self._left_out = (fitted - leverage[:, None] * y) / (1.0 - leverage[:, None])
        self._row = {position: row for row, position in enumerate(positions)}

    def scores(self, vector: Array) -> dict[str, float]:
        """The score of each label for `vector`: float32, (dim,)."""
        return self._named(_with_constant(vector.reshape(1, -1))[0] @ self._weights)

    def left_out_scores(self, position: int) -> dict[str, float]:
        """The scores that the wording at `position` would get had it not been learnt."""
        return self._named(self._left_out[self._row[position]])

    def _named(self, scores: npt.NDArray[np.float64]) -> dict[str, float]:
        return dict(zip(self.labels, scores.tolist(), strict=True))


def _with_constant(vectors: Vectors) -> npt.NDArray[np.float64]:
    return np.hstack([vectors, np.ones((len(vectors), 1))]).astype(np.float64)
