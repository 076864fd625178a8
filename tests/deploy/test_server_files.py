"""The files for a server say what `make run` does."""

from __future__ import annotations

import re
import shlex
from configparser import RawConfigParser

import pytest
import yaml

from knowledge.settings import ROOT

DEPLOY = ROOT / "deploy"
ON_ONE_MACHINE = {
    "%(ENV_VENV)s/bin/python": "/opt/local-offer-assistant/.venv/bin/python",
    "%(ENV_RASA_PORT)s": "%i",
    "%(ENV_ACTIONS_PORT)s": "%i",
    "%(ENV_HOST)s": "${HOST}",
    "%(ENV_PORT)s": "${PORT}",
    '"': "",
}
"""What supervisord is told, and what systemd is told in its place."""


def supervised() -> RawConfigParser:
    settings = RawConfigParser(comment_prefixes=(";",))
    settings.read(DEPLOY / "supervisord.conf")
    return settings


def programs() -> dict[str, str]:
    """The command of each part that stays."""
    sections = {name: section for name, section in supervised().items() if name.startswith("program:")}
    return {name[8:]: section["command"] for name, section in sections.items() if section["autorestart"] == "true"}


def unit_command(part: str) -> str:
    """What systemd runs for a part."""
    (unit,) = (path for path in (DEPLOY / "systemd").iterdir() if path.stem.rstrip("@") == f"assistant-{part}")
    (started,) = re.findall(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)
    return str(started)


@pytest.mark.parametrize("part", programs())
def test_every_part_has_a_unit_that_runs_the_same_command(part: str) -> None:
    command = programs()[part]
    for there, here in ON_ONE_MACHINE.items():
        command = command.replace(there, here)
    assert unit_command(part) == command


def test_every_setting_of_the_parts_is_in_the_example() -> None:
    settings = shlex.shlex(supervised()["supervisord"]["environment"], posix=True, punctuation_chars=",")
    settings.whitespace_split = True
    names = {pair.partition("=")[0] for pair in settings if pair != ","}
    example = (DEPLOY / "assistant.env.example").read_text()
    assert names <= set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert "TRACKER_URL" in names


def test_example_holds_no_secret() -> None:
    example = (DEPLOY / "assistant.env.example").read_text()
    assert re.findall(r"^(?:ASSISTANT_SECRET|RASA_TOKEN)=(.*)$", example, re.MULTILINE) == ["", ""]
    assert set(re.findall(r"://\w+:([^@]+)@", example)) == {"<password>"}


@pytest.mark.parametrize("part", programs())
def test_container_of_a_part_runs_the_command_of_its_unit(part: str) -> None:
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]
    commands = {name: service["command"] for name, service in services.items() if name.partition("-")[0] == part}
    for name, command in commands.items():
        started = unit_command(part).removeprefix("/opt/local-offer-assistant/").replace("%i", name.partition("-")[2])
        assert command == started.replace("${HOST}:${PORT}", "127.0.0.1:8000")
    assert len(commands) == (2 if part in ("rasa", "actions") else 1)
