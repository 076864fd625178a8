"""What a page's easy-read version and its translations have in common: fields, then a text, named after the page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from knowledge.files import front_matter
from knowledge.files.layers import Layers
from knowledge.files.placeholders import left_over
from knowledge.files.rates import Rate, fill
from knowledge.files.reader import FileReader, not_filled


def page_in(reader: FileReader, path: Path) -> front_matter.Page | None:
    """The parts of a file; None, and a fault, if there is no text with fields at its head."""
    text = reader.text(path)
    page = None if text is None else front_matter.split("\n".join(text.splitlines()))
    if text is not None and page is None:
        problem = "It does not begin with fields between two --- lines."
        reader.fault(path, 1, "file", problem, "Add the lines around them.")
    return page


def is_named(reader: FileReader, path: Path, identifier: str) -> bool:
    """Whether a file is named after its page; if it is not, this is a fault."""
    if identifier != path.stem:
        problem = f'"{identifier}" does not match the name of the file.'
        reader.fault(path, 2, "id", problem, f"Write id: {path.stem}")
    return identifier == path.stem


def filled(reader: FileReader, path: Path, first_line: int, words: str, rates: Mapping[str, Rate]) -> str:
    """Words of a file with placeholders and rates filled in. An unknown one is left as it is, and is a fault."""
    said = fill(reader.names.filled(words), rates)
    for line, name in said.unknown:
        problem = f'There is no rate "{name}".'
        reader.fault(path, first_line + line - 1, "text", problem, "Correct it, or add it to rates.yml.")
    for line, brace in left_over(said.text):
        reader.fault(path, first_line + line - 1, "text", *not_filled(brace))
    return said.text


def english_of(layers: Layers, identifier: str) -> str:
    """A digest of a page's English text, in both layers, that changes when the text does."""
    digest = hashlib.sha256()
    for path in layers.existing(f"topics/{identifier}.md"):
        page = front_matter.split("\n".join(path.read_text(encoding="utf-8-sig", errors="replace").splitlines()))
        digest.update(" ".join(page.body.split() if page else ()).encode())
    return digest.hexdigest()[:12]
