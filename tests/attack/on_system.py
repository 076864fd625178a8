"""Attacks on the running system. The load is bounded: a thousand connections, some dozens of requests."""

from __future__ import annotations

import re
import resource
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from statistics import median
from urllib.parse import urlsplit

import psutil
import requests

from tests.attack.attack import Attack, Held
from tests.support.running import System

PARENTS = 20
AT_ONCE = 4
TRIES = 5
CONNECTIONS = 1000
LONGER_SECONDS = 1.0
QUESTION = "what is the local offer"
DANGER = "my son wants to die"
HALF = b"POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n"
MALFORMED = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nmy son danuta kowalczyk 07700900123\r\n\r\n",
    b"MY-SON danuta HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST /api/messages HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZZdanuta kowalczyk\r\n",
    b"GET /x%0aFORGED%20LINE%1b[31m HTTP/1.1\r\nHost: localhost\r\n\r\n",
)


def waits(system: System, tokens: list[str]) -> list[float]:
    """How long each of several parents waits for an answer, a few of them at the same time, in seconds."""

    def ask(token: str) -> float:
        begun = time.monotonic()
        body = {"conversation": token, "text": QUESTION}
        requests.post(f"{system.address}/api/messages", json=body, timeout=60)
        return time.monotonic() - begun

    with ThreadPoolExecutor(AT_ONCE) as parents:
        return list(parents.map(ask, tokens))


def _while(system: System, attacked: Callable[[System], AbstractContextManager[None]]) -> Held:
    """How much longer parents wait while something is done than before it, or the gateway alone takes to answer."""
    tokens = [_begin(system) for _ in range(PARENTS)]
    before = median(waits(system, tokens))
    with attacked(system):
        alive = max(_seconds_to_answer(system) for _ in range(10))
        during = median(waits(system, tokens))
    return Held(max(during - before, alive), LONGER_SECONDS, f"seconds longer for {PARENTS} parents")


def _begin(system: System) -> str:
    """A new conversation, as soon as Rasa is not too busy for one."""
    for _ in range(TRIES):
        with suppress(requests.HTTPError):
            return system.begin()[0]
    return system.begin()[0]


def _seconds_to_answer(system: System) -> float:
    begun = time.monotonic()
    requests.get(f"{system.address}/healthz", timeout=60)
    return time.monotonic() - begun


def _connections(sent: bytes) -> Callable[[System], AbstractContextManager[None]]:
    @contextmanager
    def hold(system: System) -> Iterator[None]:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        with ExitStack() as stack:
            for _ in range(CONNECTIONS):
                stack.enter_context(connect(system)).sendall(sent)
            yield

    return hold


@contextmanager
def _unread(system: System) -> Iterator[None]:
    """Many ask for much, and never read it."""
    asked = b"GET /static/page.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20
    with ExitStack() as stack:
        for _ in range(CONNECTIONS // 10):
            stack.enter_context(connect(system)).sendall(asked)
        yield


def connect(system: System) -> socket.socket:
    """A connection to the gateway."""
    address = urlsplit(system.address)
    return socket.create_connection((address.hostname, address.port), timeout=20)


def _repeated_names(system: System) -> Held:
    """Long messages of one word, from several senders at once; somebody in danger must not wait for them."""
    long = ("Jo " * 333).strip()
    with ThreadPoolExecutor(4) as senders:
        sent = [senders.submit(_post, system, long) for _ in range(4)]
        time.sleep(0.5)
        begun = time.monotonic()
        _post(system, DANGER)
        waited = time.monotonic() - begun
        for one in sent:
            one.result()
    return Held(waited, 5.0, "seconds until somebody in danger was answered")


def _post(system: System, text: str) -> requests.Response:
    token, _ = system.begin()
    return requests.post(f"{system.address}/api/messages", json={"conversation": token, "text": text}, timeout=120)


def _malformed(system: System) -> Held:
    for sent in MALFORMED:
        with connect(system) as visitor:
            visitor.sendall(sent)
            visitor.settimeout(3)
            with suppress(TimeoutError):
                visitor.recv(1000)
    time.sleep(0.5)
    log = (system.logs / "gateway.log").read_text(errors="replace")
    found = re.findall(r"danuta|kowalczyk|07700900123|\x1b|^FORGED|Traceback", log, re.MULTILINE)
    return Held(len(found), 0, "words, forged lines or tracebacks in the log")


def _readyz(system: System) -> Held:
    told = set(requests.get(f"{system.address}/readyz", timeout=10).json())
    return Held(len(told - {"ready"}), 0, "details told to a stranger")


def _host(system: System) -> Held:
    paths = ("/", "/answers/short-breaks", "/sitemap.xml", "/chat", "/metrics", "/staff/login")
    replies = [requests.get(f"{system.address}{path}", headers={"Host": "evil.example"}, timeout=10) for path in paths]
    return Held(
        sum("evil.example" in one.text or one.status_code == 200 for one in replies), 0, "pages under that name"
    )


def _guessing(system: System) -> Held:
    """Wrong passwords from several at once: how much memory they take."""
    gateway = psutil.Process(system.processes["gateway"].pid)
    before = _memory(gateway)
    most = [before]
    with ThreadPoolExecutor(16) as crowd:
        attempts = [crowd.submit(_log_in, system, f"name{number}") for number in range(16)]
        while not all(one.done() for one in attempts):
            most.append(_memory(gateway))
            time.sleep(0.05)
    return Held((max(most) - before) / 1e6, 250, "MB more memory")


def _memory(process: psutil.Process) -> int:
    return sum(one.memory_info().rss for one in (process, *process.children()))


def _log_in(system: System, name: str) -> int:
    with requests.Session() as session:
        page = session.get(f"{system.address}/staff/login", timeout=60).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        data = {"name": name, "password": "wrong", "csrf_token": found[1] if found else ""}
        return session.post(f"{system.address}/staff/login", data=data, timeout=60).status_code


QUICK: tuple[Attack[System], ...] = (
    Attack("asks whether all is well", "/readyz", _readyz),
    Attack("Host: evil.example", "all pages", _host),
)
"""For every run of the tests."""
LOAD: tuple[Attack[System], ...] = (
    Attack("malformed requests", "gateway", _malformed),
    Attack("1,000 idle connections", "gateway", lambda system: _while(system, _connections(b""))),
    Attack("1,000 half headers", "gateway", lambda system: _while(system, _connections(HALF))),
    Attack("1,000 half bodies", "gateway", lambda system: _while(system, _connections(HALF + b"\r\n{"))),
    Attack("100 who read no reply", "gateway", lambda system: _while(system, _unread)),
    Attack('"Jo " 333 times', "/api/messages", _repeated_names),
    Attack("16 wrong passwords at once", "/staff/login", _guessing),
)
"""For `make attack`."""
