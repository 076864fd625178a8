"""Visitors who send half a request and then nothing keep nobody else waiting."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.support.running import System

pytestmark = pytest.mark.system

MORE_THAN_THE_THREADS = 40
PATIENCE_SECONDS = 30
HALF = b"POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n"


@pytest.mark.parametrize("sent", [b"POST /api", HALF, HALF + b'\r\n{"conversation":'])
def test_half_requests_are_dropped_and_the_next_visitor_is_answered(system: System, sent: bytes) -> None:
    address, log = urlsplit(system.address), system.logs / "gateway.log"
    before = len(log.read_text())
    with ExitStack() as stack:
        for _ in range(MORE_THAN_THE_THREADS):
            slow = stack.enter_context(socket.create_connection((address.hostname, address.port), timeout=5))
            slow.sendall(sent)
        assert system.session.get(f"{system.address}/healthz", timeout=PATIENCE_SECONDS).ok
    said = log.read_text()[before:]
    assert "Traceback" not in said, said
