"""How well a question matches each entry: the evidence that the ranker weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import faiss
import numpy as np
import numpy.typing as npt

from knowledge.encoder import Vectors
from knowledge.topic_classifier import TopicClassifier
from knowledge.units import Kind, Unit
from knowledge.words import WordIndex

Array = npt.NDArray[np.float32]

EVIDENCE = (
    "nearest wording",
    "three nearest wordings",
    "nearest section",
    "three nearest sections",
    "words shared with a wording",
    "words shared with a section",
    "topic classifier",
    "lead of nearest wording",
    "lead of nearest section",
    "lead of words",
    "lead of topic classifier",
    "nearest out-of-scope wording",
    "topic classifier on out of scope",
)
"""The columns of the evidence. Similarities are cosines; a lead is over the best of the other entries."""

_FARTHEST = 0.0
_BM25_SCALE = 10.0


@dataclass(frozen=True)
class Evidence:
    """What speaks for each entry.

    Attributes:
        table: float32, (entries, len(EVIDENCE)).
        nearest: for each entry, the position of the nearest unit, or -1.
        sections: for each section unit that was near, its position and its cosine.
    """

    table: Array
    nearest: tuple[int, ...]
    sections: dict[int, float]


class Matcher:
    """Holds a question against every unit.

    Args:
        units: the units, those of entries first.
        vectors: float32, (units, dim), L2-normalised.
        neighbours: FAISS index over `vectors`, by inner product.
        classifier: topic classifier over the same vectors.
        unit_hits: how many of the nearest units are looked at.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        vectors: Vectors,
        neighbours: faiss.Index,
        classifier: TopicClassifier,
        unit_hits: int,
    ) -> None:
        self.entries = tuple(dict.fromkeys(u.owner for u in units if u.kind in (Kind.QUESTION, Kind.SECTION)))
        self._units = units
        self._neighbours = neighbours
        self._classifier = classifier
        self._unit_hits = min(unit_hits, len(units))
        self._row = {entry: row for row, entry in enumerate(self.entries)}
        self._words = WordIndex([unit.text for unit in units])
        owners = [self._row.get(unit.owner, -1) for unit in units]
        self._questions = _rows(owners, units, Kind.QUESTION)
        self._sections = _rows(owners, units, Kind.SECTION)

    def evidence(self, question: str, vector: Array, left_out: int | None = None) -> Evidence:
        """Evidence for each entry.

        Args:
            question: the words, short forms spelt out.
            vector: float32, (dim,), L2-normalised.
            left_out: position of a unit to overlook, so that a wording can be tested against the others.
        """
        similarities, positions = self._neighbours.search(vector.reshape(1, -1), self._unit_hits)
        near = [
            (int(position), float(similarity))
            for position, similarity in zip(positions[0], similarities[0], strict=True)
            if position >= 0 and position != left_out
        ]
        words = self._words.scores(question) / _BM25_SCALE
        topics = self._classifier.scores(vector) if left_out is None else self._classifier.left_out_scores(left_out)
        if left_out is not None:
            words[left_out] = 0.0
        return self._assemble(near, words, topics)

    def _assemble(self, near: Sequence[tuple[int, float]], words: Array, topics: dict[str, float]) -> Evidence:
        size = len(self.entries)
        wordings: list[list[float]] = [[] for _ in range(size)]
        passages: list[list[float]] = [[] for _ in range(size)]
        nearest, sections, foreign = [-1] * size, {}, _FARTHEST
        for position, similarity in near:
            unit = self._units[position]
            if unit.kind is Kind.OUT_OF_SCOPE:
                foreign = max(foreign, similarity)
                continue
            if unit.kind is Kind.SECTION_KIND:
                continue
            row = self._row[unit.owner]
            if nearest[row] < 0:
                nearest[row] = position
            if unit.kind is Kind.QUESTION:
                wordings[row].append(similarity)
            else:
                passages[row].append(similarity)
                sections[position] = similarity
        best_wording, best_passage = _best(wordings, 1), _best(passages, 1)
        shared = np.maximum(_grouped(words, self._questions, size), 0)
        stated = np.maximum(_grouped(words, self._sections, size), 0)
        classified = np.array([topics[entry] for entry in self.entries], dtype=np.float32)
        outside = max((score for label, score in topics.items() if label not in self._row), default=0.0)
        columns = [
            best_wording,
            _best(wordings, 3),
            best_passage,
            _best(passages, 3),
            shared,
            stated,
            classified,
            _lead(best_wording),
            _lead(best_passage),
            _lead(shared + stated),
            _lead(classified),
            np.full(size, foreign),
            np.full(size, outside),
        ]
        return Evidence(np.stack(columns, axis=1).astype(np.float32), tuple(nearest), sections)


def _rows(
    owners: Sequence[int], units: Sequence[Unit], kind: Kind
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Positions of the units of a kind, and the row of the entry that owns each."""
    pairs = [(position, owner) for position, owner in enumerate(owners) if units[position].kind is kind]
    return np.array([p for p, _ in pairs], dtype=np.int64), np.array([o for _, o in pairs], dtype=np.int64)


def _grouped(scores: Array, rows: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]], size: int) -> Array:
    """The highest score in each entry."""
    highest = np.full(size, -np.inf, dtype=np.float32)
    np.maximum.at(highest, rows[1], scores[rows[0]])
    return np.where(np.isfinite(highest), highest, 0).astype(np.float32)


def _best(groups: Sequence[Sequence[float]], count: int) -> Array:
    """The mean of the `count` highest in each group, which come sorted; what is missing counts as farthest."""
    means = [(sum(group[:count]) + _FARTHEST * (count - len(group[:count]))) / count for group in groups]
    return np.array(means, dtype=np.float32)


def _lead(values: Array) -> Array:
    """How far each value is ahead of the highest of the others; negative where it is behind."""
    if len(values) < 2:
        return np.zeros_like(values)
    order = np.argsort(values)
    others = np.full_like(values, values[order[-1]])
    others[order[-1]] = values[order[-2]]
    return values - others
