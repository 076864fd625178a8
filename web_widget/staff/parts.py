"""What the staff pages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from flask import request

from knowledge import london
from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.jobs.job_table import JobTable
from web_widget.jobs.workshop import Workshop
from web_widget.privacy.redactor import Redaction, redactors
from web_widget.settings import Settings
from web_widget.staff.accounts.accounts import Accounts
from web_widget.store.keeping import Stores


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class StaffParts:
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
        """The day in London."""
        return london.day_of(self.now())

    def redacted(self, text: str) -> Redaction:
        """A text without personal details. Services and places of the content in use are nobody's."""
        return redactors().of(*self.live.current()).redact(text)

    def workshop(self) -> Workshop:
        """Where slow work is started. Call it during a request, which shows where this gateway listens."""
        shared = {
            "ASSISTANT_SECRET": self.settings.secret,
            "ASSISTANT_ADDRESS": _own_address(),
            "ASSISTANT_CONTENT": str(self.content_folder.resolve()),
            "ASSISTANT_INDEX": str(self.index_folder.resolve()),
            "ASSISTANT_LINK_HOSTS": " ".join(self.settings.link_hosts),
            "RECORDS_URL": self.settings.keep.records_url,
        }
        return Workshop(JobTable(self.stores.engine), shared)


def _own_address() -> str:
    """Where this gateway listens, under any name the browser uses for it."""
    host, port = request.environ["SERVER_NAME"], request.environ["SERVER_PORT"]
    return f"http://{'127.0.0.1' if host in ('0.0.0.0', '::', 'localhost') else host}:{port}"
