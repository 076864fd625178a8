"""National text that changed after the council replaced it, and the note that the council's words are still right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.editing.entry_file import read_entry, write_entry
from knowledge.faults import KnowledgeError
from knowledge.files import additions, atomic
from knowledge.files.layers import Layers
from knowledge.files.records import Content


class NoSuchPage(KnowledgeError):
    """There is no page with this id."""


@dataclass(frozen=True)
class Pair:
    """A section in which the council's words replace national ones that have changed since.

    Attributes:
        heading: of the section, or "The answer".
        national: its Markdown in the national layer, as it is now.
        own: the council's Markdown.
    """

    heading: str
    national: str
    own: str


def overtaken(content: Content, folder: Path, page: str) -> tuple[Pair, ...]:
    """The sections of a page to compare.

    Args:
        content: of the folder.
        folder: the council's.
        page: its id.

    Raises:
        NoSuchPage: there is none of this id.
    """
    if page not in content.entries:
        raise NoSuchPage(f'There is no page "{page}". Give the name of a file in topics, without its ending.')
    changed = content.entries[page].overtaken
    kinds = [kind for kind in content.sections if kind.id in changed]
    if not kinds:
        return ()
    headings = additions.headings(content.sections)
    national, own = (
        read_entry(path.read_text(encoding="utf-8"), headings).sections
        for path in Layers.of(folder).existing(f"topics/{page}.md")
    )
    return tuple(
        Pair(kind.heading or additions.THE_ANSWER, national[kind.heading], own[kind.heading]) for kind in kinds
    )


def keep(content: Content, folder: Path, page: str) -> Path:
    """Note under `replaces` the national texts as they are now, so that nobody is asked to compare them again.

    Args:
        content: of the folder.
        folder: the council's.
        page: a page with words in place of national ones.

    Returns:
        the council's file.
    """
    path = folder / "topics" / f"{page}.md"
    text = path.read_text(encoding="utf-8")
    headings = additions.headings(content.sections)
    entry = read_entry(text, headings)
    noted = {**(entry.fields.get("replaces") or {}), **content.entries[page].overtaken}
    changed = write_entry(text, replace(entry, fields={**entry.fields, "replaces": noted}), headings)
    atomic.write(path, changed.encode(), 0o644)
    return path
