"""Pages that somebody has translated: `translations/<code of the language>/<id of the page>.md`. No program translates.

Each notes who translated it, when, and which English text. A council's translation replaces a national one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.files import front_matter, markdown, schema
from knowledge.files.page_form_files import english_of, filled, is_named, page_in
from knowledge.files.page_forms import Origin, Translation
from knowledge.files.pages import day_in
from knowledge.files.rates import Rate
from knowledge.files.reader import FileReader, Part

FOLDER = "translations"


def translations(reader: FileReader, rates: Mapping[str, Rate]) -> list[Translation]:
    """Every translation; those with a fault are left out."""
    reader.folder(FOLDER, "*.md", lambda paths: _misplaced(reader, paths[-1]))
    folders = (folder / FOLDER for folder in reader.layers.folders if not (folder / FOLDER).is_symlink())
    codes = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir() if _is_shown(path)}
    return [
        read
        for code in sorted(codes)
        for read in reader.folder(f"{FOLDER}/{code}", "*.md", lambda paths: translation(reader, paths, rates))
    ]


def _is_shown(path: Path) -> bool:
    return (path.is_dir() or path.is_symlink()) and not path.name.startswith(".")


def _misplaced(reader: FileReader, path: Path) -> None:
    remedy = "Move it into a folder named after its language, such as translations/pl."
    reader.fault(path, 1, "file", "It does not say which language this is.", remedy)


def translation(reader: FileReader, paths: Sequence[Path], rates: Mapping[str, Rate]) -> Translation | None:
    """The translation in a file: the council's where it has one. None, and faults, if anything is wrong."""
    path = paths[-1]
    page = page_in(reader, path)
    data = reader.yaml([Part(path, page.front, 2)], schema.TRANSLATION) if page else None
    sections = _sections(reader, path, page, rates) if page else None
    if page is None or data is None or sections is None:
        return None
    day = day_in(reader, reader.name(path), data, "translated")
    if day is None or not is_named(reader, path, data["id"]):
        return None
    now = english_of(reader.layers, data["id"])
    if "english" not in data:
        problem = "It does not note which English text was translated."
        reader.fault(path, 1, "english", problem, f"If it is the text as it is now, write english: {now}")
        return None
    made: dict[str, Any] = {**data, "language": path.parent.name, "translated": day, "english_now": now}
    return Translation(**made, sections=sections, origin=Origin(reader.relative(path), page.body, page.body_line))


def _sections(
    reader: FileReader, path: Path, page: front_matter.Page, rates: Mapping[str, Rate]
) -> tuple[markdown.RawSection, ...] | None:
    before = len(reader.faults)
    try:
        sections = markdown.parse(filled(reader, path, page.body_line, page.body, rates))
    except markdown.MarkdownFault as error:
        reader.fault(path, page.body_line + error.line - 1, "text", str(error), error.remedy)
        return None
    empty = [section for section in sections if not section.blocks and section.heading]
    if empty or not any(section.blocks for section in sections):
        where = empty[0].heading if empty else "text"
        reader.fault(path, page.body_line, where, "There is no text here.", "Write some, or remove the heading.")
    return tuple(section for section in sections if section.blocks) if len(reader.faults) == before else None
