"""How each kind of section is asked for, whatever the topic.

It is learnt from the wordings, each of which names its section, and from the examples in sections.yml: by logistic
regression on the sentence vector less the mean of its page, so that the topic tells nothing, and on runs of one to
three words, which keep "how long", "who do I ring" and "can I".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from knowledge.encoder.sentence_encoder import Vectors
from knowledge.search.indexed_texts import Kind, Unit
from knowledge.search.kernel import Array
from knowledge.text.terms import Terms

VECTOR_WEIGHT, WORDS_WEIGHT, FREEDOM = 2.0, 2.0, 3.0
_STEPS = 200
OF_ANY_TOPIC = ""
"""In place of the id of a page, for how kinds of section are asked for whatever the topic."""


@dataclass(frozen=True)
class SectionModel:
    """A fitted model.

    Attributes:
        kinds: ids of kinds of section.
        terms: the runs of words and how much each tells.
        weights: (kinds, dim + terms).
        biases: (kinds,).
    """

    kinds: tuple[str, ...]
    terms: Terms
    weights: npt.NDArray[np.float32]
    biases: npt.NDArray[np.float32]

    @classmethod
    def learnt(cls, units: Sequence[Unit], vectors: Vectors) -> SectionModel:
        """Learn from the wordings among `units`, and from those of kinds of section."""
        asked = [i for i, unit in enumerate(units) if unit.kind in (Kind.QUESTION, Kind.SECTION_KIND)]
        sections = [str(units[i].section or units[i].owner) for i in asked]
        kinds = tuple(dict.fromkeys(sections))
        terms = Terms.learnt(_by_runs(), [units[i].text for i in asked])
        means = centres(units, vectors)
        moved = np.stack(
            [
                _unit(vectors[i] - means[units[i].owner if units[i].kind is Kind.QUESTION else OF_ANY_TOPIC])
                for i in asked
            ]
        )
        features = hstack([csr_matrix(VECTOR_WEIGHT * moved), WORDS_WEIGHT * terms.rows]).tocsr()
        fitted = LogisticRegression(C=FREEDOM, max_iter=_STEPS).fit(
            features, [kinds.index(section) for section in sections]
        )
        return cls(kinds, terms, fitted.coef_.astype(np.float32), fitted.intercept_.astype(np.float32))

    def of_words(self, question: str) -> Array:
        """What the words of a question, short forms spelt out, add for each kind on any page: (kinds,)."""
        columns, weights = self.terms.weigh(question)
        dim = self.weights.shape[1] - self.terms.rows.shape[1]
        return np.asarray(WORDS_WEIGHT * self.weights[:, dim + columns] @ weights)

    def log_chances(self, of_words: Array, moved: Array) -> Mapping[str, float]:
        """The log-probability of each kind.

        Args:
            of_words: of the question.
            moved: its vector, less the centre of the page: float32, (dim,).
        """
        odds = self.biases + self.weights[:, : len(moved)] @ (VECTOR_WEIGHT * _unit(moved)) + of_words
        odds = odds - odds.max()
        return dict(zip(self.kinds, (odds - np.log(np.exp(odds).sum())).tolist(), strict=True))

    def save(self, folder: Path) -> None:
        """Write it."""
        self.terms.save(folder / "runs.npz")
        np.savez(folder / "sections.npz", kinds=np.array(self.kinds), weights=self.weights, biases=self.biases)

    @classmethod
    def read(cls, folder: Path) -> SectionModel:
        """Read what `save` wrote."""
        with np.load(folder / "sections.npz") as kept:
            kinds, weights, biases = tuple(kept["kinds"].tolist()), kept["weights"], kept["biases"]
        return cls(kinds, Terms.read(folder / "runs.npz", _by_runs()), weights, biases)


def centres(units: Sequence[Unit], vectors: Vectors) -> dict[str, Array]:
    """The mean vector of the wordings of each page, and of all kinds of section together (OF_ANY_TOPIC), by id."""
    rows: dict[str, list[int]] = {}
    for position, unit in enumerate(units):
        if unit.kind in (Kind.QUESTION, Kind.SECTION_KIND):
            rows.setdefault(_topic(unit), []).append(position)
    return {owner: vectors[positions].mean(axis=0) for owner, positions in rows.items()}


def _topic(unit: Unit) -> str:
    return unit.owner if unit.kind is Kind.QUESTION else OF_ANY_TOPIC


def _unit(vector: Array) -> Array:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)


def _by_runs() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 3), token_pattern=r"[a-z0-9']+", sublinear_tf=True, min_df=2)
