"""Gunicorn's worker that reads requests in one loop and answers them in threads.

Gunicorn's own threads read from the visitor, so as many idle or slow visitors as there are threads stop everybody.
"""

from __future__ import annotations

import asyncio
import os
import resource
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from gunicorn.workers.base import Worker

from web_widget.front.answering import Answering
from web_widget.front.connection import Answer, Connection, Times
from web_widget.front.whole_request import Allowed
from web_widget.privacy.bad_requests import WithoutWords

TICK_SECONDS = 0.25
LINGER_SECONDS = 2.0
"""How long a worker that stops still takes requests of connections that are open: one may be on its way."""
OTHER_FILES = 256
"""Open files left for databases, logs and everything else."""
MOST_CONNECTIONS = 10_000
MOST_WAITING_BYTES = 64_000_000
"""The most bytes of unfinished requests and untaken replies, all connections together."""
WAITING_CONNECTIONS = 4096
"""That Linux may keep for us while the loop is busy. The next one would be turned away and try again a second later."""


class WholeRequestWorker(WithoutWords, Worker):
    """Gives a thread only to a whole request."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.allowed = Allowed()
        self.times = Times(idle=float(self.cfg.keepalive))
        self._waiting: dict[Connection, None] = {}
        self._open: set[Connection] = set()
        self._answering = Answering(self)

    def run(self) -> None:
        """Serve until the worker is told to stop."""
        self._most = most_connections()
        self._pool = ThreadPoolExecutor(self.cfg.threads, "request")
        try:
            asyncio.run(self._serve())
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def opened(self, connection: Connection) -> None:
        """A connection has opened. If there are too many now, the one that has waited longest is closed."""
        self._open.add(connection)
        self.waits(connection)
        if len(self._open) > self._most:
            longest = next(iter(self._waiting))
            longest.abort()

    def waits(self, connection: Connection) -> None:
        """A connection waits for its visitor from now on."""
        self._waiting.pop(connection, None)
        self._waiting[connection] = None

    def works(self, connection: Connection) -> None:
        """A connection has work to do."""
        self._waiting.pop(connection, None)

    def closed(self, connection: Connection) -> None:
        """A connection has closed."""
        self._open.discard(connection)
        self._waiting.pop(connection, None)

    def answer(self, request: bytes, connection: Connection) -> asyncio.Future[Answer]:
        """The answer to a whole request, from a thread."""
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._pool, self._answering.answer, request, connection.client, connection.server)

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        servers = [
            await loop.create_server(lambda: Connection(self), sock=listener.sock, backlog=WAITING_CONNECTIONS)
            for listener in self.sockets
        ]
        while self.alive and self._has_parent():
            await self._tick()
        for server in servers:
            server.close()
        await self._finish()

    async def _finish(self) -> None:
        """Answer what is being asked, and what comes within a moment on connections that are open."""
        begun = time.monotonic()
        while self._open and time.monotonic() - begun < self.cfg.graceful_timeout:
            if time.monotonic() - begun > LINGER_SECONDS:
                for connection in list(self._waiting):
                    connection.close_if_idle()
            await self._tick()

    async def _tick(self) -> None:
        self.notify()
        self._drop_what_fills_the_memory()
        await asyncio.sleep(TICK_SECONDS)

    def _drop_what_fills_the_memory(self) -> None:
        """Close the connections with the most waiting bytes, until the others together are few enough."""
        kept = {connection: connection.waiting_bytes for connection in self._waiting}
        together = sum(kept.values())
        for connection in sorted(kept, key=lambda one: kept[one], reverse=True):
            if together <= MOST_WAITING_BYTES:
                return
            together -= kept[connection]
            connection.abort()

    def _has_parent(self) -> bool:
        return bool(self.ppid == os.getppid())


def most_connections() -> int:
    """How many connections this process can have; it takes as many open files as it may."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return max(min(most - OTHER_FILES, MOST_CONNECTIONS), 1)
