"""A message is answered whole and in time, or fails and leaves nothing behind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot.whole_messages import ActionFailed, WholeMessages
from tests.bot.patched import patch
from tests.support.running import free_ports

Handler = Callable[[UserMessage], Awaitable[None]]
MESSAGE = {"sender": "someone", "message": "hello", "metadata": {}}


@pytest.fixture(autouse=True)
def more_than_one_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sanic changes its own classes when it starts, once; in tests it may start again."""
    monkeypatch.setattr(Sanic, "test_mode", True)


def reply_of(handler: Handler, seconds: float = 5.0, patience: float = 5.0) -> tuple[int, Any]:
    """The status and the body with which the channel replies where messages are handled like this."""
    app = Sanic("rasa_in_a_test", register=False, configure_logging=False)
    channel = WholeMessages()
    channel.seconds = seconds
    app.blueprint(channel.blueprint(handler), url_prefix="/webhooks/rest")
    (port,) = free_ports(1)

    async def ask() -> tuple[int, Any]:
        server: Any = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
        await server.startup()
        waits = ClientTimeout(patience)
        try:
            async with (
                ClientSession(timeout=waits) as session,
                session.post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", json=MESSAGE) as reply,
            ):
                return reply.status, await reply.json()
        finally:
            server.close()
            await asyncio.sleep(0.2)  # what was cancelled ends

    return asyncio.run(ask())


class Slow:
    """Handles a message for longer than anybody waits.

    Attributes:
        given_up: the messages that it was told to stop with.
    """

    def __init__(self) -> None:
        self.given_up: list[str] = []

    async def __call__(self, message: UserMessage) -> None:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            self.given_up.append(message.text)
            raise


def test_cards_of_a_message_come_back() -> None:
    async def handle(message: UserMessage) -> None:
        assert (message.text, message.sender_id, message.metadata) == ("hello", "someone", {})
        await message.output_channel.send_custom_json("someone", {"type": "text"})

    assert reply_of(handle) == (200, [{"recipient_id": "someone", "custom": {"type": "text"}}])


@pytest.mark.parametrize("error", [ValueError("of the database"), ActionFailed("action_answer")])
def test_message_that_fails_after_a_first_card_is_no_reply(error: BaseException) -> None:
    async def handle(message: UserMessage) -> None:
        await message.output_channel.send_custom_json("someone", {"type": "text"})
        raise error

    assert reply_of(handle) == (503, [])


def test_message_that_takes_too_long_is_given_up_and_not_gone_on_with() -> None:
    slow = Slow()
    assert reply_of(slow, seconds=0.1) == (503, [])
    assert slow.given_up == ["hello"]


def test_message_that_nobody_waits_for_any_more_is_not_gone_on_with() -> None:
    slow = Slow()
    with pytest.raises(asyncio.TimeoutError):
        reply_of(slow, patience=0.3)
    assert slow.given_up == ["hello"]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa with messages that fail whole; afterwards as it was."""
    patch(monkeypatch)


class Away(InMemoryTrackerStore):
    """A tracker store whose database is away."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        raise OSError("The disk is full.")

    async def save(self, tracker: DialogueStateTracker) -> None:
        raise OSError("The disk is full.")


@pytest.fixture
def store(failing: None) -> TrackerStore:
    return FailSafeTrackerStore(Away(Domain.empty()))


def test_conversation_that_cannot_be_read_does_not_begin_anew(store: TrackerStore) -> None:
    with pytest.raises(OSError, match="full"):
        asyncio.run(store.retrieve("someone"))


def test_conversation_that_cannot_be_kept_is_not_kept_in_memory_instead(store: TrackerStore) -> None:
    with pytest.raises(OSError, match="full"):
        asyncio.run(store.save(DialogueStateTracker("someone", [])))


class Endpoint:
    """An action server that answers with an error."""

    url = "http://127.0.0.1"
    kwargs = {"enable_selective_domain": True}

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def request(self, **_: Any) -> Any:
        raise self._error


def run(error: Exception) -> None:
    action = RemoteAction("action_answer", Endpoint(error))
    asyncio.run(action.run(None, None, DialogueStateTracker("someone", []), Domain.empty()))


def test_action_that_cannot_be_run_is_nothing_that_rasa_swallows(failing: None) -> None:
    with pytest.raises(ActionFailed, match="action_answer"):
        run(OSError("refused"))
    assert not issubclass(ActionFailed, Exception)


def test_action_that_leaves_it_to_another_is_no_fault(failing: None) -> None:
    with pytest.raises(ActionExecutionRejection):
        run(ActionExecutionRejection("action_answer"))
