"""Where staff change the content: its files, the drafts, and the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.editing.history import History, history_of
from knowledge.editing.publishing import Publisher
from knowledge.files.layers import Layers
from knowledge.files.records import Content
from web_widget.staff.content.drafts import Drafts
from web_widget.staff.parts import StaffParts


@dataclass(frozen=True)
class Desk:
    """What the pages of editing share.

    Attributes:
        parts: what every staff page works with.
        folder: drafts, copies of versions if there is no git, and the lock for publishing.
    """

    parts: StaffParts
    folder: Path

    @classmethod
    def of(cls, parts: StaffParts) -> Desk:
        """Beside the index."""
        return cls(parts, parts.index_folder.parent / "editing")

    @property
    def content_folder(self) -> Path:
        return self.parts.content_folder

    def below(self, file: str) -> str:
        """The text of the national file of a name, to which the council's own is added; empty if there is none."""
        england = Layers.of(self.content_folder).england
        path = england / file if england else None
        return path.read_text(encoding="utf-8") if path and path.is_file() else ""

    @property
    def content(self) -> Content:
        """What parents are answered from."""
        return self.parts.live.current()[1]

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.folder / "drafts")

    def today(self) -> date:
        return self.parts.today()

    def history(self) -> History:
        """Looked up each time: the content folder may become a repository, or stop being one."""
        return history_of(self.content_folder, self.folder / "history")

    def publisher(self) -> Publisher:
        return Publisher(self.content_folder, self.history(), self.folder / "publishing.lock")
