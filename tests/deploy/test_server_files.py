"""The files for a server say what `make run` does."""

from __future__ import annotations

import re
import shlex
from configparser import RawConfigParser

import pytest
import yaml

from deploy.preflight import PARTS
from deploy.upgrade import KEPT, Server
from knowledge import settings_file
from knowledge.settings import ROOT
from web_widget.settings_check import Given, start_faults

DEPLOY = ROOT / "deploy"
ON_ONE_MACHINE = {
    "%(ENV_VENV)s/bin/python": "/opt/local-offer-assistant/.venv/bin/python",
    "%(ENV_RASA_PORT)s": "%i",
    "%(ENV_ACTIONS_PORT)s": "%i",
    "%(ENV_HOST)s": "${HOST}",
    "%(ENV_ASSISTANT_MODEL)s": "models/assistant.tar.gz",
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
def test_every_part_is_known_again_when_a_killed_run_has_left_it_over(part: str) -> None:
    assert [known for known in PARTS if known in programs()[part]] != []


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


def may_write(part: str) -> set[str]:
    """The folders that the unit of a part may write in."""
    (unit,) = (path for path in (DEPLOY / "systemd").iterdir() if path.stem.rstrip("@") == f"assistant-{part}")
    return set(" ".join(re.findall(r"^ReadWritePaths=(.*)$", unit.read_text(), re.MULTILINE)).split())


def test_gateway_may_write_the_content_with_its_history_and_what_staff_have_not_published() -> None:
    example = settings_file.read(DEPLOY / "assistant.env.example")
    unpublished = {str(Server().state / name) for name in KEPT}
    assert {example.values["ASSISTANT_CONTENT"], *unpublished} <= may_write("gateway")
    assert str(Server().state) not in may_write("gateway"), "the settings are there"


@pytest.mark.parametrize("part", programs())
def test_unit_has_no_home_instead_of_a_locked_one_in_which_git_could_not_look_for_settings(part: str) -> None:
    (unit,) = (path for path in (DEPLOY / "systemd").iterdir() if path.stem.rstrip("@") == f"assistant-{part}")
    assert "\nProtectHome=true\n" in unit.read_text()
    assert "\nEnvironment=HOME=/nonexistent\n" in unit.read_text()


def test_watcher_may_write_the_index_the_model_and_what_rasa_keeps_between_trainings() -> None:
    unit = (DEPLOY / "systemd" / "assistant-knowledge.service").read_text()
    (cache,) = re.findall(r"^Environment=RASA_CACHE_DIRECTORY=(.*)$", unit, re.MULTILINE)
    program = str(Server().current)
    assert {f"{program}/var", f"{program}/models"} <= may_write("knowledge")
    assert cache.startswith(f"{program}/var/")


@pytest.mark.parametrize("part", programs())
def test_unit_reads_the_one_settings_file_and_is_tried_again_for_ever(part: str) -> None:
    (unit,) = (path for path in (DEPLOY / "systemd").iterdir() if path.stem.rstrip("@") == f"assistant-{part}")
    text = unit.read_text()
    assert f"EnvironmentFile={Server().current}/deploy/assistant.env" in text
    assert "StartLimitIntervalSec=0" in text


def test_example_is_wrong_only_where_it_must_be_filled_in() -> None:
    example = settings_file.read(DEPLOY / "assistant.env.example")
    faults = start_faults(Given(example.values, has_file=True, faults=example.faults))
    assert {fault.setting for fault in faults} == {"ASSISTANT_SECRET", "RASA_TOKEN", "RECORDS_URL", "TRACKER_URL"}
