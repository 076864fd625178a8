"""How like danger a text is, learnt from the examples: kernel ridge regression on meaning and words.

The targets are 1 for danger and -1 for none, and the same for each kind. What an example would score had it not
been learnt has a closed form (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition,
7.10), so that probabilities can be fitted on honest scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.encoder import Vectors
from knowledge.phrases import END, words_of
from knowledge.terms import Terms

Scores = npt.NDArray[np.float64]


class DangerLikeness:
    """Likeness to a set of texts, and the regression on it.

    Args:
        texts: what is compared with.
        vectors: of `texts`: float32, (n, dim), L2-normalised.
        sharpness: how fast likeness in meaning falls with distance.
        word_weight: how much shared words count, against likeness in meaning (1).
    """

    def __init__(self, texts: Sequence[str], vectors: Vectors, sharpness: float, word_weight: float) -> None:
        self._vectors = vectors
        self._sharpness = sharpness
        self._word_weight = word_weight
        self._terms = Terms.learnt(TfidfVectorizer(analyzer=_terms, sublinear_tf=True), texts)

    def to(self, texts: Sequence[str], vectors: Vectors) -> Scores:
        """Likeness of each of m texts, whose vectors are float32, (m, dim), to each of the set: (m, n)."""
        return self._kernel(vectors, np.stack([self._terms.shared(text) for text in texts]))

    def fit(self, targets: Scores, trust: Scores, ridge: float) -> tuple[Scores, Scores]:
        """Fit the regression.

        Args:
            targets: (n, columns).
            trust: how much each text counts: (n,).
            ridge: how strongly the fit is smoothed.

        Returns:
            Weights, so that `to(...) @ weights` are scores of about -1 to 1, and the scores that each text would
            get had it not been learnt: both (n, columns).
        """
        rows = self._terms.rows
        kernel = self._kernel(self._vectors, (rows @ rows.T).toarray()) + np.diag(ridge / trust)
        inverse = np.linalg.inv(kernel.astype(np.float32)).astype(np.float64)
        weights = inverse @ targets
        return weights, targets - weights / np.diag(inverse)[:, None]

    def _kernel(self, vectors: Vectors, shared: Scores) -> Scores:
        squared_distances = 2.0 - 2.0 * (vectors @ self._vectors.T).astype(np.float64)
        return np.asarray(np.exp(-self._sharpness * squared_distances) + self._word_weight * shared)


def _terms(text: str) -> list[str]:
    """The words of `text`, and each pair of neighbours."""
    words = [word for word in words_of(text) if word != END]
    return words + [f"{first} {second}" for first, second in pairwise(words)]
