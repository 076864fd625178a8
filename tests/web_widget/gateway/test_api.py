"""The chat API: what it takes, what it refuses, and in which words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import abort
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from knowledge.faults import Fault
from knowledge.versions.watch_status import Attempt, keep
from tests.support.content import COUNCIL, PHONE
from tests.web_widget.conftest import CARD, SECRET, FakeRasa, Stub
from web_widget.app import create_app
from web_widget.gateway.rasa_client import RasaClient
from web_widget.gateway.trial_signature import HEADER, signed
from web_widget.settings import Settings

HEADERS = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"}


AWAY = {"error": "The words for words unavailable.", "contacts": [{"name": COUNCIL, "phone": PHONE}]}


def begin(client: FlaskClient) -> str:
    return str(client.post("/api/conversations", json={}).json["conversation"])  # type: ignore[index]


def say(client: FlaskClient, text: object, conversation: str | None = None) -> TestResponse:
    return client.post("/api/messages", json={"conversation": conversation or begin(client), "text": text})


def refused(reply: TestResponse, status: int, words: str) -> None:
    """It was refused in the words of the content, and with nothing else."""
    assert (reply.status_code, reply.json) == (status, {"error": f"The words for errors {words}."})


def test_conversation_begins_with_the_opening_cards(client: FlaskClient) -> None:
    reply = client.post("/api/conversations", json={})
    assert reply.status_code == 201
    assert set(reply.json) == {"conversation", "messages"}  # type: ignore[arg-type]
    assert reply.json["messages"] == [CARD]  # type: ignore[index]


@pytest.mark.parametrize("body", [b"", b"{}", b"rubbish"])
def test_conversation_begins_whatever_the_body(client: FlaskClient, body: bytes) -> None:
    assert client.post("/api/conversations", data=body).status_code == 201


def test_message_is_answered_with_cards_in_the_same_conversation(client: FlaskClient, rasa: FakeRasa) -> None:
    token = begin(client)
    reply = say(client, "short breaks?", token)
    assert (reply.status_code, reply.json) == (200, {"messages": [CARD]})
    assert rasa.asked == [(rasa.greeted[0], "short breaks?")]
    assert rasa.greeted[0] != token


@pytest.mark.parametrize("token", ["", "guess", None, 7, True, [], {}, "a.b.c", "x" * 5000])
def test_token_that_was_not_made_here_is_refused_in_plain_words(client: FlaskClient, token: object) -> None:
    refused(client.post("/api/messages", json={"conversation": token, "text": "hello"}), 404, "conversation")


def test_token_that_is_missing_is_refused(client: FlaskClient) -> None:
    refused(client.post("/api/messages", json={"text": "hello"}), 404, "conversation")


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", "/", "//", " / ", "\u200b\u200b", "\x00\x07", "\u202e"])
def test_message_that_says_nothing_is_refused(client: FlaskClient, rasa: FakeRasa, text: str) -> None:
    refused(say(client, text), 400, "empty")
    assert rasa.asked == []


@pytest.mark.parametrize("text", ["a" * 1000, "é" * 1000, "👋" * 1000, " " * 50 + "a" * 1000])
def test_message_of_1000_characters_is_taken(client: FlaskClient, text: str) -> None:
    assert say(client, text).status_code == 200


@pytest.mark.parametrize("length", [1001, 5000])
def test_message_of_more_than_1000_characters_is_refused(client: FlaskClient, rasa: FakeRasa, length: int) -> None:
    refused(say(client, "a" * length), 400, "too_long")
    assert rasa.asked == []


@pytest.mark.parametrize("text", [None, 7, True, ["hello"], {"text": "hello"}])
def test_message_that_is_not_text_is_refused(client: FlaskClient, text: object) -> None:
    refused(say(client, text), 400, "not_text")


def test_control_characters_are_taken_out(client: FlaskClient, rasa: FakeRasa) -> None:
    say(client, "my\x00 so\u200bn\x1b[31m\nis \u202e7")
    assert rasa.asked[0][1] == "my son[31m\nis 7"


SLASHES = ["/restart", " /restart", "//restart", "/ /restart", "\n/restart", "\u200b/restart", "\x00/restart"]
# BUG found by these: "/" and then another blank than a space; Rasa strips the blank and sees the command.
SLASHES_BEFORE_OTHER_BLANKS = ["/\t/restart", "/\n/restart", "/\u00a0/restart", "/\u2003/restart", "/\u3000/restart"]


@pytest.mark.parametrize("text", SLASHES + SLASHES_BEFORE_OTHER_BLANKS + ['/greet{"topic": "x"}', "/session_start"])
def test_leading_slash_cannot_become_a_command_of_rasa(in_use: Path, stub: Stub, text: str) -> None:
    app = create_app(Settings(secret="only for tests"), RasaClient(stub.address, stub.address, 5.0))
    assert say(app.test_client(), text).status_code == 200
    sent = json.loads(stub.bodies[-1])["message"]
    assert sent
    assert not sent.strip().startswith("/")


@pytest.mark.parametrize("body", [b"", b"rubbish", b"{", b"[]", b'"text"', b"7", b"null", b"\xff\xfe", b"{'a': 1}"])
def test_body_that_is_not_a_json_object_is_refused(client: FlaskClient, body: bytes) -> None:
    refused(client.post("/api/messages", data=body, content_type="application/json"), 400, "not_text")


def test_json_of_another_content_type_is_refused(client: FlaskClient) -> None:
    body = json.dumps({"conversation": begin(client), "text": "hello"})
    refused(client.post("/api/messages", data=body, content_type="text/plain"), 400, "not_text")


# BUG found by this test: the reply is 500, with a stack trace in the log.
def test_deeply_nested_json_is_refused_and_not_an_error(client: FlaskClient) -> None:
    reply = client.post("/api/messages", data=b"[" * 8000 + b"]" * 8000, content_type="application/json")
    refused(reply, 400, "not_text")


def test_body_that_is_too_large_is_refused(client: FlaskClient, rasa: FakeRasa) -> None:
    body: dict[str, Any] = {"conversation": begin(client), "text": "hello", "more": "x" * 20_000}
    refused(client.post("/api/messages", json=body), 413, "too_long")
    assert rasa.asked == []


def test_rasa_away_gives_calm_words_and_whom_to_ring(client: FlaskClient, rasa: FakeRasa) -> None:
    token = begin(client)
    rasa.away = True
    for reply in (say(client, "hello", token), client.post("/api/conversations", json={})):
        assert (reply.status_code, reply.json) == (503, AWAY)


def test_gateway_is_alive_whatever_is_behind_it(client: FlaskClient, rasa: FakeRasa) -> None:
    rasa.parts = {"rasa": False, "actions": False}
    assert client.get("/healthz").status_code == 200


def test_ready_where_every_part_answers(client: FlaskClient) -> None:
    reply = client.get("/readyz")
    assert reply.status_code == 200
    assert reply.json["ready"] is True  # type: ignore[index]


@pytest.mark.parametrize("part", ["rasa", "actions"])
def test_not_ready_where_a_part_is_away_and_strangers_are_not_told_which(
    client: FlaskClient, rasa: FakeRasa, part: str
) -> None:
    rasa.parts = {**rasa.parts, part: False}
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json) == (503, {"ready": False})
    assert of_ours(client)["parts"][part] is False


def test_not_ready_without_an_index(tmp_path: Path, in_use: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "nowhere"))
    client = create_app(Settings(secret=SECRET), FakeRasa()).test_client()
    assert client.get("/readyz").status_code == 503
    assert of_ours(client)["parts"]["index"] is False


def test_why_content_is_refused_is_told_to_ours_only(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of_ours(client)["content"] == []
    fault = Fault("topics/short-breaks.md", 7, "title", "It is empty.", "Write one.")
    keep(Attempt(datetime.now(UTC), "0123456789ab", (fault,)), tmp_path)
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path))
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json) == (200, {"ready": True})
    assert of_ours(client)["content"] == ["topics/short-breaks.md:7: title: It is empty. Write one."]


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic right"])
def test_details_want_the_token_for_watching(in_use: Path, tmp_path: Path, shown: str) -> None:
    settings = Settings(secret=SECRET, metrics_token="right", widgets=tmp_path)
    client = create_app(settings, FakeRasa()).test_client()
    assert set(client.get("/readyz", headers={"Authorization": shown}).get_json()) == {"ready"}
    told = client.get("/readyz", headers={"Authorization": "Bearer right"}).get_json()
    assert set(told) == {"ready", "parts", "content"}


def of_ours(client: FlaskClient) -> dict[str, Any]:
    """What this installation itself is told."""
    return dict(client.get("/readyz", headers={HEADER: signed(SECRET)}).get_json())


@pytest.mark.parametrize(
    ("path", "status", "words"), [("/nowhere", 404, "not_found"), ("/api/messages", 405, "method")]
)
def test_wrong_address_or_method_is_refused_in_plain_words(
    client: FlaskClient, path: str, status: int, words: str
) -> None:
    refused(client.get(path), status, words)


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/nowhere", "/api/messages", "/static/page.css"])
def test_every_reply_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    reply = client.get(path)
    assert set(reply.headers.keys()) >= HEADERS
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("status", [500, 501, 502, 503])
def test_fault_of_ours_is_never_said_to_be_the_parents(client: FlaskClient, status: int) -> None:
    client.application.add_url_rule("/api/broken", view_func=lambda: abort(status))
    reply = client.get("/api/broken")
    assert (reply.status_code, reply.json) == (status, AWAY)


def test_unexpected_error_shows_no_stack_trace_and_says_whom_to_ring(
    client: FlaskClient, rasa: FakeRasa, monkeypatch: Any
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret detail")

    token = begin(client)
    monkeypatch.setattr(rasa, "ask", broken)
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    reply = say(client, "hello", token)
    assert (reply.status_code, reply.json) == (500, AWAY)
    assert not any(word in reply.text for word in ("Traceback", "secret detail", "RuntimeError", ".py"))


@pytest.mark.parametrize("entry", ["nothing-of-ours", "short-breaks-2", "x"])
def test_feedback_on_a_page_that_is_not_there_is_refused(client: FlaskClient, rasa: FakeRasa, entry: str) -> None:
    body = {"conversation": begin(client), "entry": entry, "helped": "yes"}
    refused(client.post("/api/feedback", json=body), 400, "not_text")
    assert rasa.judged == []
