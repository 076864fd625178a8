"""Measures the danger detector in use, on the kept messages and on every wording of every page."""

from __future__ import annotations

from pathlib import Path

from knowledge.danger.detector import Level
from knowledge.danger.kept_vectors import Kept
from knowledge.danger.measuring import Measured, judged, measured
from knowledge.danger.pieces import pieces_of
from knowledge.encoder.sentence_encoder import Encoder
from knowledge.faults import IndexNotBuilt
from knowledge.files import index_folders
from knowledge.files.records import KeptMessage
from knowledge.search import index
from knowledge.search.index import Index
from knowledge.search.indexed_texts import Kind
from knowledge.settings import SearchSettings


def measure_danger(content_folder: Path, index_folder: Path, encoder: Encoder) -> Measured:
    """Measure what was learnt from the content of a folder.

    Args:
        content_folder: must be what the index was built from.
        index_folder: where versions are kept.
        encoder: the one that the index was built with.

    Raises:
        IndexNotBuilt: there is no index of this content.
    """
    folder = index_folders.in_use(index_folder)
    if index_folders.fingerprint(folder / "content") != index_folders.fingerprint(content_folder):
        raise IndexNotBuilt("The index was built from other content. Run: python -m knowledge build")
    used = index.load(index_folder, SearchSettings())
    messages = [*used.content.danger.kept, *wordings_of(used)]
    return measured(judged(messages, used.danger, encoder, vectors_of_wordings(used)))


def wordings_of(used: Index) -> list[KeptMessage]:
    """The wordings of every page that is not itself about danger, as calm messages."""
    topics = used.content.danger.topics
    asked = [unit.text for unit in used.units if unit.kind is Kind.QUESTION and unit.owner not in topics]
    return [KeptMessage(text, Level.NONE) for text in dict.fromkeys(asked)]


def vectors_of_wordings(used: Index) -> Kept:
    """The vectors of the wordings that have no pieces; those need no model."""
    rows = zip(used.units, used.vectors, strict=True)
    return {(unit.text,): vector[None] for unit, vector in rows if not pieces_of(unit.text)}
