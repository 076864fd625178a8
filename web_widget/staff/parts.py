"""What the staff pages work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from knowledge.documents import Content
from knowledge.live import Live
from web_widget.settings import Settings
from web_widget.staff.accounts import Accounts
from web_widget.store.keeping import Stores


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Parts:
    """Given to every page.

    Attributes:
        live: the version and content that parents are answered from.
        content_folder: the files that staff keep.
        index_folder: where the versions of the index are, and what the watcher last did.
        stores: what is kept of conversations; `stores.engine` for tables of one's own.
        accounts: who may log in.
        settings: of the gateway.
        now: tells the time, with its zone.
    """

    live: Live[tuple[str, Content]]
    content_folder: Path
    index_folder: Path
    stores: Stores
    accounts: Accounts
    settings: Settings
    now: Callable[[], datetime] = _now

    def today(self) -> date:
        """The day."""
        return self.now().date()
