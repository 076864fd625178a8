"""What is learnt from the texts of the content, kept with each version: all at once, or by what has changed."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np

from knowledge.danger import learning
from knowledge.danger.learning import LearntDanger, Wordings
from knowledge.danger.settings import DangerSettings
from knowledge.encoder.sentence_encoder import Vectors
from knowledge.files.records import Content, Danger
from knowledge.search import calibration, topic_scorer
from knowledge.search.calibration import Calibration, Evidence
from knowledge.search.coverage import Coverage
from knowledge.search.indexed_texts import Kind, Unit
from knowledge.search.kernel import Kernel, Likeness
from knowledge.search.section_model import SectionModel
from knowledge.search.topic_scorer import Lessons, TopicScorer
from knowledge.settings import SearchSettings

UNOWNED_OF_PAGE = 8
"""How many wordings of each page teach what it looks like when no page answers."""


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
    sections: SectionModel
    danger: LearntDanger

    def save(self, folder: Path) -> None:
        """Write all of it into `folder`."""
        units = [(unit.owner, unit.kind, unit.section, unit.text) for unit in self.units]
        (folder / "units.json").write_text(json.dumps(units, ensure_ascii=False), encoding="utf-8")
        faiss.write_index(self.neighbours, str(folder / "units.faiss"))
        self.likeness.save(folder)
        np.save(folder / "scorer.npy", self.scorer.weights)
        (folder / "calibration.json").write_text(json.dumps(self.calibration.to_json()), encoding="utf-8")
        self.sections.save(folder)
        self.danger.save(folder / "danger.npz")


@dataclass(frozen=True)
class Workings:
    """What the scorer was learnt from, so that after a change of one wording not all must be learnt again.

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
        SectionModel.read(folder),
        LearntDanger.read(folder / "danger.npz"),
    )


def known_vectors(folder: Path) -> dict[str, Vectors]:
    """The vector of each text of a version."""
    texts = [text for *_, text in json.loads((folder / "units.json").read_text(encoding="utf-8"))]
    neighbours = faiss.read_index(str(folder / "units.faiss"))
    return dict(zip(texts, neighbours.reconstruct_n(0, neighbours.ntotal), strict=True))


def learn(
    content: Content,
    units: Sequence[Unit],
    vectors: Vectors,
    examples: Mapping[str, Vectors],
    settings: SearchSettings,
) -> tuple[Learnt, Workings]:
    """Learn all of it.

    Args:
        content: for the examples of danger.
        units: of the content.
        vectors: of the units: float32, (units, dim), L2-normalised.
        examples: the vectors of each text that danger is learnt from, as `learning.learn` wants them.
        settings: as the search will use.
    """
    neighbours = _neighbours_of(vectors)
    likeness = Likeness.learnt([unit.text for unit in units], neighbours, settings)
    lessons = _lessons(units, settings)
    (scorer, left_out), inverse = topic_scorer.fit(likeness.among(vectors, lessons.positions), lessons)
    calibrated = _calibrated(scorer, left_out, inverse, units, lessons)
    ordinary = _ordinary_wordings(content.danger, units, vectors)
    learnt_danger = learning.learn(content.danger, examples, ordinary, DangerSettings())
    sections = SectionModel.learnt(units, vectors)
    learnt = Learnt(tuple(units), vectors, neighbours, likeness, scorer, calibrated, sections, learnt_danger)
    return learnt, Workings(_rows(units, lessons), inverse.astype(np.float32))


def learn_changes(
    last: Learnt, workings: Workings, units: Sequence[Unit], vectors: Vectors, settings: SearchSettings
) -> Learnt:
    """Learn what has changed, in a fraction of a second.

    The scorer is as if all had been learnt, but for four things that stay as they were until then: how much each
    word tells, how scores become probabilities, how sections are asked for, and what is learnt of danger.

    Args:
        last: what was learnt before.
        workings: from when all was learnt.
        units, vectors, settings: as for `learn`.
    """
    neighbours = _neighbours_of(vectors)
    likeness = last.likeness.over([u.text for u in units], [u.text for u in last.units], neighbours)
    lessons = _lessons(units, settings)
    left = defaultdict(list)
    for row, key in enumerate(workings.rows):
        left[key].append(row)
    before = [left[key].pop(0) if left[key] else None for key in _rows(units, lessons)]
    new = [position for position, row in zip(lessons.positions, before, strict=True) if row is None]
    old = [position for position, row in zip(lessons.positions, before, strict=True) if row is not None]
    across, own = likeness.between(vectors, new, old), likeness.among(vectors, new)
    scorer, _ = topic_scorer.fit_changes(workings.inverse, before, across, own, lessons)
    return Learnt(tuple(units), vectors, neighbours, likeness, scorer, last.calibration, last.sections, last.danger)


def how_many_changed(workings: Workings, units: Sequence[Unit], settings: SearchSettings) -> int:
    """How many texts were added or removed since everything was learnt."""
    return len(set(workings.rows) ^ set(_rows(units, _lessons(units, settings))))


def digest_of(content: Content, units: Sequence[Unit]) -> str:
    """Changes with everything that is learnt from."""
    texts = [(unit.owner, unit.kind, unit.section, unit.text) for unit in units]
    kinds = [(kind.id, kind.sure, kind.possible) for kind in content.danger.kinds]
    lessons = [texts, kinds, content.danger.near_misses, content.danger.ordinary, content.danger.topics]
    return hashlib.sha256(json.dumps(lessons).encode()).hexdigest()


def _lessons(units: Sequence[Unit], settings: SearchSettings) -> Lessons:
    positions = [i for i, unit in enumerate(units) if unit.reading]
    taught = [units[i] for i in positions]
    trust = [settings.section_trust if unit.kind is Kind.SECTION else 1.0 for unit in taught]
    return Lessons([unit.reading for unit in taught], trust, positions, settings.ridge)


def _rows(units: Sequence[Unit], lessons: Lessons) -> list[tuple[str, float]]:
    """The text and the trust of each unit that is learnt from."""
    return [(units[i].text, trust) for i, trust in zip(lessons.positions, lessons.trust, strict=True)]


def _calibrated(
    scorer: TopicScorer, left_out: Kernel, inverse: Kernel, units: Sequence[Unit], lessons: Lessons
) -> Calibration:
    told = Coverage(units, scorer.labels).left_out(scorer.positions)
    asked = [row for row, i in enumerate(scorer.positions) if units[i].kind is not Kind.SECTION]
    right = [scorer.labels.index(units[scorer.positions[row]].reading) for row in asked]
    evidence = Evidence(left_out, told).at(asked)
    return calibration.fit(evidence, right, _unowned(scorer, told, inverse, units, lessons), scorer.labels)


def _unowned(scorer: TopicScorer, told: Kernel, inverse: Kernel, units: Sequence[Unit], lessons: Lessons) -> Evidence:
    """What speaks for each reading of some wordings of each page as if that page did not exist."""
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, position in enumerate(scorer.positions):
        if units[position].kind in (Kind.QUESTION, Kind.SECTION, Kind.NOT_HERE):
            rows_of[units[position].owner].append(row)
    found = []
    for owner, rows in rows_of.items():
        scores = topic_scorer.without(rows, inverse, scorer, lessons)
        asked = [n for n, row in enumerate(rows) if units[scorer.positions[row]].kind is Kind.QUESTION]
        some = asked[:: max(1, len(asked) // UNOWNED_OF_PAGE)][:UNOWNED_OF_PAGE]
        elsewhere = np.array(scorer.labels) != f"page:{owner}"
        found.append((scores[some], told[[rows[n] for n in some]] * elsewhere))
    return Evidence(*(np.concatenate(kept) for kept in zip(*found, strict=True)))


def _ordinary_wordings(danger: Danger, units: Sequence[Unit], vectors: Vectors) -> Wordings:
    """The wordings that are no danger."""
    harmless = (Kind.QUESTION, Kind.OUT_OF_SCOPE, Kind.TALK, Kind.NOT_HERE)
    ordinary = [i for i, u in enumerate(units) if u.kind in harmless and u.owner not in danger.topics]
    return Wordings(tuple(units[i].text for i in ordinary), vectors[ordinary])


def _neighbours_of(vectors: Vectors) -> faiss.Index:
    """A FAISS index that looks at every vector, by inner product."""
    neighbours = faiss.IndexFlatIP(vectors.shape[1])
    neighbours.add(vectors)
    return neighbours
