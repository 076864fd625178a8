"""What is learnt from the texts of the content, kept with each version: all at once, or by what has changed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np

from knowledge import calibration, danger, topic_scorer
from knowledge.calibration import Calibration
from knowledge.danger import DangerSettings, LearntDanger, Wordings
from knowledge.documents import Content, Danger
from knowledge.encoder import Vectors
from knowledge.likeness import Kernel, Likeness
from knowledge.neighbours import neighbours_of
from knowledge.settings import SearchSettings
from knowledge.topic_scorer import OUTSIDE, Fitted, Lessons, TopicScorer
from knowledge.units import Kind, Unit

TAUGHT = (Kind.QUESTION, Kind.SECTION, Kind.OUT_OF_SCOPE)


@dataclass(frozen=True)
class Learnt:
    """Everything that the search needs beside the content.

    Attributes:
        units: the texts, short forms spelt out.
        vectors: of the units: float32, (units, dim), L2-normalised.
        neighbours: FAISS index over the vectors.
    """

    units: tuple[Unit, ...]
    vectors: Vectors
    neighbours: faiss.Index
    likeness: Likeness
    scorer: TopicScorer
    calibration: Calibration
    danger: LearntDanger

    def save(self, folder: Path) -> None:
        """Write all of it into `folder`."""
        units = [(unit.owner, unit.kind, unit.section, unit.text) for unit in self.units]
        (folder / "units.json").write_text(json.dumps(units, ensure_ascii=False), encoding="utf-8")
        faiss.write_index(self.neighbours, str(folder / "units.faiss"))
        self.likeness.save(folder)
        np.save(folder / "scorer.npy", self.scorer.weights)
        (folder / "calibration.json").write_text(json.dumps(self.calibration.to_json()), encoding="utf-8")
        self.danger.save(folder / "danger.npz")


@dataclass(frozen=True)
class Workings:
    """From what the scorer was learnt, so that a changed wording need not mean learning all of them again.

    Attributes:
        rows: the text and the trust of each unit that was learnt from.
        inverse: of their smoothed kernel: float32, (rows, rows).
    """

    rows: Sequence[tuple[str, float]]
    inverse: Kernel

    def save(self, folder: Path) -> None:
        """Write them into `folder`."""
        folder.mkdir()
        (folder / "rows.json").write_text(json.dumps(self.rows, ensure_ascii=False), encoding="utf-8")
        np.save(folder / "inverse.npy", self.inverse)

    @classmethod
    def read(cls, folder: Path) -> Workings:
        """Read what `save` wrote."""
        rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
        return cls([(text, trust) for text, trust in rows], np.load(folder / "inverse.npy", mmap_mode="r"))


def read(folder: Path, settings: SearchSettings) -> Learnt:
    """Read what `Learnt.save` wrote."""
    rows = json.loads((folder / "units.json").read_text(encoding="utf-8"))
    units = tuple(Unit(owner, Kind(kind), section, text) for owner, kind, section, text in rows)
    neighbours = faiss.read_index(str(folder / "units.faiss"))
    lessons = _lessons(units, settings)
    scorer = TopicScorer(lessons.labels, tuple(lessons.positions), np.load(folder / "scorer.npy"))
    return Learnt(
        units,
        neighbours.reconstruct_n(0, neighbours.ntotal),
        neighbours,
        Likeness.read(folder, neighbours, settings),
        scorer,
        Calibration(**json.loads((folder / "calibration.json").read_text(encoding="utf-8"))),
        LearntDanger.read(folder / "danger.npz"),
    )


def known_vectors(folder: Path) -> dict[str, Vectors]:
    """The vector of each text of a version."""
    texts = [text for *_, text in json.loads((folder / "units.json").read_text(encoding="utf-8"))]
    neighbours = faiss.read_index(str(folder / "units.faiss"))
    return dict(zip(texts, neighbours.reconstruct_n(0, neighbours.ntotal), strict=True))


def learn(
    content: Content, units: Sequence[Unit], vectors: Vectors, settings: SearchSettings
) -> tuple[Learnt, Workings]:
    """Learn all of it.

    Args:
        content: for the examples of danger.
        units: of the content.
        vectors: of the units: float32, (units, dim), L2-normalised.
        settings: as the search will use.
    """
    neighbours = neighbours_of(vectors)
    likeness = Likeness.learnt([unit.text for unit in units], neighbours, settings)
    lessons = _lessons(units, settings)
    fitted, inverse = topic_scorer.fit(likeness.among(vectors, lessons.positions), lessons)
    learnt_danger = danger.learn(content.danger, *_danger_wordings(content.danger, units, vectors), DangerSettings())
    learnt = Learnt(tuple(units), vectors, neighbours, likeness, *_calibrated(fitted, units), learnt_danger)
    return learnt, Workings(_rows(units, lessons), inverse.astype(np.float32))


def learn_changes(
    last: Learnt, workings: Workings, units: Sequence[Unit], vectors: Vectors, settings: SearchSettings
) -> Learnt:
    """Learn what has changed, in a fraction of a second.

    The scorer is as if all had been learnt, but for two things that stay as they were until then: how much each
    word tells, and what is learnt of danger.

    Args:
        last: what was learnt before.
        workings: from when all was learnt.
        units, vectors, settings: as for `learn`.
    """
    neighbours = neighbours_of(vectors)
    likeness = last.likeness.over([u.text for u in units], [u.text for u in last.units], neighbours)
    lessons = _lessons(units, settings)
    left = defaultdict(list)
    for row, key in enumerate(workings.rows):
        left[key].append(row)
    before = [left[key].pop(0) if left[key] else None for key in _rows(units, lessons)]
    new = [position for position, row in zip(lessons.positions, before, strict=True) if row is None]
    old = [position for position, row in zip(lessons.positions, before, strict=True) if row is not None]
    across, own = likeness.between(vectors, new, old), likeness.among(vectors, new)
    fitted = topic_scorer.fit_changes(workings.inverse, before, across, own, lessons)
    return Learnt(tuple(units), vectors, neighbours, likeness, *_calibrated(fitted, units), last.danger)


def how_many_changed(workings: Workings, units: Sequence[Unit], settings: SearchSettings) -> int:
    """How many texts came or went since all was learnt."""
    return len(set(workings.rows) ^ set(_rows(units, _lessons(units, settings))))


def digest_of(content: Content, units: Sequence[Unit]) -> str:
    """Changes with everything that is learnt from."""
    texts = [(unit.owner, unit.kind, unit.section, unit.text) for unit in units]
    kinds = [(kind.id, kind.examples) for kind in content.danger.kinds]
    lessons = [texts, kinds, content.danger.near_misses, content.danger.topics]
    return hashlib.sha256(json.dumps(lessons).encode()).hexdigest()


def _lessons(units: Sequence[Unit], settings: SearchSettings) -> Lessons:
    positions = [i for i, unit in enumerate(units) if unit.kind in TAUGHT]
    taught = [units[i] for i in positions]
    owners = [OUTSIDE if unit.kind is Kind.OUT_OF_SCOPE else unit.owner for unit in taught]
    trust = [settings.section_trust if unit.kind is Kind.SECTION else 1.0 for unit in taught]
    return Lessons(owners, trust, positions, settings.ridge)


def _rows(units: Sequence[Unit], lessons: Lessons) -> list[tuple[str, float]]:
    """What makes each unit that is learnt from count as it does: its text and its trust."""
    return [(units[i].text, trust) for i, trust in zip(lessons.positions, lessons.trust, strict=True)]


def _calibrated(fitted: Fitted, units: Sequence[Unit]) -> tuple[TopicScorer, Calibration]:
    scorer, left_out = fitted
    wordings = [row for row, i in enumerate(scorer.positions) if units[i].kind is not Kind.SECTION]
    owners = [units[scorer.positions[row]] for row in wordings]
    right = [scorer.labels.index(OUTSIDE if u.kind is Kind.OUT_OF_SCOPE else u.owner) for u in owners]
    return scorer, calibration.fit(left_out[wordings], right)


def _danger_wordings(danger: Danger, units: Sequence[Unit], vectors: Vectors) -> tuple[Vectors, Wordings]:
    """The vectors of the examples of danger and of the near misses, and the ordinary wordings."""
    harmless = (Kind.QUESTION, Kind.OUT_OF_SCOPE)
    examples = [i for i, unit in enumerate(units) if unit.kind is Kind.DANGER]
    ordinary = [i for i, u in enumerate(units) if u.kind in harmless and u.owner not in danger.topics]
    return vectors[examples], Wordings(tuple(units[i].text for i in ordinary), vectors[ordinary])
