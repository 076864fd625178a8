"""What comes through the channel of the gateway is no command of Rasa's but the gateway's own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.channel import GatewayInput, only_our_commands
from knowledge.search.message_vectors import MessageVectors
from knowledge.versions.live import live_search
from tests.support.fake_encoder import FakeEncoder
from tests.support.running import free_ports

COMMANDS = ["/greet", '/feedback{"entry": "short-breaks", "helped": "no", "comment": "two\\nlines"}']
TYPED = [
    *("/restart", "/session_start", "/session_start{}", "/back", "/stop", '/ask_for_assessment_myself{"age": 7}'),
    *("//greet", "/ /restart", "\n/restart", "/\u00a0/restart", "/greetings", "/greet /restart", "/greet@0.9"),
]


@pytest.mark.parametrize("text", COMMANDS)
def test_command_of_the_gateway_stays_as_it_is(text: str) -> None:
    assert only_our_commands(text) == text


@pytest.mark.parametrize("text", TYPED)
def test_any_other_command_becomes_plain_words(text: str) -> None:
    assert not only_our_commands(text).strip().startswith("/")


@given(st.text(st.sampled_from("/ \t\n\u00a0\u3000\u0085\x1cgrestart{}")))
def test_no_text_whatever_begins_a_command(text: str) -> None:
    left = only_our_commands(text).strip()
    assert left in ("/greet", "/feedback") or not left.startswith("/")


@pytest.fixture
def encoder(in_use: Path, monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """The model of Rasa's process, which counts."""
    fake = FakeEncoder()
    vectors = MessageVectors(fake, live_search().current().spell_out)
    monkeypatch.setattr("bot.channel.message_vectors", lambda: vectors)
    return fake


@pytest.fixture(autouse=True)
def more_than_one_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sanic changes its own classes when it starts, once; in tests it may start again."""
    monkeypatch.setattr(Sanic, "test_mode", True)


def posted(app: Sanic, body: Mapping[str, Any], headers: Mapping[str, str]) -> int:
    """The status of the reply to a message."""
    (port,) = free_ports(1)

    async def post() -> int:
        server: Any = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
        await server.startup()
        address = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        try:
            async with ClientSession() as session, session.post(address, json=body, headers=headers) as reply:
                return reply.status
        finally:
            server.close()

    return asyncio.run(post())


def metadata_of(**sent: Any) -> Any:
    """What Rasa gets, and keeps, beside a message that comes through the channel with `sent`."""
    app = Sanic("rasa_in_a_test", register=False, configure_logging=False)
    taken: list[UserMessage] = []

    async def handle(message: UserMessage) -> None:
        taken.append(message)

    app.blueprint(GatewayInput("token").blueprint(handle), url_prefix="/webhooks/rest")
    body = {"sender": "someone", "metadata": {"danger": "none"}, **sent}
    assert posted(app, body, {"Authorization": "Bearer token"}) == 200
    return taken[0].metadata


def test_message_whose_vectors_are_handed_over_does_not_go_through_the_model_again(encoder: FakeEncoder) -> None:
    made = MessageVectors(FakeEncoder(), live_search().current().spell_out)
    metadata_of(message="short breaks", vectors=dict(made.hand_over(["short breaks"])))
    assert encoder.embedded == []


def test_vectors_are_not_kept_with_the_message(encoder: FakeEncoder) -> None:
    made = MessageVectors(FakeEncoder(), live_search().current().spell_out)
    kept = metadata_of(message="short breaks", vectors=dict(made.hand_over(["short breaks"])))
    assert kept == {"danger": "none"}


def test_vectors_that_are_not_handed_over_are_made(encoder: FakeEncoder) -> None:
    metadata_of(message="short breaks")
    assert encoder.embedded == ["short breaks"]


def test_command_of_a_button_needs_no_vector(encoder: FakeEncoder) -> None:
    metadata_of(message="/greet")
    assert encoder.embedded == []
