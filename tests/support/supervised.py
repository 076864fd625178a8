"""Starts the real processes under the real process runner, as `make run` does, so that they can be broken."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import requests

from tests.support.running import UNLIMITED, System, free_ports, started, wait_until_ready
from web_widget.gateway.conversations import Conversations

SECRET = "only for tests, never for parents"
BACK_SECONDS = 180
COMMANDS = {
    "actions": "-m actions",
    "rasa": "bot run",
    "gateway": "gunicorn",
    "tidy": "web_widget.store",
    "knowledge": "knowledge watch",
}
"""What stands in the command line of each process."""


@dataclass(frozen=True)
class Supervised:
    """The assistant under supervisord.

    Attributes:
        system: to talk with.
        supervisor: the process runner.
    """

    system: System
    supervisor: psutil.Process

    def processes(self, name: str) -> list[psutil.Process]:
        """The processes of one part, the oldest first; of the gateway its master, then its workers."""
        found = self.supervisor.children(recursive=True)
        return sorted((one for one in found if COMMANDS[name] in _command(one)), key=psutil.Process.create_time)

    def everyone(self) -> list[psutil.Process]:
        """The process runner and the processes of every part."""
        return [self.supervisor, *(process for name in COMMANDS for process in self.processes(name))]

    def kill(self, name: str) -> None:
        """Kill -9 the youngest process of a part: of the gateway a worker, of the others the only one."""
        process = self.processes(name)[-1]
        process.kill()
        psutil.wait_procs([process], timeout=10)

    def wait_until_ready(self) -> None:
        """Wait until every part answers again; nothing is started by hand.

        Raises:
            AssertionError: it did not come back.
        """
        deadline = time.monotonic() + BACK_SECONDS
        while not self._ready():
            assert time.monotonic() < deadline, f"Not back within {BACK_SECONDS} seconds."
            time.sleep(0.2)

    def _ready(self) -> bool:
        try:
            return requests.get(f"{self.system.address}/readyz", timeout=10).ok
        except requests.RequestException:
            return False

    def said(self, token: str) -> list[str]:
        """The messages that Rasa keeps of a conversation, in their order."""
        query = "SELECT json_extract(data, '$.text') FROM events WHERE sender_id = ? AND type_name = 'user' ORDER BY id"
        return self._rows("tracker.db", query, token)

    def said_at(self, token: str) -> list[float]:
        """When each of them was said by Rasa's clock, in seconds since 1970."""
        query = "SELECT timestamp FROM events WHERE sender_id = ? AND type_name = 'user' ORDER BY id"
        return self._rows("tracker.db", query, token)

    def recorded(self, token: str) -> int:
        """How many messages of a conversation the gateway keeps records of."""
        return len(self.recorded_on(token))

    def recorded_on(self, token: str) -> list[str]:
        """The day of each of these records by the gateway's clock, such as "2026-11-28"."""
        return self._rows("records.db", "SELECT day FROM records WHERE conversation = ? ORDER BY id", token)

    def _rows(self, database: str, query: str, token: str) -> list[Any]:
        conversation = Conversations(SECRET, 30).identify(token)
        with closing(sqlite3.connect(self.system.state / database)) as connection:
            return [row[0] for row in connection.execute(query, (conversation,))]


@contextmanager
def supervised(state: Path, extra: Mapping[str, str] | None = None) -> Iterator[Supervised]:
    """All that deploy/supervisord.conf starts, on free ports.

    Args:
        state: an empty folder for all that it keeps.
        extra: environment for all of it.

    Raises:
        DidNotStart: it did not.
    """
    gateway, rasa, actions = map(str, free_ports(3))
    environment = {
        **os.environ,
        "VENV": sys.prefix,
        "HOST": "127.0.0.1",
        "PORT": gateway,
        "RASA_PORT": rasa,
        "ACTIONS_PORT": actions,
        "STATE": str(state),
        "ASSISTANT_MODEL": "models/assistant.tar.gz",
        "TRACKER_URL": f"sqlite:///{state / 'tracker.db'}",
        "RECORDS_URL": f"sqlite:///{state / 'records.db'}",
        "ASSISTANT_SECRET": SECRET,
        "LIMIT_VISITOR": UNLIMITED,
        "LIMIT_EVERYONE": UNLIMITED,
        **(extra or {}),
    }
    logs = state / "log"
    logs.mkdir()
    command = [sys.executable, "-m", "supervisor.supervisord", "-c", "deploy/supervisord.conf"]
    with ExitStack() as stack:
        runner = stack.enter_context(started(command, environment, logs / "runner.log"))
        session = stack.enter_context(requests.Session())
        system = System(f"http://127.0.0.1:{gateway}", {"runner": runner}, logs, state, session)
        wait_until_ready(system)
        yield Supervised(system, psutil.Process(runner.pid))


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""
