"""The front with real sockets: slow and idle visitors hold up nobody, and requests arrive as they were sent."""

from __future__ import annotations

import os
import resource
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests

from tests.support.running import free_ports, started

pytestmark = pytest.mark.process

IDLE = 1000
PARENTS = 20
SOON = 3
"""Seconds that a busy machine may take. Who is held up by an idle visitor waits for 10 or more."""
HALF = b"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n"
UNFINISHED = {"nothing": b"", "half a line": b"POST /ec", "half a header": HALF, "half a body": HALF + b"\r\n{"}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with served(tmp_path_factory.mktemp("front") / "log") as found:
        yield found


@contextmanager
def served(log: Path) -> Iterator[int]:
    """The small application behind the front; its port."""
    (port,) = free_ports(1)
    settings = ("--worker-class", "web_widget.front.worker.WholeRequestWorker", "--threads", "4", "--keep-alive", "30")
    app = "tests.web_widget.front.small_app:create_app()"
    command = [sys.executable, "-m", "gunicorn", *settings, "--bind", f"127.0.0.1:{port}", app]
    with started(command, dict(os.environ), log):
        until = time.monotonic() + 20
        while not _answers(port):
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield port


def _answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/quick", timeout=2).ok
    except requests.RequestException:
        return False


def connect(port: int, stack: ExitStack, sent: bytes = b"") -> socket.socket:
    visitor = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
    visitor.sendall(sent)
    return visitor


def exchange(port: int, sent: bytes) -> bytes:
    """All that comes back until the connection is closed."""
    with ExitStack() as stack:
        visitor = connect(port, stack, sent)
        received = b""
        while piece := visitor.recv(65_536):
            received += piece
        return received


def seconds_to_answer(port: int, path: str = "/quick") -> float:
    begun = time.monotonic()
    assert requests.get(f"http://127.0.0.1:{port}{path}", timeout=20).ok
    return time.monotonic() - begun


@pytest.fixture(autouse=True)
def many_files() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@pytest.mark.parametrize("sent", UNFINISHED.values(), ids=UNFINISHED)
def test_a_thousand_unfinished_requests_keep_nobody_waiting(port: int, sent: bytes) -> None:
    with ExitStack() as stack:
        for _ in range(IDLE):
            connect(port, stack, sent)
        seconds_to_answer(port)  # comes after the thousand, so that all of them are there
        with ThreadPoolExecutor(PARENTS) as parents:
            waited = list(parents.map(lambda _: seconds_to_answer(port), range(PARENTS * 5)))
    assert max(waited) < SOON


def test_visitors_who_send_a_byte_at_a_time_are_closed_in_the_end(port: int) -> None:
    with ExitStack() as stack:
        slow = [connect(port, stack, HALF + b"\r\n") for _ in range(20)]
        begun = time.monotonic()
        closed = 0
        while closed < len(slow) and time.monotonic() - begun < 15:
            time.sleep(1)
            assert seconds_to_answer(port) < SOON
            closed = sum(not _takes(visitor, b"x") for visitor in slow)
    assert closed == len(slow)
    assert 9 < time.monotonic() - begun < 14


def _takes(visitor: socket.socket, data: bytes) -> bool:
    try:
        visitor.sendall(data)
        visitor.setblocking(False)
        return visitor.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        visitor.setblocking(True)


def test_visitors_who_do_not_read_their_replies_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(12):
            connect(port, stack, b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(1)
        assert seconds_to_answer(port) < SOON


def test_a_body_arrives_as_it_was_sent_however_it_is_cut(port: int) -> None:
    body = b'{"text": "caf\xc3\xa9"}'
    whole = b"POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    with ExitStack() as stack:
        visitor = connect(port, stack)
        for place in range(len(whole)):
            visitor.sendall(whole[place : place + 1])
        reply = b""
        while piece := visitor.recv(65_536):
            reply += piece
    assert reply.startswith(b"HTTP/1.1 200")
    assert reply.endswith(body)


def test_body_in_chunks_arrives_as_a_whole(port: int) -> None:
    reply = requests.post(f"http://127.0.0.1:{port}/echo", data=iter([b"one ", b"two"]), timeout=10)
    assert reply.content == b"one two"


def test_requests_that_come_together_are_answered_in_their_order(port: int) -> None:
    one = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nfirst"
    two = b"POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 6\r\n\r\nsecond"
    reply = exchange(port, one + two)
    assert reply.count(b"HTTP/1.1 200") == 2
    assert reply.index(b"first") < reply.index(b"second")


def test_connection_is_used_again(port: int) -> None:
    with requests.Session() as session:
        for _ in range(3):
            assert session.get(f"http://127.0.0.1:{port}/quick", timeout=5).text == "quick"


def test_visitor_who_asks_first_is_told_to_go_on(port: int) -> None:
    header = b"POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    with ExitStack() as stack:
        visitor = connect(port, stack, header)
        assert visitor.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        visitor.sendall(b"hi")
        assert visitor.recv(1000).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/echo", 16_000, 200),
        ("/echo", 3_000_000, 413),
        ("/staff/upload", 3_000_000, 200),
        ("/staff/upload", 9_000_000, 413),
    ],
)
def test_large_bodies_are_taken_from_staff_only_and_refused_in_words(
    port: int, path: str, size: int, status: int
) -> None:
    assert requests.post(f"http://127.0.0.1:{port}{path}", data=b"x" * size, timeout=20).status_code == status


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET /quick HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_closed(port: int, sent: bytes) -> None:
    assert exchange(port, sent)[:12] in (b"HTTP/1.1 400", b"")


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nZZZ words of a parent\r\n",
    ],
)
def test_no_second_request_is_smuggled_in(port: int, framing: bytes) -> None:
    hidden = b"GET /quick HTTP/1.1\r\nHost: x\r\n\r\n"
    reply = exchange(port, b"POST /echo HTTP/1.1\r\nHost: x\r\n" + framing + hidden)
    assert reply.count(b"HTTP/1.1 ") <= 1
    assert b"quick" not in reply


def test_an_error_of_the_application_is_a_reply(port: int) -> None:
    assert requests.get(f"http://127.0.0.1:{port}/broken", timeout=5).status_code == 500


def test_a_worker_that_stops_answers_what_it_was_asked(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as parents:
        with served(tmp_path / "log") as port:
            asked = parents.submit(requests.get, f"http://127.0.0.1:{port}/slow", timeout=20)
            time.sleep(0.5)
        assert asked.result().text == "slow"
