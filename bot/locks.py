"""One message of a conversation at a time, whichever of several Rasas it comes to.

Rasa's own lock store for Redis reads the tickets of a conversation, changes them and writes them back: two Rasas that
do so at once both go ahead, and the ticket of a Rasa that died holds the conversation for a minute. The lock of Redis'
own library is taken in one step, and is renewed for as long as its holder lives.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, MutableMapping
from contextlib import asynccontextmanager, suppress

from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockNotOwnedError, RedisError

HELD_SECONDS = 3.0
"""How long a lock outlives a Rasa that died. The message with which it died waits for so long when it is sent again."""
RENEWED_EVERY_SECONDS = 0.5
PATIENCE_SECONDS = 6.0
"""How long a message waits for the one before it."""
LOOKED_AT_EVERY_SECONDS = 0.05
ANSWERED_WITHIN_SECONDS = 2.0
"""How long Redis may take for one answer. Less than a lock is held, so that there is time to renew it once more."""


def choose_lock_store(environment: MutableMapping[str, str]) -> None:
    """Name the lock store that bot/endpoints.yml asks for: in Redis where LOCKS_URL says where, else in memory."""
    url = environment.setdefault("LOCKS_URL", "")
    environment["LOCK_STORE"] = f"{__name__}.{RedisLocks.__name__}" if url else "in_memory"


class RedisLocks(LockStore):
    """Locks in Redis.

    Args:
        endpoint_config: its `url` is that of Redis, such as redis://127.0.0.1:6379/0.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        limits = dict.fromkeys(("socket_timeout", "socket_connect_timeout"), ANSWERED_WITHIN_SECONDS)
        self._redis: Redis[bytes] = Redis.from_url(endpoint_config.url, **limits)

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = HELD_SECONDS, wait_time_in_seconds: float = PATIENCE_SECONDS
    ) -> AsyncGenerator[None, None]:
        """Hold a conversation; nobody else can until it is released.

        Args:
            conversation_id: its id.
            lock_lifetime: how long the lock outlives a holder that died, in seconds.
            wait_time_in_seconds: how long to wait for it.

        Raises:
            LockError: it was held for too long, or Redis is away.
        """
        lock = self._redis.lock(
            f"conversation:{conversation_id}", lock_lifetime, LOOKED_AT_EVERY_SECONDS, thread_local=False
        )
        await _take(lock, wait_time_in_seconds)
        renewing = asyncio.create_task(_keep_renewing(lock))
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(RedisError):
                await lock.release()


async def _take(lock: Lock, patience: float) -> None:
    try:
        taken = await lock.acquire(blocking_timeout=patience)
    except RedisError as error:
        raise LockError(f"Redis gives no lock: {error}. Look whether it runs where LOCKS_URL says.") from error
    if not taken:
        raise LockError(f"The message before this one took more than {patience:.0f} seconds.")


async def _keep_renewing(lock: Lock) -> None:
    """Renew a lock until it is lost. Where Redis does not answer for a moment, the next try may still be in time."""
    while True:
        await asyncio.sleep(RENEWED_EVERY_SECONDS)
        try:
            await lock.reacquire()
        except LockNotOwnedError:
            return
        except RedisError:
            continue
