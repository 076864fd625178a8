"""A machine of 4 GB: the assistant starts anew and answers within that limit, with one real Rasa."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.deploy.real.machine import Machine
from tests.deploy.real.telling import refused, say
from tests.deploy.real.test_front import ask

pytestmark = pytest.mark.deploy
GIGABYTES = 4
READY_SECONDS = 240
UNIT = "/etc/systemd/system/assistant-rasa@.service"
EATER = "/usr/bin/python3.11 -c 'len(b\"x\" * 300_000_000)'"
READY = "python3.11 -c \"import urllib.request as web; web.urlopen('http://127.0.0.1:8000/readyz')\""


@contextmanager
def limited(server: Machine, gigabytes: int) -> Iterator[Path]:
    """A machine with all its processes in a group that may use so much memory; gives the group's folder.

    The group is below the one that this process is in, so that it can only be narrower.
    """
    own = re.findall(r"^\d+:memory:(.*)$", Path("/proc/self/cgroup").read_text(), re.MULTILINE)
    assert own, "No controller of memory of cgroup v1 is here, so the machine cannot be limited."
    above = Path("/sys/fs/cgroup/memory") / own[0].lstrip("/")
    group = above / "assistant-tried"
    group.mkdir(exist_ok=True)
    (group / "memory.limit_in_bytes").write_text(str(gigabytes * 2**30))
    try:
        _move(server, group)
        yield group
    finally:
        _move(server, above)
        group.rmdir()


def _move(server: Machine, group: Path) -> None:
    for process in (server.leader, *_below(server.leader)):
        with suppress(ProcessLookupError):  # it has ended
            (group / "cgroup.procs").write_text(str(process))


def _below(process: int) -> Iterator[int]:
    """All that a process has started, and what they have."""
    with suppress(FileNotFoundError, ProcessLookupError):
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            for child in map(int, children.read_text().split()):
                yield child
                yield from _below(child)


def test_unit_cannot_be_limited_here_or_is(server: Machine) -> None:
    command = f"systemd-run --quiet --wait --property=MemoryMax=100M --property=MemorySwapMax=0 {EATER}"
    done = server.run(command)
    if done.returncode == 0:
        controllers = server.run("cat /proc/self/cgroup").stdout
        refused(
            "MemoryMax= of a unit is taken and has no effect: 300 MB were had with 100 MB allowed",
            controllers,
            "a group of cgroup v1 around the whole machine",
        )
    else:
        say("MemoryMax= of a unit has its effect: 300 MB were not to be had with 100 MB allowed")


def test_first_answer_comes_within_four_gigabytes(server: Machine) -> None:
    real = next(line for line in Path(server.files / UNIT.lstrip("/")).read_text().splitlines() if "ExecStart=" in line)
    server.write("/etc/systemd/system/assistant-rasa@5105.service.d/stand-in.conf", f"[Service]\nExecStart=\n{real}\n")
    server.told("systemctl daemon-reload && systemctl stop assistant-rasa@5106 'assistant-*'")
    with limited(server, GIGABYTES) as group:
        began = time.monotonic()
        server.told("systemctl start assistant-rasa@5105 assistant-actions@5155 assistant-actions@5156")
        server.told("systemctl start assistant-gateway assistant-tidy assistant-knowledge")
        while server.run(READY).returncode:
            assert time.monotonic() < began + READY_SECONDS, server.told("journalctl -u 'assistant-*' | tail -50")
            time.sleep(1)
        say(f"all parts, one of them a real Rasa, answer {time.monotonic() - began:.0f} s after the start")
        kind = ["Content-Type: application/json"]
        started = json.loads(ask(server, "/api/conversations", "POST", head=kind, text="{}")["text"])
        question = {"conversation": started["conversation"], "text": "How do I ask for an EHC assessment?"}
        reply = ask(server, "/api/messages", "POST", head=kind, text=json.dumps(question))
        used = int((group / "memory.max_usage_in_bytes").read_text())
        killed = (group / "memory.oom_control").read_text()
    server.told("systemctl start assistant-rasa@5106")
    say(f"first answer after {reply['seconds']:.1f} s: {reply['text'][:300]}")
    say(f"the whole machine used at most {used / 2**30:.2f} of {GIGABYTES} GB, files in memory included")
    assert reply["status"] == 200
    assert "ehc" in reply["text"].lower()
    assert "oom_kill 0" in killed
