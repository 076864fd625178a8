"""Learns from the examples of danger, the near misses and the ordinary wordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from knowledge.danger.evidence import NAMES, gather
from knowledge.danger.likeness import DangerLikeness, Fitted, Scores
from knowledge.danger.patterns import shipped_patterns
from knowledge.danger.pieces import with_pieces
from knowledge.danger.settings import DangerSettings
from knowledge.encoder.sentence_encoder import Vectors
from knowledge.files.records import Danger

NONE, POSSIBLE, SURE = 0, 1, 2
"""How sure an example is."""

_ROUNDS = 500


@dataclass(frozen=True)
class Wordings:
    """Texts and their vectors: float32, (n, dim), L2-normalised."""

    texts: tuple[str, ...]
    vectors: Vectors


@dataclass(frozen=True)
class LearntDanger:
    """What was learnt.

    Attributes:
        kinds: ids of the kinds of danger.
        compared: the texts that were learnt from: examples first, then what is no danger.
        dangers: how many of them are examples of danger.
        likeness: weights of the likeness: (compared, 2 + kinds).
        evidence: weights of the two decisions, the constant last: (NAMES + 1, 2).
    """

    kinds: tuple[str, ...]
    compared: Wordings
    dangers: int
    likeness: Scores
    evidence: Scores

    def save(self, path: Path) -> None:
        """Write it to a .npz file."""
        np.savez(
            path,
            kinds=np.array(self.kinds),
            texts=np.array(self.compared.texts),
            vectors=self.compared.vectors,
            dangers=self.dangers,
            likeness=self.likeness,
            evidence=self.evidence,
        )

    @classmethod
    def read(cls, path: Path) -> LearntDanger:
        """Read what `save` wrote."""
        with np.load(path) as file:
            compared = Wordings(tuple(file["texts"].tolist()), file["vectors"])
            kinds, dangers = tuple(file["kinds"].tolist()), int(file["dangers"])
            return cls(kinds, compared, dangers, file["likeness"], file["evidence"])


def texts_of(danger: Danger) -> tuple[str, ...]:
    """Every text whose vectors `learn` needs: the examples, the near misses and the ordinary messages."""
    return tuple(dict.fromkeys(text for text, _, _ in _examples(danger)))


def learn(danger: Danger, vectors: Mapping[str, Vectors], ordinary: Wordings, settings: DangerSettings) -> LearntDanger:
    """Learn. It takes some seconds with the shipped examples and always comes out the same.

    Args:
        danger: the kinds and the near misses.
        vectors: of each of `texts_of(danger)` and, after it, of its pieces, as `Encoder.encode_parts` makes them:
            float32, (1 + pieces, dim), L2-normalised.
        ordinary: questions that are no danger; the ones nearest to an example are learnt, unless a strong phrase
            is in them.
        settings: the numbers that decide.
    """
    lessons = _lessons(danger, vectors, ordinary, settings)
    compared = Wordings(lessons.texts, lessons.vectors)
    likeness = likeness_to(compared, settings)
    kinds = tuple(kind.id for kind in danger.kinds)
    fitted = likeness.fit(_targets(lessons, kinds), lessons.trust, settings.ridge)
    rows = _evidence(lessons, likeness, fitted, vectors)
    levels = np.array(lessons.levels)[: lessons.wholes]
    decisions = [_decision(rows, levels >= level, settings) for level in (POSSIBLE, SURE)]
    dangers = sum(level != NONE for level in lessons.levels)
    return LearntDanger(kinds, compared, dangers, fitted.weights, np.column_stack(decisions))


def likeness_to(compared: Wordings, settings: DangerSettings) -> DangerLikeness:
    """The likeness to what was learnt from."""
    return DangerLikeness(compared.texts, compared.vectors, settings.sharpness, settings.word_weight)


@dataclass(frozen=True)
class _Lessons:
    """The texts to learn from, one in each row: whole messages first, then parts of near misses.

    Attributes:
        owners: for each row, the row of the whole message that it is or belongs to.
        wholes: how many rows are whole messages.
    """

    texts: tuple[str, ...]
    vectors: Vectors
    levels: tuple[int, ...]
    kinds: tuple[str, ...]
    trust: Scores
    owners: tuple[int, ...]
    wholes: int


def _examples(danger: Danger) -> list[tuple[str, int, str]]:
    """Each example and near miss: text, how sure, kind."""
    sure = [(text, SURE, kind.id) for kind in danger.kinds for text in kind.sure]
    possible = [(text, POSSIBLE, kind.id) for kind in danger.kinds for text in kind.possible]
    return [*sure, *possible, *((text, NONE, "") for text in (*danger.near_misses, *danger.ordinary))]


def _lessons(danger: Danger, vectors: Mapping[str, Vectors], ordinary: Wordings, settings: DangerSettings) -> _Lessons:
    examples = _examples(danger)
    dangers = np.stack([vectors[text][0] for text, level, _ in examples if level])
    near = _nearest(dangers, ordinary.vectors, settings.near_ordinary)
    calm = [row for row in near if not shipped_patterns().find(ordinary.texts[row]).strong]
    wholes = [*examples, *((ordinary.texts[row], NONE, "") for row in calm)]
    parts = [
        (part, row, vector)
        for row, (text, level, _) in enumerate(examples)
        if not level
        for part, vector in zip(with_pieces(text)[1:], vectors[text][1:], strict=True)
    ]
    found = np.stack([vector for *_, vector in parts]) if parts else dangers[:0]
    parts = [parts[place] for place in _nearest(dangers, found, settings.near_parts)]
    rows = [vectors[text][0] for text, _, _ in examples] + [ordinary.vectors[row] for row in calm]
    taught, less = len(examples), len(calm) + len(parts)
    return _Lessons(
        texts=tuple([text for text, _, _ in wholes] + [part for part, *_ in parts]),
        vectors=np.stack(rows + [vector for *_, vector in parts]).astype(np.float32),
        levels=tuple([level for _, level, _ in wholes] + [NONE] * len(parts)),
        kinds=tuple([kind for _, _, kind in wholes] + [""] * len(parts)),
        trust=np.array([1.0] * taught + [settings.ordinary_trust] * less),
        owners=(*range(len(wholes)), *(row for _, row, _ in parts)),
        wholes=len(wholes),
    )


def _targets(lessons: _Lessons, kinds: Sequence[str]) -> Scores:
    levels = np.array(lessons.levels)
    columns = [levels >= POSSIBLE, levels >= SURE, *(np.array(lessons.kinds) == kind for kind in kinds)]
    return np.column_stack([np.where(column, 1.0, -1.0) for column in columns])


def _evidence(lessons: _Lessons, likeness: DangerLikeness, fitted: Fitted, vectors: Mapping[str, Vectors]) -> Scores:
    """A row of evidence for each whole message, as if neither it nor its parts had been learnt."""
    own: dict[int, list[int]] = {}
    for row, owner in enumerate(lessons.owners):
        own.setdefault(owner, []).append(row)
    wholes = [
        (with_pieces(text), vectors[text]) if text in vectors else ((text,), lessons.vectors[row : row + 1])
        for row, text in enumerate(lessons.texts[: lessons.wholes])
    ]
    found = [
        gather(texts, fitted.without(own[row], alike), shipped_patterns()).row
        for row, ((texts, _), alike) in enumerate(zip(wholes, likeness.to_many(wholes), strict=True))
    ]
    return np.stack(found)


def _decision(rows: Scores, danger: npt.NDArray[np.bool_], settings: DangerSettings) -> Scores:
    """Weights of a logistic regression, the constant last: (NAMES + 1,)."""
    scaler = StandardScaler().fit(rows)
    fitted = LogisticRegression(C=settings.smoothing, max_iter=_ROUNDS).fit(scaler.transform(rows), danger)
    weights = fitted.coef_[0] / scaler.scale_
    assert len(weights) == len(NAMES)
    return np.append(weights, fitted.intercept_[0] - weights @ scaler.mean_)


def _nearest(examples: Vectors, others: Vectors, count: int) -> list[int]:
    """The places of the `count` of `others` that are nearest to any example."""
    nearness = (others @ examples.T).max(axis=1, initial=-1.0)
    return sorted(np.argsort(-nearness, kind="stable")[:count].tolist())
