"""A gateway on the small content, with a Rasa that only remembers what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Playwright, sync_playwright

from actions.wire import Outcome, Reply, WireCard
from knowledge.danger.detector import Level, Notice
from knowledge.danger.evidence import Evidence
from knowledge.danger.patterns import Signs
from knowledge.danger.watch import Looked
from knowledge.search.message_vectors import HandedOver
from knowledge.versions.live_vectors import message_vectors
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.chromium import chromium
from web_widget.app import create_app
from web_widget.gateway.rasa_client import RasaClient, RasaUnavailable
from web_widget.settings import Settings
from web_widget.store.keeping import KeepSettings


class NoDanger:
    """Sees no danger in any message."""

    def look(self, text: str) -> None:
        return None


class Watch:
    """Sees one level of danger, that a child is missing, in every message; notes what it saw."""

    def __init__(self, level: Level) -> None:
        self.seen: list[str] = []
        self._level = level

    def look(self, text: str) -> Looked:
        self.seen.append(text)
        evidence = Evidence(np.zeros(17), text, 0, Signs({}, {}, (), (), ()))
        notice = Notice(self._level, "missing", 0.9, 0.9, evidence, ("", 0.0))
        return Looked(notice, FakeEncoder().encode([text])[0])


@pytest.fixture(autouse=True)
def nobody_looks_for_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real watch needs the index and the sentence model."""
    monkeypatch.setattr("web_widget.gateway.danger.shipped_watch", NoDanger)


@pytest.fixture(autouse=True, scope="session")
def passwords_hashed_in_no_time() -> Iterator[None]:
    """As real passwords are, but with the least work: hundreds are set."""
    quick = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("web_widget.staff.accounts.accounts.PasswordHasher", quick)
        patch.setattr("web_widget.staff.accounts.council_accounts.PasswordHasher", quick)
        yield


@pytest.fixture(autouse=True)
def no_sentence_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search of the pages reads by the model that the small index was built with."""
    monkeypatch.setattr("web_widget.gateway.looking_up.sentence_encoder", FakeEncoder)
    monkeypatch.setattr("knowledge.versions.live_vectors.sentence_encoder", FakeEncoder)
    message_vectors.cache_clear()


SECRET = "only for tests"
CARD: WireCard = {"type": "text", "text": "Hello.", "options": []}


def said(*cards: WireCard, outcome: Outcome = Outcome.TALK, entry: str | None = None) -> Reply:
    """A reply of the actions."""
    return Reply(cards, outcome, entry, "v")


SAID = said(CARD)


class FakeRasa(RasaClient):
    """Replies with one card, or is away."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:1", "http://127.0.0.1:1", 1.0)
        self.asked: list[tuple[str, str]] = []
        self.handed_over: list[HandedOver] = []
        self.greeted: list[str] = []
        self.judged: list[dict[str, str]] = []
        self.reply = SAID
        self.meanwhile: Callable[[], None] = lambda: None
        self.away = False
        self.parts = {"rasa": True, "actions": True}

    def greet(self, conversation: str) -> Reply:
        self.greeted.append(conversation)
        return self._reply()

    def ask(
        self,
        conversation: str,
        text: str,
        noticed: Mapping[str, str] = MappingProxyType({}),
        seconds: float | None = None,
        vectors: HandedOver = MappingProxyType({}),
    ) -> Reply:
        self.asked.append((conversation, text))
        self.handed_over.append(vectors)
        self.meanwhile()
        self._reply()
        return self.reply_to(text)

    def reply_to(self, text: str) -> Reply:
        """What it says to a message, where it is not away."""
        return self.reply

    def feedback(self, conversation: str, given: Mapping[str, str], seconds: float | None = None) -> Reply:
        self.judged.append(dict(given))
        return self._reply()

    def ready(self) -> dict[str, bool]:
        return self.parts

    def _reply(self) -> Reply:
        if self.away:
            raise RasaUnavailable
        return self.reply


@pytest.fixture(autouse=True)
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeepSettings:
    """Stores of this test's own."""
    monkeypatch.setenv("RECORDS_URL", f"sqlite:///{tmp_path / 'records.db'}")
    monkeypatch.setenv("TRACKER_URL", f"sqlite:///{tmp_path / 'trackers.db'}")
    return KeepSettings.from_environment()


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture
def client(in_use: Path, rasa: FakeRasa, tmp_path: Path) -> FlaskClient:
    return create_app(Settings(secret=SECRET, widgets=tmp_path / "widget"), rasa).test_client()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright) as started:
        yield started


@dataclass
class Stub:
    """A web server in Rasa's place.

    Attributes:
        address: where it listens.
        bodies: what was sent to it.
        status: what it answers with.
        reply: the body it answers with, in bytes.
        wait: is called before it answers.
    """

    address: str
    bodies: list[bytes] = field(default_factory=list)
    status: int = 200
    reply: bytes = json.dumps([{"custom": SAID.to_wire()}]).encode()
    wait: Callable[[], object] = lambda: None


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A running stub."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def do_GET(self) -> None:
            made.wait()
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(made.reply)))
            self.end_headers()
            self.wfile.write(made.reply)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Stub(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()
