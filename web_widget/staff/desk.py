"""Where staff change the content: its files, what was written and not published, and what was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.documents import Content
from knowledge.editing.history import History, history_of
from knowledge.editing.publishing import Publisher
from web_widget.staff.drafts import Drafts
from web_widget.staff.parts import Parts


@dataclass(frozen=True)
class Desk:
    """What the pages of editing share.

    Attributes:
        parts: what every staff page works with.
        folder: drafts, copies of versions where there is no git, and the lock of publishing.
    """

    parts: Parts
    folder: Path

    @classmethod
    def of(cls, parts: Parts) -> Desk:
        """Beside the index."""
        return cls(parts, parts.index_folder.parent / "editing")

    @property
    def content_folder(self) -> Path:
        return self.parts.content_folder

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
        """Looked for each time: the content folder may become a repository, or cease to be one."""
        return history_of(self.content_folder, self.folder / "history")

    def publisher(self) -> Publisher:
        return Publisher(self.content_folder, self.history(), self.folder / "publishing.lock")
