"""Questions are asked over HTTP; whatever goes wrong, it is said what to do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from web_widget.coverage import asking
from web_widget.coverage.asking import Gateway, NotRunning
from web_widget.coverage.questions import Question
from web_widget.gateway.trial_signature import HEADER, PATH, holds

QUESTION = Question(1, "what is Portage", "portage")
REPLY = {"messages": [], "record": {"question": "what is Portage", "outcome": "talk", "entry": None}}


class Door:
    """A gateway whose replies are written down beforehand, the last one for ever."""

    def __init__(self) -> None:
        self.replies: list[tuple[int, Any]] = [(200, REPLY)]
        self.asked: list[tuple[str, dict[str, str], bytes]] = []

    def next(self) -> tuple[int, Any]:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def gateway(door: Door) -> Iterator[Gateway]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            door.asked.append((self.path, dict(self.headers), body))
            self.do_GET()

        def do_GET(self) -> None:
            status, body = door.next()
            written = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    made = Gateway(f"http://127.0.0.1:{server.server_port}/", "secret", 2)
    yield made
    made.close()
    server.shutdown()
    server.server_close()


def test_question_is_signed_with_the_secret_of_the_installation(door: Door, gateway: Gateway) -> None:
    result = gateway.ask(QUESTION)
    path, headers, body = door.asked[0]
    assert (path, json.loads(body)) == (PATH, {"text": "what is Portage"})
    assert holds("secret", headers[HEADER])
    assert not holds("another", headers[HEADER])
    assert (result.outcome, result.expected) == ("talk", "portage")


def test_question_without_a_reply_is_asked_again(door: Door, gateway: Gateway) -> None:
    door.replies = [(503, {"error": "Not just now."}), (200, REPLY)]
    assert gateway.ask(QUESTION).outcome == "talk"
    assert len(door.asked) == 2


def test_question_that_never_gets_a_reply_has_failed_with_the_words_of_the_gateway(
    door: Door, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking._AGAIN.__class__, "sleep", lambda *_: None)
    door.replies = [(503, {"error": "Not just now."})]
    result = gateway.ask(QUESTION)
    assert (result.outcome, result.reply, result.question) == ("failed", "Not just now.", "what is Portage")
    assert len(door.asked) == 5


def test_gateway_of_another_installation_is_told(door: Door, gateway: Gateway) -> None:
    door.replies = [(404, {"error": "There is no such page."})]
    with pytest.raises(NotRunning, match="does not belong to this installation"):
        gateway.ask(QUESTION)


def test_assistant_that_is_not_ready_is_told_with_the_part_that_is_away(door: Door, gateway: Gateway) -> None:
    door.replies = [(503, {"ready": False, "parts": {"rasa": False, "actions": True}})]
    with pytest.raises(NotRunning, match=r"is not ready \(rasa\)"):
        gateway.check()


def test_no_assistant_is_told_with_the_command_that_starts_it() -> None:
    with pytest.raises(NotRunning, match="Start it: make run"):
        Gateway("http://127.0.0.1:9", "secret", 1).check()
