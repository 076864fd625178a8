"""A gateway on the small content, with a Rasa that only remembers what it was sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.web_widget.chromium import chromium
from web_widget.app import create_app
from web_widget.rasa_client import Card, RasaClient, RasaUnavailable
from web_widget.settings import Settings
from web_widget.store.keeping import KeepSettings

CARD: Card = {"type": "text", "text": "Hello.", "options": []}


class FakeRasa(RasaClient):
    """Replies with one card, or is away."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:1", "http://127.0.0.1:1", 1.0)
        self.asked: list[tuple[str, str]] = []
        self.greeted: list[str] = []
        self.judged: list[dict[str, str]] = []
        self.cards = [CARD]
        self.meanwhile: Callable[[], None] = lambda: None
        self.away = False
        self.parts = {"rasa": True, "actions": True}

    def greet(self, conversation: str) -> list[Card]:
        self.greeted.append(conversation)
        return self._reply()

    def ask(self, conversation: str, text: str, language: str | None = None) -> list[Card]:
        self.asked.append((conversation, text))
        self.meanwhile()
        return self._reply()

    def feedback(self, conversation: str, given: Mapping[str, str]) -> list[Card]:
        self.judged.append(dict(given))
        return self._reply()

    def ready(self) -> dict[str, bool]:
        return self.parts

    def _reply(self) -> list[Card]:
        if self.away:
            raise RasaUnavailable
        return self.cards


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
    return create_app(Settings(secret="only for tests", widgets=tmp_path / "widget"), rasa).test_client()


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
    reply: bytes = b'[{"custom": {"type": "text", "text": "Hello.", "options": []}}]'
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
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()
