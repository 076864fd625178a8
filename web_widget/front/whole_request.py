"""Tells when all of a request has arrived. What is in it is decided elsewhere, from the same bytes."""

from __future__ import annotations

from dataclasses import dataclass

import h11

LARGEST_HEADER_BYTES = 65_536


@dataclass(frozen=True)
class Allowed:
    """How large a request may be, and how slowly it may arrive.

    Attributes:
        body_bytes: the largest body of a stranger's request.
        staff_body_bytes: the largest body of a request below `staff_path`.
        staff_path: such as "/staff/".
        seconds: for the header and a small body.
        bytes_per_second: a larger body gets a second more for each of these.
    """

    body_bytes: int = 32_768
    staff_body_bytes: int = 5_500_000
    staff_path: str = "/staff/"
    seconds: float = 10.0
    bytes_per_second: int = 20_000


class WholeRequest:
    """Collects the bytes of one request until it can be answered.

    Attributes:
        bytes: all that belong to the request.
        rest: the bytes after it, which belong to the next one.
        last: nothing can be read from the connection after it: it breaks the rules, or is too large to be read.
        seconds: how long all of it may take.
    """

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._parser = h11.Connection(h11.SERVER, max_incomplete_event_size=LARGEST_HEADER_BYTES)
        self._largest_body = allowed.body_bytes
        self._body = 0
        self._asked_to_go_on = False
        self.bytes = bytearray()
        self.rest = b""
        self.last = False
        self.seconds = allowed.seconds

    def take(self, data: bytes) -> bool:
        """Take the next bytes; whether the request can be answered now."""
        self.bytes += data
        try:
            self._parser.receive_data(data)
            return self._is_whole()
        except h11.RemoteProtocolError:
            self.last = True
            return True

    def waits_to_be_asked(self) -> bool:
        """Whether the sender waits for "100 Continue" before the body; true only once."""
        if self._asked_to_go_on or not self._parser.they_are_waiting_for_100_continue:
            return False
        self._asked_to_go_on = True
        return True

    def _is_whole(self) -> bool:
        while (event := self._parser.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
            if isinstance(event, h11.Request) and self._is_too_large(event):
                return self._give_up_reading()
            if isinstance(event, h11.Data):
                self._body += len(event.data)
                if self._body > self._largest_body:
                    return self._give_up_reading()
            if isinstance(event, h11.EndOfMessage):
                self.rest = self._parser.trailing_data[0]
                del self.bytes[len(self.bytes) - len(self.rest) :]
                return True
        return False

    def _is_too_large(self, request: h11.Request) -> bool:
        if request.target.startswith(self._allowed.staff_path.encode()):
            self._largest_body = self._allowed.staff_body_bytes
        announced = int(dict(request.headers).get(b"content-length", b"0"))
        self.seconds += announced / self._allowed.bytes_per_second
        return announced > self._largest_body

    def _give_up_reading(self) -> bool:
        """The application says that it is too large, from the header or from what has come."""
        self.last = True
        return True
