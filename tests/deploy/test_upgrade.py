"""A new version is checked and built beside the one in use, switched to, and taken back if it does not answer."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.upgrade import KEPT, Server, UpgradeFailed, groups, prepare, upgrade
from knowledge.settings import ROOT

SETTINGS = (
    "ASSISTANT_CONTENT=/srv/content\nRECORDS_URL=sqlite:////srv/a.db\nTRACKER_URL=sqlite:////srv/b.db\nPORT=8123\n"
)


@dataclass
class Machine:
    """Stands in for the commands of a server, and for what its units answer.

    Attributes:
        server: where things are.
        fails: a word of the command that fails.
        broken: names of versions that start and do not answer.
        done: the commands, each with the version that was in use.
    """

    server: Server
    fails: str = "nothing fails"
    broken: tuple[str, ...] = ()
    done: list[tuple[str, str]] = field(default_factory=list)
    running: dict[str, str] = field(default_factory=dict)

    def run(self, command: Sequence[str], folder: Path) -> None:
        self.done.append((" ".join(command), self.in_use()))
        if self.fails in self.done[-1][0]:
            raise subprocess.CalledProcessError(1, command)
        if command[0] == "systemctl":
            self.running.update(dict.fromkeys(command[2:], self.in_use()))

    def answers(self, address: str) -> bool:
        (units,) = (group.units for group in groups("8123") if address in group.addresses)
        return all(self.running[unit] not in self.broken for unit in units)

    def in_use(self) -> str:
        return self.server.current.resolve().name if self.server.current.is_symlink() else ""

    def upgrade(self, folder: Path) -> str:
        return upgrade(folder, self.server, self.run, self.answers, 0.01)


Version = Callable[[str], Path]


@pytest.fixture
def server(tmp_path: Path) -> Server:
    made = Server(tmp_path / "assistant", tmp_path / "state")
    made.state.mkdir()
    made.settings.write_text(SETTINGS)
    return made


@pytest.fixture
def version(tmp_path: Path) -> Version:
    """Makes the folder of a version."""

    def make(name: str) -> Path:
        (tmp_path / name / "deploy").mkdir(parents=True)
        return tmp_path / name

    return make


@pytest.fixture
def machine(server: Server, version: Version) -> Machine:
    """A server on which the first version runs."""
    made = Machine(server)
    made.upgrade(version("first"))
    made.done.clear()
    return made


def test_first_version_is_put_in_use_without_a_backup(server: Server, version: Version) -> None:
    machine = Machine(server)
    assert machine.upgrade(version("first")).endswith("first is in use.")
    assert machine.in_use() == "first"
    assert not any("deploy.backup" in command for command, _ in machine.done)


def test_everything_is_checked_and_built_before_the_switch(machine: Machine, version: Version) -> None:
    machine.upgrade(version("second"))
    steps = [(command.removeprefix("runuser -u assistant -- "), in_use) for command, in_use in machine.done]
    words = (
        "make .venv/",
        "check-settings",
        "knowledge check",
        "make build",
        "knowledge check",
        "deploy.backup",
        "migrate",
    )
    for (command, in_use), word in zip(steps, words, strict=False):
        assert word in command
        assert in_use == "first"
    assert [in_use for command, in_use in steps[len(words) :]] == ["second"] * 3
    assert all(command.startswith("systemctl restart") for command, _ in steps[len(words) :])
    assert set(machine.running.values()) == {"second"}


@pytest.mark.parametrize("fails", ["check-settings", "knowledge check", "make build", "deploy.backup", "migrate"])
def test_what_fails_before_the_switch_changes_nothing(machine: Machine, version: Version, fails: str) -> None:
    machine.fails = fails
    with pytest.raises(UpgradeFailed, match=f"Nothing was switched: .*{fails}.* ended with 1"):
        machine.upgrade(version("second"))
    assert machine.in_use() == "first"
    assert set(machine.running.values()) == {"first"}


def test_version_that_does_not_answer_is_taken_back(machine: Machine, version: Version) -> None:
    machine.broken = ("second",)
    with pytest.raises(UpgradeFailed, match=r"did not answer well.*first is back and answers"):
        machine.upgrade(version("second"))
    assert machine.in_use() == "first"
    assert set(machine.running.values()) == {"first"}


def test_version_whose_units_do_not_start_is_taken_back(machine: Machine, version: Version) -> None:
    machine.broken = ("second",)
    machine.fails = "assistant-gateway assistant-tidy"
    with pytest.raises(UpgradeFailed, match="first is back"):
        machine.upgrade(version("second"))
    assert machine.in_use() == "first"


def test_both_versions_down_is_said_with_where_to_look(machine: Machine, version: Version) -> None:
    machine.broken = ("first", "second")
    with pytest.raises(UpgradeFailed, match=r"does not answer either.*journalctl"):
        machine.upgrade(version("second"))


def test_upgrade_can_be_tried_again(machine: Machine, version: Version) -> None:
    machine.fails = "make build"
    second = version("second")
    with pytest.raises(UpgradeFailed):
        machine.upgrade(second)
    machine.fails = "nothing fails"
    machine.upgrade(second)
    assert machine.in_use() == "second"


def test_drafts_and_settings_go_on_from_version_to_version(machine: Machine, version: Version) -> None:
    (machine.server.current / "var" / "editing" / "draft.json").write_text("a draft")
    machine.upgrade(version("second"))
    assert machine.in_use() == "second"
    assert (machine.server.current / "var" / "editing" / "draft.json").read_text() == "a draft"
    assert (machine.server.current / "deploy" / "assistant.env").read_text() == SETTINGS
    assert all((machine.server.current / "var" / name).is_dir() for name in KEPT)


def test_what_is_in_the_way_of_a_link_is_not_lost(machine: Machine, version: Version) -> None:
    second = version("second")
    (second / "var" / "editing").mkdir(parents=True)
    with pytest.raises(UpgradeFailed, match="Move what is in it"):
        machine.upgrade(second)
    assert machine.in_use() == "first"


def test_content_and_databases_must_be_outside_the_program(server: Server, version: Version) -> None:
    server.settings.write_text("RECORDS_URL=sqlite:////srv/a.db\n")
    with pytest.raises(UpgradeFailed, match="Set ASSISTANT_CONTENT, TRACKER_URL in"):
        Machine(server).upgrade(version("first"))


def test_without_settings_it_says_what_to_copy(server: Server, version: Version) -> None:
    server.settings.unlink()
    with pytest.raises(UpgradeFailed, match=r"assistant\.env\.example"):
        Machine(server).upgrade(version("first"))


def test_machine_is_prepared_for_a_restore_that_brings_the_settings(server: Server, version: Version) -> None:
    server.settings.unlink()
    first, machine = version("first"), Machine(server)
    prepare(first, server, machine.run)
    assert [command for command, _ in machine.done] == ["runuser -u assistant -- make .venv/.installed"]
    (first / "deploy" / "assistant.env").write_text(SETTINGS)
    assert server.settings.read_text() == SETTINGS
    assert machine.in_use() == ""


def test_folder_in_the_place_of_the_link_is_not_replaced(server: Server, version: Version) -> None:
    server.current.mkdir()
    with pytest.raises(UpgradeFailed, match="Move it to a name of its own"):
        Machine(server).upgrade(version("first"))


def test_every_unit_is_restarted_once() -> None:
    """Except that of one more council, which its own staff restart."""
    restarted = [unit.partition("@")[0] for group in groups("8000") for unit in group.units]
    units = {path.stem.rstrip("@") for path in (ROOT / "deploy" / "systemd").glob("*.service")}
    assert set(restarted) == units - {"assistant"}


@pytest.mark.process
def test_it_needs_nothing_but_python_itself() -> None:
    done = subprocess.run(
        ["/usr/bin/env", "python3", "-S", "-m", "deploy.upgrade", "--help"], cwd=ROOT, capture_output=True
    )
    assert done.returncode == 0, done.stderr
