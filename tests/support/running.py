"""Starts the real processes for tests, evaluation and benchmarks, on free ports, and stops them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from actions.wire import WireCard
from knowledge.settings import ROOT
from web_widget.gateway.trial_signature import HEADER, signed

SECRET = "only for tests, never for parents"
START_SECONDS = 240
STOP_SECONDS = 30
"""More than the process runner gives its own processes."""
UNLIMITED = "1000000 per second"
"""Tests ask more often than any school does, all from one address."""
MODEL = ROOT / "models" / "assistant.tar.gz"


class DidNotStart(Exception):
    """A process ended or did not answer in time; the message holds the end of its log."""


@dataclass(frozen=True)
class System:
    """The running assistant.

    Attributes:
        address: of the gateway.
        processes: by name.
        logs: folder of the logs.
        state: folder of all that this system keeps.
    """

    address: str
    processes: Mapping[str, subprocess.Popen[bytes]]
    logs: Path
    state: Path
    session: requests.Session

    def begin(self) -> tuple[str, list[WireCard]]:
        """A new conversation: its token and the opening cards."""
        reply = self.session.post(f"{self.address}/api/conversations", json={}, timeout=20)
        reply.raise_for_status()
        return reply.json()["conversation"], reply.json()["messages"]

    def ready(self) -> requests.Response:
        """Whether all is well and, as this installation itself is told, what is not."""
        return self.session.get(f"{self.address}/readyz", headers={HEADER: signed(SECRET)}, timeout=10)

    def ask(self, text: str, conversation: str | None = None) -> list[WireCard]:
        """The cards for a message, in a new conversation unless one is given."""
        token = conversation or self.begin()[0]
        body = {"conversation": token, "text": text}
        reply = self.session.post(f"{self.address}/api/messages", json=body, timeout=20)
        reply.raise_for_status()
        return list(reply.json()["messages"])


@contextmanager
def running(extra: Mapping[str, str] | None = None) -> Iterator[System]:
    """The real action server, Rasa, gateway, watcher and the job that deletes what is too old, with a state of
    their own.

    Args:
        extra: environment for all of them.

    Raises:
        DidNotStart: one of them did not.
    """
    if not MODEL.exists():
        raise DidNotStart(f"There is no {MODEL}. Run: make build")
    rasa, actions, gateway = free_ports(3)
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_HOST": "127.0.0.1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "RASA_URL": f"http://127.0.0.1:{rasa}",
        "ACTIONS_URL": f"http://127.0.0.1:{actions}",
        "ASSISTANT_SECRET": SECRET,
        "LIMIT_VISITOR": UNLIMITED,
        "LIMIT_EVERYONE": UNLIMITED,
    }
    python = sys.executable
    commands = {
        "actions": [python, "-m", "actions", "--port", str(actions)],
        "rasa": [
            *(python, "-m", "bot", "run", "--interface", "127.0.0.1", "--port", str(rasa)),
            *("--model", (extra or {}).get("ASSISTANT_MODEL", str(MODEL))),
            *("--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"),
        ],
        "gateway": [
            *(python, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
            *("--bind", f"127.0.0.1:{gateway}", "web_widget.app:create_app()"),
        ],
        "tidy": [python, "-m", "web_widget.store"],
        "knowledge": [python, "-m", "knowledge", "watch"],
    }
    with ExitStack() as stack:
        logs, state = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        environment |= {f"{name}_URL": f"sqlite:///{state / name.lower()}.db" for name in ("RECORDS", "TRACKER")}
        environment |= extra or {}
        processes = {
            name: stack.enter_context(started(command, environment, logs / f"{name}.log"))
            for name, command in commands.items()
        }
        session = stack.enter_context(requests.Session())
        system = System(f"http://127.0.0.1:{gateway}", processes, logs, state, session)
        wait_until_ready(system)
        yield system


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nothing uses."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for found in sockets:
            found.bind(("127.0.0.1", 0))
        return [found.getsockname()[1] for found in sockets]


@contextmanager
def started(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process, which is stopped afterwards; what it prints goes into a file."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield process
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_ready(system: System) -> None:
    """Wait until all parts answer.

    Raises:
        DidNotStart: one ended, or did not answer in time.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        for name, process in system.processes.items():
            if process.poll() is not None:
                raise DidNotStart(f"{name} ended with status {process.returncode}:\n{_tail(system.logs / name)}")
        try:
            if system.session.get(f"{system.address}/readyz", timeout=5).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.3)
    tails = "\n".join(f"--- {name}\n{_tail(system.logs / name)}" for name in system.processes)
    raise DidNotStart(f"Nothing was ready within {START_SECONDS} seconds.\n{tails}")


def _tail(log: Path) -> str:
    return "\n".join(log.with_suffix(".log").read_text(errors="replace").splitlines()[-15:])
