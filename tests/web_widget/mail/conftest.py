"""A mail server, and an installation that sends through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from actions.wire import Outcome
from knowledge.faults import Fault
from knowledge.files.records import Content
from tests.support.mail_server import MailServer, mail_server
from web_widget.mail.delivery import Sent, Sources, send_due
from web_widget.mail.log import MailLog
from web_widget.mail.settings import MailSettings, Security
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.records import Record
from web_widget.store.unanswered import UnansweredQuestions

STAFF, OWNER = "send@testshire.example", "breaks@testshire.example"
ORIGIN = "https://assistant.example"
NOW = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
LAST_WEEK = date(2026, 11, 25)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def stores(keep: KeepSettings) -> Iterator[Stores]:
    opened = Stores(keep)
    yield opened
    opened.close()


@dataclass
class Office:
    """Staff who get e-mails: what is due can be changed, and sent.

    Attributes:
        faults: that keep content from being live.
    """

    settings: MailSettings
    content: Content
    stores: Stores
    faults: tuple[Fault, ...] = ()
    nearest: Callable[[str], str] = field(default=lambda question: "short-breaks")

    def send(self, now: datetime = NOW) -> Sent:
        """Send what is due."""
        asked = UnansweredQuestions(self.stores.engine).since
        sources = Sources(lambda: self.faults, lambda: self.content, asked, self.nearest)
        return send_due(sources, MailLog(self.stores.engine), self.settings, now)

    def due(self, page: str, day: date, owner: str | None = None) -> None:
        """A page is to be checked by a day."""
        changed = replace(self.content.entries[page], review_due=day, owner=owner)
        self.content = replace(self.content, entries={**self.content.entries, page: changed})

    def miss(self, question: str, *conversations: str, day: date = LAST_WEEK) -> None:
        """Parents asked something that was not answered."""
        for conversation in conversations:
            self.stores.records.keep(Record(conversation, question, None, Outcome.NOT_KNOWN, day, "v"))


@pytest.fixture
def office(server: MailServer, small: Content, stores: Stores) -> Office:
    settings = MailSettings(
        *("127.0.0.1", server.port, Security.NONE, "", ""),
        sender="assistant@testshire.example",
        to=STAFF,
        origin=ORIGIN,
    )
    return Office(settings, small, stores)
