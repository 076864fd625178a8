"""One message of a conversation at a time, with two Rasas' locks in one Redis."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Awaitable, Iterator

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio.lock import Lock
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import LockNotOwnedError
from redis.exceptions import TimeoutError as RedisTimeoutError

from bot.locks import RENEWED_EVERY_SECONDS, RedisLocks, _keep_renewing, choose_lock_store
from tests.scale.services import redis_server
from tests.support.running import free_ports


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with redis_server() as address:
        yield address


def locks(url: str) -> RedisLocks:
    """The lock store of one Rasa."""
    return RedisLocks(EndpointConfig(url))


async def hold(store: RedisLocks, conversation: str, seconds: float, seen: list[str], **settings: float) -> None:
    """A message that takes so long; notes when it begins and when it ends."""
    async with store.lock(conversation, **settings):
        seen.append("begun")
        await asyncio.sleep(seconds)
        seen.append("ended")


def run(*messages: Awaitable[None]) -> None:
    async def all_at_once() -> None:
        await asyncio.gather(*messages)

    asyncio.run(all_at_once())


@pytest.mark.scale
def test_messages_of_a_conversation_do_not_overlap(url: str) -> None:
    seen: list[str] = []
    run(*(hold(store, "a", 0.01, seen) for _ in range(10) for store in (locks(url), locks(url))))
    assert seen == ["begun", "ended"] * 20


@pytest.mark.scale
def test_messages_of_two_conversations_do(url: str) -> None:
    seen: list[str] = []
    run(hold(locks(url), "a", 0.3, seen), hold(locks(url), "b", 0.3, seen))
    assert seen == ["begun", "begun", "ended", "ended"]


@pytest.mark.scale
def test_conversation_is_held_for_as_long_as_its_message_takes(url: str) -> None:
    seen: list[str] = []
    lifetime = RENEWED_EVERY_SECONDS * 3
    run(*(hold(locks(url), "a", lifetime * 2, seen, lock_lifetime=lifetime) for _ in range(2)))
    assert seen == ["begun", "ended"] * 2


@pytest.mark.scale
def test_conversation_of_a_rasa_that_died_is_free_soon(url: str) -> None:
    async def taken_over() -> float:
        dead = locks(url)._redis.lock("conversation:a", 1.0)
        await dead.acquire()
        begun = time.monotonic()
        await hold(locks(url), "a", 0, [])
        return time.monotonic() - begun

    assert 0.5 < asyncio.run(taken_over()) < 5


@pytest.mark.scale
def test_message_does_not_wait_for_ever(url: str) -> None:
    async def patience_ends() -> None:
        async with locks(url).lock("a"):
            await hold(locks(url), "a", 0, [], wait_time_in_seconds=0.2)

    with pytest.raises(LockError, match="took more than"):
        asyncio.run(patience_ends())


def test_redis_that_is_away_is_said_to_be() -> None:
    with pytest.raises(LockError, match="LOCKS_URL"):
        asyncio.run(hold(locks(f"redis://127.0.0.1:{free_ports(1)[0]}/0"), "a", 0, []))


def test_lock_is_renewed_again_after_redis_was_away_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [RedisConnectionError(), RedisTimeoutError(), None, LockNotOwnedError()]

    async def reacquire(_: Lock) -> None:
        if error := asked.pop(0):
            raise error

    monkeypatch.setattr(Lock, "reacquire", reacquire)
    monkeypatch.setattr("bot.locks.RENEWED_EVERY_SECONDS", 0)
    asyncio.run(_keep_renewing(locks("redis://127.0.0.1:1/0")._redis.lock("conversation:a", 1.0)))
    assert asked == []


def test_redis_that_takes_the_call_and_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.locks.ANSWERED_WITHIN_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        message = hold(locks(f"redis://127.0.0.1:{silent.getsockname()[1]}/0"), "a", 0, [])
        with pytest.raises(LockError, match="LOCKS_URL"):
            asyncio.run(asyncio.wait_for(message, 5))


def test_locks_are_in_memory_unless_a_redis_is_named() -> None:
    environment: dict[str, str] = {}
    choose_lock_store(environment)
    assert environment == {"LOCK_STORE": "in_memory", "LOCKS_URL": ""}


def test_rasa_finds_the_locks_by_the_name_that_is_chosen() -> None:
    environment = {"LOCKS_URL": "redis://127.0.0.1:6379/0"}
    choose_lock_store(environment)
    store = LockStore.create(EndpointConfig(environment["LOCKS_URL"], type=environment["LOCK_STORE"]))
    assert isinstance(store, RedisLocks)
