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
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.encoder import Vectors
from knowledge.phrases import END, words_of

Scores = npt.NDArray[np.float64]


class DangerLikeness:
    """A fitted regression.

    Args:
        texts: what is learnt from.
        vectors: of `texts`: float32, (n, dim), L2-normalised.
        targets: (n, columns).
        trust: how much each text counts: (n,).
        sharpness: how fast likeness in meaning falls with distance.
        word_weight: how much shared words count, against likeness in meaning (1).
        ridge: how strongly the fit is smoothed.

    Attributes:
        left_out: the scores that each text would get had it not been learnt: (n, columns).
    """

    def __init__(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        targets: Scores,
        trust: Scores,
        sharpness: float,
        word_weight: float,
        ridge: float,
    ) -> None:
        self._vectors = vectors
        self._sharpness = sharpness
        self._word_weight = word_weight
        self._terms = TfidfVectorizer(analyzer=_terms, sublinear_tf=True)
        self._rows = csr_matrix(self._terms.fit_transform(texts))
        kernel = self._kernel(vectors, self._rows) + np.diag(ridge / trust)
        inverse = np.linalg.inv(kernel.astype(np.float32)).astype(np.float64)
        self._weights = inverse @ targets
        self.left_out = targets - self._weights / np.diag(inverse)[:, None]

    def scores(self, texts: Sequence[str], vectors: Vectors) -> Scores:
        """Scores of `texts`, whose vectors are float32, (n, dim): (n, columns), about -1 to 1."""
        return self._kernel(vectors, csr_matrix(self._terms.transform(texts))) @ self._weights

    def _kernel(self, vectors: Vectors, rows: csr_matrix) -> Scores:
        squared_distances = 2.0 - 2.0 * (vectors @ self._vectors.T).astype(np.float64)
        shared = (rows @ self._rows.T).toarray()
        return np.asarray(np.exp(-self._sharpness * squared_distances) + self._word_weight * shared)


def _terms(text: str) -> list[str]:
    """The words of `text`, and each pair of neighbours."""
    words = [word for word in words_of(text) if word != END]
    return words + [f"{first} {second}" for first, second in pairwise(words)]
