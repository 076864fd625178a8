"""The index over the content: built from the content files, swapped in as a whole, loaded by who searches."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import faiss
import numpy as np

from knowledge import calibration, check, danger, danger_patterns, documents, topic_scorer, versions
from knowledge.calibration import Calibration
from knowledge.danger import DangerDetector, DangerSettings, LearntDanger, Wordings
from knowledge.documents import Content
from knowledge.encoder import Encoder, Vectors
from knowledge.faults import IndexNotBuilt
from knowledge.likeness import Likeness
from knowledge.neighbours import neighbours_of
from knowledge.settings import SearchSettings
from knowledge.topic_scorer import OUTSIDE, TopicScorer
from knowledge.units import Kind, Unit, units_of

FORM = 5
TAUGHT = (Kind.QUESTION, Kind.SECTION, Kind.OUT_OF_SCOPE)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Index:
    """Everything the search needs, of one version."""

    version: str
    content: Content
    units: tuple[Unit, ...]
    vectors: Vectors
    likeness: Likeness
    scorer: TopicScorer
    calibration: Calibration
    danger: DangerDetector


@dataclass(frozen=True)
class Built:
    """What a build did: `embedded` of `total` texts were new."""

    version: str
    embedded: int
    total: int


def build(
    content_folder: Path,
    index_folder: Path,
    encoder: Encoder,
    settings: SearchSettings,
    today: date,
    say: Callable[[str], None] = lambda line: None,
) -> Built:
    """Build the index of the content and swap it in.

    Args:
        content_folder: what to build from.
        index_folder: where versions are kept.
        encoder: used for the texts that the current version does not hold already.
        settings: as the search will use.
        today: the day against which dates are held.
        say: is told of each step.

    Raises:
        ContentInvalid: nothing is swapped; what was in use stays.
    """
    content = check.load_checked(content_folder, today)
    version = _version(content_folder, encoder, settings)
    units = units_of(content)
    if version == versions.current_version(index_folder):
        return Built(version, 0, len(units))
    known = _known_vectors(index_folder, encoder)
    new = [text for text in dict.fromkeys(unit.text for unit in units) if text not in known]
    say(f"{len(units)} texts, of which {len(new)} are new.")
    if new:
        known.update(zip(new, encoder.encode(new), strict=True))
    texts = [unit.text for unit in units]
    vectors = np.stack([known[text] for text in texts]).astype(np.float32)
    neighbours = neighbours_of(vectors)
    say("Learning which wordings point where, and how sure to be.")
    likeness = Likeness(texts, neighbours, settings)
    scorer, calibrated = _learn(units, vectors, likeness, settings)
    say("Learning what is danger.")
    learnt = danger.learn(content.danger, *_danger_wordings(content, units, vectors), DangerSettings())

    def fill(folder: Path) -> None:
        shutil.copytree(content_folder, folder / "content")
        faiss.write_index(neighbours, str(folder / "units.faiss"))
        (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        np.save(folder / "scorer.npy", scorer.weights)
        np.savez(folder / "danger.npz", **learnt.arrays())
        (folder / "calibration.json").write_text(json.dumps(calibrated.to_json()), encoding="utf-8")

    versions.add(index_folder, version, fill, form=FORM, encoder=encoder.name)
    return Built(version, len(new), len(units))


def load(index_folder: Path, settings: SearchSettings) -> Index:
    """Load the version in use.

    Raises:
        IndexNotBuilt: there is none, or it is damaged.
    """
    folder = versions.in_use(index_folder)
    content = documents.load(folder / "content")
    neighbours = faiss.read_index(str(folder / "units.faiss"))
    vectors = neighbours.reconstruct_n(0, neighbours.ntotal)
    units = units_of(content)
    likeness = Likeness([unit.text for unit in units], neighbours, settings)
    positions, owners = _learnt_from(units)
    labels = (*dict.fromkeys(owner for owner in owners if owner != OUTSIDE), OUTSIDE)
    scorer = TopicScorer(labels, tuple(positions), np.load(folder / "scorer.npy"))
    calibrated = Calibration(**json.loads((folder / "calibration.json").read_text(encoding="utf-8")))
    with np.load(folder / "danger.npz") as arrays:
        learnt = LearntDanger(**arrays)
    detector = DangerDetector(content.danger, *_danger_wordings(content, units, vectors), DangerSettings(), learnt)
    return Index(folder.name, content, units, vectors, likeness, scorer, calibrated, detector)


def _learn(
    units: Sequence[Unit], vectors: Vectors, likeness: Likeness, settings: SearchSettings
) -> tuple[TopicScorer, Calibration]:
    positions, owners = _learnt_from(units)
    trust = [settings.section_trust if units[i].kind is Kind.SECTION else 1.0 for i in positions]
    kernel = likeness.among(vectors, positions)
    scorer, left_out = topic_scorer.fit(kernel, owners, trust, positions, settings.ridge)
    wordings = [row for row, position in enumerate(positions) if units[position].kind is not Kind.SECTION]
    right = [scorer.labels.index(owners[row]) for row in wordings]
    return scorer, calibration.fit(left_out[wordings], right)


def _learnt_from(units: Sequence[Unit]) -> tuple[list[int], list[str]]:
    """The positions of the units that the scorer learns from, and the label of each."""
    positions = [i for i, unit in enumerate(units) if unit.kind in TAUGHT]
    return positions, [OUTSIDE if units[i].kind is Kind.OUT_OF_SCOPE else units[i].owner for i in positions]


def _danger_wordings(content: Content, units: Sequence[Unit], vectors: Vectors) -> tuple[Vectors, Wordings]:
    """The vectors of the examples of danger and of the near misses, and the ordinary wordings."""
    harmless = (Kind.QUESTION, Kind.OUT_OF_SCOPE)
    examples = [i for i, unit in enumerate(units) if unit.kind is Kind.DANGER]
    ordinary = [i for i, u in enumerate(units) if u.kind in harmless and u.owner not in content.danger.topics]
    return vectors[examples], Wordings(tuple(units[i].text for i in ordinary), vectors[ordinary])


def _version(content_folder: Path, encoder: Encoder, settings: SearchSettings) -> str:
    """A name that changes with everything that is learnt from."""
    files = versions.fingerprint(content_folder, danger_patterns.FOLDER)
    made_with = f"{FORM} {encoder.name} {settings} {DangerSettings()} {files}"
    return hashlib.sha256(made_with.encode()).hexdigest()[:12]


def _known_vectors(index_folder: Path, encoder: Encoder) -> dict[str, Vectors]:
    """Vectors of the version in use by their text, if the same model made them."""
    version = versions.current_version(index_folder)
    if version is None:
        return {}
    folder = index_folder / version
    try:
        if versions.verify(folder)["encoder"] != encoder.name:
            return {}
        texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        neighbours = faiss.read_index(str(folder / "units.faiss"))
        return dict(zip(texts, neighbours.reconstruct_n(0, neighbours.ntotal), strict=True))
    except (IndexNotBuilt, OSError, ValueError) as error:
        logger.warning("The last index cannot be used again, so everything is embedded anew: %s", error)
        return {}
