"""One connection. It holds no thread while it sends, waits or reads; only a whole request is handed to one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol, cast

from web_widget.front.whole_request import Allowed, WholeRequest

LINGER_SECONDS = 2.0


@dataclass(frozen=True)
class Answer:
    """What a thread replies to a request.

    Attributes:
        data: the bytes of the reply.
        stays_open: whether another request may follow.
    """

    data: bytes
    stays_open: bool


@dataclass(frozen=True)
class Times:
    """How long a connection may stay open without work, in seconds.

    Attributes:
        idle: between two requests.
        reading_reply: until the reply has been taken.
    """

    idle: float = 30.0
    reading_reply: float = 60.0


class House(Protocol):
    """What the connections belong to."""

    allowed: Allowed
    times: Times

    def opened(self, connection: Connection) -> None:
        """A connection has opened; it waits."""

    def waits(self, connection: Connection) -> None:
        """A connection waits for its visitor from now on."""

    def works(self, connection: Connection) -> None:
        """A connection has work to do, and must not be closed to make room."""

    def closed(self, connection: Connection) -> None:
        """A connection has closed."""

    def answer(self, request: bytes, connection: Connection) -> asyncio.Future[Answer]:
        """The answer to a whole request, from a thread."""
        ...


class Connection(asyncio.Protocol):
    """Reads whole requests from a visitor, one after the other, and writes the replies.

    Args:
        house: answers the requests, and closes the connection that waited longest when there are too many.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._request = WholeRequest(house.allowed)
        self._begun = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._lingering = False
        self._answered: Answer | None = None
        self.working = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A visitor has connected. They get as long as one request may take."""
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=0)
        self._loop = asyncio.get_running_loop()
        self.client = self._transport.get_extra_info("peername")
        self.server = self._transport.get_extra_info("sockname")
        self._house.opened(self)
        self._end_in(self._house.allowed.seconds)

    @property
    def waiting_bytes(self) -> int:
        """How much of an unfinished request, or of a reply that is not taken, is kept."""
        return len(self._request.bytes) + self._transport.get_write_buffer_size()

    def data_received(self, data: bytes) -> None:
        """More of the request has come or, after the last reply, bytes that are not needed any more."""
        if self._lingering:
            return
        if not self._request.bytes:
            self._begun = self._loop.time()
        self._read(data)

    def eof_received(self) -> bool:
        """The visitor sends no more; a request that is being answered is answered."""
        return self.working and not self._lingering

    def connection_lost(self, _: Exception | None) -> None:
        """The connection has ended, for whatever reason."""
        self._stop_timer()
        self._house.closed(self)

    def resume_writing(self) -> None:
        """The visitor has taken all of the reply."""
        if self._answered:
            self._after_reply(self._answered)

    def abort(self) -> None:
        """Close at once."""
        self._transport.abort()

    def close_if_idle(self) -> None:
        """Close, unless there is something to do."""
        if not self.working and not self._request.bytes:
            self._transport.close()

    def _read(self, data: bytes) -> None:
        if not self._request.take(data):
            if self._request.waits_to_be_asked():
                self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self._end_at(self._begun + self._request.seconds)
            return
        self._stop_timer()
        self._transport.pause_reading()
        self.working = True
        self._house.works(self)
        answer = self._house.answer(bytes(self._request.bytes), self)
        answer.add_done_callback(self._reply)

    def _reply(self, answer: asyncio.Future[Answer]) -> None:
        if self._transport.is_closing():
            return
        if answer.cancelled() or answer.exception():
            self.abort()
            return
        self._answered = answer.result()
        self._house.waits(self)
        self._end_in(self._house.times.reading_reply)
        self._transport.write(self._answered.data)
        if not self._transport.get_write_buffer_size():
            self._after_reply(self._answered)

    def _after_reply(self, answer: Answer) -> None:
        self._answered = None
        last, rest = self._request.last or not answer.stays_open, self._request.rest
        self._request = WholeRequest(self._house.allowed)
        self.working = False
        if last:
            self._linger()
            return
        self._house.waits(self)
        self._end_in(self._house.times.idle)
        self._transport.resume_reading()
        if rest:
            self.data_received(rest)

    def _linger(self) -> None:
        """Say that nothing more will come, and let the visitor read the reply. Closing at once could cut it off."""
        self._lingering = True
        self._end_in(LINGER_SECONDS)
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._transport.resume_reading()

    def _end_in(self, seconds: float) -> None:
        self._end_at(self._loop.time() + seconds)

    def _end_at(self, moment: float) -> None:
        if self._timer and self._timer.when() == moment:
            return
        self._stop_timer()
        self._timer = self._loop.call_at(moment, self.abort)

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
