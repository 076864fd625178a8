"""How like danger a text is, learnt from the examples: kernel ridge regression on meaning and words.

The targets are 1 for danger and -1 for none, and the same for each kind. What an example would score had it not
been learnt has a closed form (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition,
7.10), so that probabilities can be fitted on honest scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.danger.phrases import END, words_of
from knowledge.encoder.sentence_encoder import Vectors
from knowledge.inverse import inverted
from knowledge.text.terms import Terms

Scores = npt.NDArray[np.float64]
_AT_A_TIME = 256
"""Texts that are compared together: enough for speed, and few enough for memory."""


@dataclass(frozen=True)
class Fitted:
    """A regression on n texts.

    Attributes:
        weights: so that `likeness @ weights` are scores of about -1 to 1: (n, columns).
        inverse: of the smoothed kernel: float32, (n, n).
    """

    weights: Scores
    inverse: npt.NDArray[np.float32]

    def without(self, rows: Sequence[int], likeness: Scores) -> Scores:
        """The scores of texts as if `rows` had not been learnt.

        Args:
            rows: of the n texts.
            likeness: of m texts to each of the n: (m, n).
        """
        own = self.inverse[np.ix_(rows, rows)].astype(np.float64)
        lost = np.linalg.solve(own, self.weights[rows])
        return np.asarray(likeness @ self.weights - (likeness @ self.inverse[:, rows]) @ lost)


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

    def to_many(self, messages: Sequence[tuple[Sequence[str], Vectors]]) -> Iterator[Scores]:
        """The same for many messages, each with its texts and their vectors, much faster than one by one."""
        for first in range(0, len(messages), _AT_A_TIME):
            some = messages[first : first + _AT_A_TIME]
            words = self._terms.vectorizer.transform([text for texts, _ in some for text in texts])
            likeness = self._kernel(
                np.concatenate([vectors for _, vectors in some]), (words @ self._terms.rows.T).toarray()
            )
            yield from np.split(likeness, np.cumsum([len(texts) for texts, _ in some])[:-1])

    def fit(self, targets: Scores, trust: Scores, ridge: float) -> Fitted:
        """Fit the regression.

        Args:
            targets: (n, columns).
            trust: how much each text counts: (n,).
            ridge: how strongly the fit is smoothed.
        """
        rows = self._terms.rows
        kernel = np.empty((len(trust), len(trust)), dtype=np.float32)
        some = [slice(first, first + _AT_A_TIME) for first in range(0, len(trust), _AT_A_TIME)]
        for part in some:
            kernel[part] = self._kernel(self._vectors[part], (rows[part] @ rows.T).toarray())
        inverse = inverted(kernel, ridge / trust)
        return Fitted(np.concatenate([inverse[part].astype(np.float64) @ targets for part in some]), inverse)

    def _kernel(self, vectors: Vectors, shared: Scores) -> Scores:
        near = np.exp((2.0 * self._sharpness) * (vectors @ self._vectors.T - np.float32(1.0)))
        return np.asarray(near + self._word_weight * shared)


def _terms(text: str) -> list[str]:
    """The words of `text`, and each pair of neighbours."""
    words = [word for word in words_of(text) if word != END]
    return words + [f"{first} {second}" for first, second in pairwise(words)]
