"""The index: everything the search needs, of one version of the content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.danger.detector import DangerDetector
from knowledge.danger.settings import DangerSettings
from knowledge.encoder.sentence_encoder import Vectors
from knowledge.faults import IndexNotBuilt
from knowledge.files import index_folders, loading
from knowledge.files.records import Content
from knowledge.search import search_model
from knowledge.search.calibration import Calibration
from knowledge.search.coverage import Coverage
from knowledge.search.indexed_texts import Unit
from knowledge.search.kernel import Likeness
from knowledge.search.section_model import SectionModel
from knowledge.search.topic_scorer import TopicScorer
from knowledge.settings import SearchSettings


@dataclass(frozen=True)
class Index:
    """Everything the search needs, of one version."""

    version: str
    content: Content
    units: tuple[Unit, ...]
    vectors: Vectors
    likeness: Likeness
    scorer: TopicScorer
    coverage: Coverage
    calibration: Calibration
    sections: SectionModel
    danger: DangerDetector


def load(index_folder: Path, settings: SearchSettings) -> Index:
    """Load the version in use.

    Raises:
        IndexNotBuilt: there is none, or it is damaged, or it was built by another version of this program.
    """
    folder = index_folders.in_use(index_folder)
    content = loading.load(folder / "content")
    try:
        kept = search_model.read(folder, settings)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The index in {folder} is whole, but of another form ({error}). Run: python -m knowledge build"
        raise IndexNotBuilt(message) from error
    detector = DangerDetector(kept.danger, DangerSettings())
    return Index(
        index_folders.content_version(folder.name),
        content,
        kept.units,
        kept.vectors,
        kept.likeness,
        kept.scorer,
        Coverage(kept.units, kept.scorer.labels),
        kept.calibration,
        kept.sections,
        detector,
    )
