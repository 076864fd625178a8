"""The units as systemd runs them: what each may write, where it listens, what it keeps, and that it comes back."""

from __future__ import annotations

import time

import pytest

from tests.deploy.real.installation import CONTENT, PROGRAM, SETTINGS, STATE
from tests.deploy.real.machine import Machine
from tests.deploy.real.telling import say

pytestmark = pytest.mark.deploy
UNITS = (
    "assistant-rasa@5105",
    "assistant-rasa@5106",
    "assistant-actions@5155",
    "assistant-actions@5156",
    "assistant-gateway",
    "assistant-tidy",
    "assistant-knowledge",
)
KEPT = [f"{STATE}/{name}" for name in ("editing", "imports", "widget")]
WRITES = {
    "assistant-gateway": [f"{PROGRAM}/var", CONTENT, f"{CONTENT}/.git", *KEPT, "/tmp"],
    "assistant-knowledge": [f"{PROGRAM}/var", f"{PROGRAM}/models", "/tmp"],
}
EVERYWHERE = [f"{PROGRAM}/knowledge", f"{PROGRAM}/deploy", f"{PROGRAM}/.venv", STATE, CONTENT, "/etc", "/home", "/srv"]
RESTART_SECONDS = 15
PUBLISH = f"""
from datetime import date
from pathlib import Path
from knowledge.editing.changes import Change, digest, text_of
from knowledge.editing.history import history_of
from knowledge.editing.publishing import Publisher
content, kept = Path("{CONTENT}"), Path("{PROGRAM}/var/editing")
file = "topics/send-statistics.md"
text = text_of(content, file)
change = Change({{file: text + chr(10)}}, {{file: digest(text)}})
publisher = Publisher(content, history_of(content, kept), kept / "publishing.lock")
published = publisher.publish(change, "Jo Smith", "A line at the end.", date.today())
print(published.not_kept or "kept")
"""


def within(server: Machine, unit: str, command: str, said: str = "") -> str:
    """Run a line of shell where a running unit is: its view of the files, its user and environment, no privileges."""
    leader = server.told(f"systemctl show --property=MainPID --value {unit}")
    enter = f"nsenter --target={leader} --mount --root --wd setpriv --reuid=assistant --regid=assistant --init-groups"
    server.write("/run-in-unit", said)
    surroundings = f"mapfile -d '' given < /proc/{leader}/environ; env -i \"${{given[@]}}\""
    done = server.run(f"{surroundings} {enter} --no-new-privs bash -c {_quoted(command)} < /run-in-unit 2>&1")
    return done.stdout.strip()


def _quoted(command: str) -> str:
    return "'" + command.replace("'", "'\\''") + "'"


def test_systemd_finds_nothing_wrong_with_the_units_where_they_are(server: Machine) -> None:
    done = server.run(f"systemd-analyze verify --man=no {' '.join(f'{unit}.service' for unit in UNITS)}")
    assert done.stdout + done.stderr == ""


@pytest.mark.parametrize("unit", UNITS)
def test_unit_runs_and_starts_with_the_machine(server: Machine, unit: str) -> None:
    told = server.told(f"systemctl show --property=ActiveState,NRestarts,UnitFileState,User,NoNewPrivileges {unit}")
    say(f"{unit}: {' '.join(told.splitlines())}")
    assert set(told.splitlines()) == {
        "ActiveState=active",
        "NRestarts=0",
        "UnitFileState=enabled",
        "User=assistant",
        "NoNewPrivileges=yes",
    }


@pytest.mark.parametrize("unit", UNITS)
def test_unit_writes_where_it_must_and_nowhere_else(server: Machine, unit: str) -> None:
    may = WRITES.get(unit, [f"{PROGRAM}/var", "/tmp"])
    tried = sorted({*may, *EVERYWHERE})
    command = "; ".join(f"touch {folder}/tried 2> /dev/null && echo {folder} && rm {folder}/tried" for folder in tried)
    wrote = set(within(server, unit, command).split())
    say(f"{unit} writes in {' '.join(sorted(wrote))}")
    assert wrote == set(may)


def test_gateway_sees_no_home_and_no_files_of_others_in_tmp(server: Machine) -> None:
    server.write("/tmp/of-others", "")
    assert within(server, "assistant-gateway", "find /home /root /tmp/of-others -mindepth 1 2> /dev/null") == ""


def test_settings_are_for_the_service_alone(server: Machine) -> None:
    assert server.told(f"stat --format='%a %U' {SETTINGS}") == "600 assistant"


def test_publishing_keeps_a_version_with_the_name_of_the_editor(server: Machine) -> None:
    command = f"cd {PROGRAM} && .venv/bin/python -"
    told = within(server, "assistant-gateway", command, PUBLISH)
    log = server.told(f"su assistant -c 'git -C {CONTENT} log -1 --format=\"%an: %s\" && git -C {CONTENT} status -s'")
    say(f"published in the sandbox of the gateway; git log: {log}")
    assert "kept" in told.splitlines(), told
    assert log.startswith("Jo Smith: ")
    assert len(log.splitlines()) == 1, "nothing is left uncommitted"


def test_parts_listen_on_the_loopback_and_nginx_alone_for_others(server: Machine) -> None:
    told = server.told("cat /proc/net/tcp /proc/net/tcp6 | awk '$4 == \"0A\" {print $2}' | sort -u").split()
    outside = {int(address.split(":")[1], 16) for address in told if set(address.split(":")[0]) == {"0"}}
    inside = {int(address.split(":")[1], 16) for address in told if set(address.split(":")[0]) != {"0"}}
    say(f"for everybody: {sorted(outside)}; on the loopback: {sorted(inside)}")
    assert outside == {80, 443}
    assert {5005, 5055, 5105, 5106, 5155, 5156, 8000} <= inside


@pytest.mark.parametrize("unit", ["assistant-gateway", "assistant-tidy", "assistant-knowledge"])
def test_logs_are_in_the_journal(server: Machine, unit: str) -> None:
    assert server.told(f"journalctl --unit={unit} --output=cat --lines=50")


@pytest.mark.parametrize("unit", ["assistant-tidy", "assistant-actions@5156"])
def test_part_that_is_killed_comes_back(server: Machine, unit: str) -> None:
    before = server.told(f"systemctl show --property=MainPID --value {unit}")
    server.told(f"systemctl kill --signal=KILL {unit}")
    began = time.monotonic()
    while (now := server.told(f"systemctl show --property=MainPID --value {unit}")) in (before, "0"):
        assert time.monotonic() < began + RESTART_SECONDS
        time.sleep(0.2)
    say(f"{unit} was killed and is back after {time.monotonic() - began:.1f} s as {now}")


@pytest.mark.parametrize("command", ["check-settings", "users add jo.smith --role editor --help"])
def test_commands_are_run_as_the_user_of_the_service(server: Machine, command: str) -> None:
    told = server.told(f'su assistant -c "cd {PROGRAM} && .venv/bin/python -m web_widget {command}"')
    say(f"{command}: {told.splitlines()[0]}")
