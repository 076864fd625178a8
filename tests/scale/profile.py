"""Starts the scale profile from the files in deploy/: their commands, their settings, their nginx, on free ports."""

from __future__ import annotations

import os
import re
import shlex
import signal
import string
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from knowledge.settings import ROOT, Paths
from tests.scale.services import DidNotStart, folder, nginx, started
from tests.support.running import free_ports

DEPLOY = ROOT / "deploy"
INSTALLED_PYTHON = "/opt/local-offer-assistant/.venv/bin/python"
ADDRESSES = {"rasa": ("5005", "5105", "5106"), "actions": ("5055", "5155", "5156")}
"""The ports in deploy/nginx/balancer.conf: where nginx listens, and to which it passes on."""
UNITS = {"rasa": "assistant-rasa@", "actions": "assistant-actions@", "gateway": "assistant-gateway"}
SECRET = "only for tests, never for parents"
UNLIMITED = "1000000 per second"
START_SECONDS = 120
ALIVE = {"rasa": "/webhooks/rest/", "actions": "/health", "gateway": "/readyz"}


@dataclass
class Profile:
    """The assistant on PostgreSQL and Redis.

    Attributes:
        settings: environment of its processes.
        ports: of the processes, by part ("rasa", "actions", "gateway").
        logs: folder of what they print.
        balancer: folder in which nginx keeps access.log.
        stack: stops what was started.
    """

    settings: Mapping[str, str]
    ports: Mapping[str, Sequence[int]]
    logs: Path
    balancer: Path
    stack: ExitStack
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Of the gateway."""
        return f"http://127.0.0.1:{self.ports['gateway'][0]}"

    def start(self, part: str, port: int) -> None:
        """Start a process as its unit does."""
        log = self.logs / f"{part}-{port}.log"
        command = command_of(UNITS[part], port, self.settings)
        self.processes[port] = self.stack.enter_context(started(command, log, self.settings))

    def kill(self, part: str) -> int:
        """Kill -9 the first process of a part; gives its port."""
        port = self.ports[part][0]
        os.killpg(self.processes[port].pid, signal.SIGKILL)
        self.processes[port].wait()
        return port

    def wait_until_ready(self) -> None:
        """Wait until every process answers.

        Raises:
            DidNotStart: one ended, or did not answer in time.
        """
        deadline = time.monotonic() + START_SECONDS
        for part, ports in self.ports.items():
            for port in ports:
                while not _answers(f"http://127.0.0.1:{port}{ALIVE[part]}"):
                    if self.processes[port].poll() is not None or time.monotonic() > deadline:
                        raise DidNotStart(f"The part {part} did not start:\n{self.log(part)[-3000:]}")
                    time.sleep(0.2)

    def log(self, part: str) -> str:
        """All that the processes of a part printed."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.logs.glob(f"{part}-*.log")))


@contextmanager
def profile(database: str, redis: str, each: int) -> Iterator[Profile]:
    """The running profile.

    Args:
        database: URL of an empty database.
        redis: URL of a Redis.
        each: how many Rasas and how many action servers; 1 or 2.

    Raises:
        DidNotStart: a part did not.
    """
    with ExitStack() as stack:
        gateway, rasa, actions, *others = free_ports(3 + 2 * each)
        ports = {"actions": others[:each], "rasa": others[each:], "gateway": [gateway]}
        balancer = stack.enter_context(nginx(balancer_configuration(ports, {"rasa": rasa, "actions": actions})))
        settings = {
            **os.environ,
            **example_settings(),
            "ASSISTANT_CONTENT": str(Paths.from_environment().content),
            "PORT": str(gateway),
            "RASA_URL": f"http://127.0.0.1:{rasa}",
            "ACTIONS_URL": f"http://127.0.0.1:{actions}",
            "RECORDS_URL": database,
            "TRACKER_URL": database,
            "LOCKS_URL": redis,
            "LIMITS_URL": redis,
            "ASSISTANT_SECRET": SECRET,
            "RASA_TOKEN": SECRET,
            "LIMIT_VISITOR": UNLIMITED,
            "LIMIT_EVERYONE": UNLIMITED,
        }
        made = Profile(settings, ports, stack.enter_context(folder()), balancer, stack)
        for part in ports:
            for port in ports[part]:
                made.start(part, port)
        made.wait_until_ready()
        yield made


def example_settings() -> dict[str, str]:
    """The settings in deploy/assistant.env.example."""
    lines = (DEPLOY / "assistant.env.example").read_text().splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def command_of(unit: str, instance: int, settings: Mapping[str, str]) -> list[str]:
    """What a unit of systemd runs, with this Python in place of the installed one.

    Args:
        unit: name of a file in deploy/systemd/, without ".service".
        instance: stands where the unit says "%i".
        settings: stand where it says "${NAME}".
    """
    text = (DEPLOY / "systemd" / f"{unit}.service").read_text()
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    line = line.replace(INSTALLED_PYTHON, sys.executable).replace("%i", str(instance))
    return shlex.split(string.Template(line.replace("()", "'()'")).substitute(settings))


def balancer_configuration(ports: Mapping[str, Sequence[int]], addresses: Mapping[str, int]) -> str:
    """deploy/nginx/balancer.conf with other ports.

    Args:
        ports: of the processes by part; with one of a part, the second server is left out.
        addresses: where nginx listens, by part.
    """
    text = (DEPLOY / "nginx" / "balancer.conf").read_text()
    for part, (listened, *served) in ADDRESSES.items():
        text = text.replace(f"listen 127.0.0.1:{listened};", f"listen 127.0.0.1:{addresses[part]};")
        for number, port in enumerate(served):
            own = f"server 127.0.0.1:{ports[part][number]}" if number < len(ports[part]) else "# server"
            text = text.replace(f"server 127.0.0.1:{port}", own)
    return text


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).ok
    except requests.RequestException:
        return False
