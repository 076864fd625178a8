"""The index over the content: built into a folder of its own version, and swapped in by changing one small file.

<index folder>/current              the version in use
<index folder>/<version>/content/   the content files as they were
                         units.faiss
                         ranker.json
                         manifest.json   checksums, so that a damaged index is noticed
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import faiss
import numpy as np

from knowledge import calibration, check, documents, topic_scorer
from knowledge.calibration import Calibration
from knowledge.documents import Content
from knowledge.encoder import Encoder, Vectors
from knowledge.faults import IndexNotBuilt
from knowledge.likeness import Likeness
from knowledge.neighbours import neighbours_of
from knowledge.settings import SearchSettings
from knowledge.topic_scorer import OUTSIDE, TopicScorer
from knowledge.units import Kind, Unit, units_of

FORM = 4
KEPT_VERSIONS = 3
TAUGHT = (Kind.QUESTION, Kind.SECTION, Kind.OUT_OF_SCOPE)
_REMEDY = "Run: python -m knowledge build"

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
    if version == current_version(index_folder):
        return Built(version, 0, len(units))
    known = _known_vectors(index_folder, encoder)
    new = [text for text in dict.fromkeys(unit.text for unit in units) if text not in known]
    say(f"{len(units)} texts, of which {len(new)} are new.")
    if new:
        known.update(zip(new, encoder.encode(new), strict=True))
    vectors = np.stack([known[unit.text] for unit in units]).astype(np.float32)
    say("Learning which wordings point where, and how sure to be.")
    scorer, calibrated = _learn(
        units, vectors, Likeness([u.text for u in units], neighbours_of(vectors), settings), settings
    )
    _save(index_folder, version, content_folder, encoder, [unit.text for unit in units], vectors, scorer, calibrated)
    return Built(version, len(new), len(units))


def current_version(index_folder: Path) -> str | None:
    """The version in use, or None."""
    try:
        return (index_folder / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def load(index_folder: Path, settings: SearchSettings) -> Index:
    """Load the version in use.

    Raises:
        IndexNotBuilt: there is none, or it is damaged.
    """
    version = current_version(index_folder)
    if version is None:
        raise IndexNotBuilt(f"There is no index in {index_folder}. {_REMEDY}")
    folder = index_folder / version
    _verify(folder)
    content = documents.load(folder / "content")
    neighbours = faiss.read_index(str(folder / "units.faiss"))
    vectors = neighbours.reconstruct_n(0, neighbours.ntotal)
    units = units_of(content)
    likeness = Likeness([unit.text for unit in units], neighbours, settings)
    positions, owners = _learnt_from(units)
    labels = (*dict.fromkeys(owner for owner in owners if owner != OUTSIDE), OUTSIDE)
    scorer = TopicScorer(labels, tuple(positions), np.load(folder / "scorer.npy"))
    calibrated = Calibration(**json.loads((folder / "calibration.json").read_text(encoding="utf-8")))
    return Index(version, content, units, vectors, likeness, scorer, calibrated)


def load_content(index_folder: Path) -> tuple[str, Content]:
    """The version in use and its content alone, for those who need no search.

    Raises:
        IndexNotBuilt: there is none, or it is damaged.
    """
    version = current_version(index_folder)
    if version is None:
        raise IndexNotBuilt(f"There is no index in {index_folder}. {_REMEDY}")
    _verify(index_folder / version)
    return version, documents.load(index_folder / version / "content")


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


def _version(content_folder: Path, encoder: Encoder, settings: SearchSettings) -> str:
    digest = hashlib.sha256(f"{FORM} {encoder.name} {settings}".encode())
    for path in sorted(content_folder.rglob("*")):
        if path.is_file() and path.suffix in (".md", ".yml"):
            digest.update(path.relative_to(content_folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _known_vectors(index_folder: Path, encoder: Encoder) -> dict[str, Vectors]:
    """Vectors of the version in use by their text, if the same model made them."""
    version = current_version(index_folder)
    if version is None:
        return {}
    folder = index_folder / version
    try:
        _verify(folder)
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if manifest["encoder"] != encoder.name:
            return {}
        texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        neighbours = faiss.read_index(str(folder / "units.faiss"))
        return dict(zip(texts, neighbours.reconstruct_n(0, neighbours.ntotal), strict=True))
    except (IndexNotBuilt, OSError, ValueError) as error:
        logger.warning("The last index cannot be used again, so everything is embedded anew: %s", error)
        return {}


def _save(
    index_folder: Path,
    version: str,
    content_folder: Path,
    encoder: Encoder,
    texts: list[str],
    vectors: Vectors,
    scorer: TopicScorer,
    calibrated: Calibration,
) -> None:
    index_folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="building-", dir=index_folder))
    try:
        scratch.chmod(0o755)
        shutil.copytree(content_folder, scratch / "content")
        faiss.write_index(neighbours_of(vectors), str(scratch / "units.faiss"))
        (scratch / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        np.save(scratch / "scorer.npy", scorer.weights)
        (scratch / "calibration.json").write_text(json.dumps(calibrated.to_json()), encoding="utf-8")
        made = sorted(path for path in scratch.rglob("*") if path.is_file())
        checksums = {path.relative_to(scratch).as_posix(): _checksum(path) for path in made}
        manifest = {"form": FORM, "encoder": encoder.name, "checksums": checksums}
        (scratch / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        shutil.rmtree(index_folder / version, ignore_errors=True)
        scratch.rename(index_folder / version)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    _point_to(index_folder, version)
    _forget_old(index_folder, version)


def _point_to(index_folder: Path, version: str) -> None:
    pointer = index_folder / "current.new"
    pointer.write_text(version + "\n", encoding="utf-8")
    os.replace(pointer, index_folder / "current")


def _forget_old(index_folder: Path, version: str) -> None:
    versions = sorted(
        (path for path in index_folder.iterdir() if path.is_dir() and path.name != version),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    for path in versions[KEPT_VERSIONS - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _verify(folder: Path) -> None:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        damaged = [name for name, digest in manifest["checksums"].items() if _checksum(folder / name) != digest]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexNotBuilt(f"The index in {folder} cannot be read ({error}). {_REMEDY} --afresh") from error
    if damaged:
        raise IndexNotBuilt(f"The index in {folder} is damaged ({', '.join(damaged)}). {_REMEDY} --afresh")


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
