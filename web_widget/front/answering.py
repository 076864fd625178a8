"""Answers one whole request with the application, by gunicorn's own parser and reply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from gunicorn import http
from gunicorn.http import wsgi
from gunicorn.http.errors import NoMoreData

from web_widget.front.connection import Answer


class Outgoing:
    """Takes what gunicorn would write to the socket, so that no thread waits for a visitor who reads slowly."""

    def __init__(self) -> None:
        self.data = bytearray()

    def sendall(self, data: bytes) -> None:
        """Keep the bytes."""
        self.data += data

    def send(self, data: bytes) -> int:
        """Gunicorn sends only "100 Continue" this way, and the connection has sent that already."""
        return len(data)

    def gettimeout(self) -> float:
        """It never waits."""
        return 0.0


class Answering:
    """Answers requests in a thread.

    Args:
        worker: of gunicorn, whose application, settings and log are used.
    """

    def __init__(self, worker: Any) -> None:
        self._worker = worker

    def answer(self, request: bytes, client: Any, server: Any) -> Answer:
        """The answer of the application, or the refusal of a request that cannot be read.

        Args:
            request: all of its bytes.
            client: address and port of the visitor.
            server: address and port where it came in.
        """
        outgoing = Outgoing()
        parsed = None
        try:
            parsed = next(http.get_parser(self._worker.cfg, iter([request]), client))
            stays_open = self._handle(parsed, outgoing, client, server)
        except (NoMoreData, StopIteration):
            stays_open = False
        except Exception as error:
            stays_open = False
            outgoing.data.clear()
            self._worker.handle_error(parsed, outgoing, client, error)
        return Answer(bytes(outgoing.data), stays_open)

    def _handle(self, request: Any, outgoing: Outgoing, client: Any, server: Any) -> bool:
        begun = datetime.now()
        reply, environ = wsgi.create(request, outgoing, client, server, self._worker.cfg)
        environ["wsgi.multithread"] = True
        if not self._worker.alive:
            reply.force_close()
        parts = self._worker.wsgi(environ, reply.start_response)
        try:
            _write(parts, reply.write)
            reply.close()
        finally:
            self._worker.log.access(reply, request, environ, datetime.now() - begun)
            if hasattr(parts, "close"):
                parts.close()
        return not reply.should_close()


def _write(parts: Any, write: Callable[[bytes], None]) -> None:
    for part in parts:
        write(part)
