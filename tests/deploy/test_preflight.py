"""What stands in the way is said before anything is started or installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import preflight
from knowledge.settings import ROOT
from tests.support.running import free_ports

pytestmark = pytest.mark.process

Result = subprocess.CompletedProcess[str]


def run(*arguments: str, **environment: str) -> Result:
    command = [sys.executable, "deploy/preflight.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)


@pytest.fixture
def ports() -> dict[str, str]:
    """A free port for each part."""
    return dict(zip(preflight.PORTS, map(str, free_ports(3)), strict=True))


@pytest.fixture
def taken() -> Iterator[str]:
    """A port that somebody else listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def test_free_ports_are_no_fault(ports: dict[str, str]) -> None:
    done = run("ports", **ports)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(("name", "part"), preflight.PORTS.items())
def test_taken_port_is_named_with_its_part_and_what_to_run(
    ports: dict[str, str], taken: str, name: str, part: str
) -> None:
    done = run("ports", **{**ports, name: taken})
    assert done.returncode == 1
    assert f"Port {taken}, for {part}, is in use." in done.stderr
    assert f"make run {name}=<another>" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_taken_port_is_named_at_once(taken: str) -> None:
    assert run("ports", **dict.fromkeys(preflight.PORTS, taken)).stderr.count("is in use") == 3


@pytest.mark.parametrize("wrong", ["eight thousand", "", "70000", "-1"])
def test_port_that_is_none_is_said_plainly(ports: dict[str, str], wrong: str) -> None:
    done = run("ports", **{**ports, "PORT": wrong})
    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_this_python_and_room_are_no_fault() -> None:
    assert run("setup").returncode == 0


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 0), (3, 12, 1), (3, 14, 0)])
def test_wrong_python_is_named_with_what_to_run(monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    (fault,) = preflight.setup_faults()
    assert f"Python 3.11 is needed and this is {'.'.join(map(str, version))}." in fault
    assert "make PYTHON=/path/to/python3.11" in fault


def test_too_little_room_is_said_with_both_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: type("Usage", (), {"free": 2.5e9})())
    assert preflight.setup_faults() == ["2.5 GB are free here and 6 GB are needed. Make room and try again."]


def test_what_was_built_is_no_fault() -> None:
    assert preflight.built_faults() == []


def test_damage_to_index_and_model_is_said_at_once_with_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_index: Path
) -> None:
    index = Path(shutil.copytree(small_index, tmp_path / "index"))
    next(index.glob("*/units.faiss")).write_bytes(b"half of it")
    (model := tmp_path / "assistant.tar.gz").write_bytes(b"half of it")
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    monkeypatch.setenv("ASSISTANT_MODEL", str(model))
    of_index, of_model = preflight.built_faults()
    assert of_index.endswith("is damaged (units.faiss). Run: python -m knowledge build --afresh")
    assert of_model.endswith(f"Run: rm {model} && make build")


def test_make_run_looks_for_damage_before_anything_is_started() -> None:
    done = subprocess.run(["make", "--dry-run", "run"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.index("deploy.preflight settings") < done.stdout.index("deploy.preflight built ports")
    looked, started = done.stdout.index("deploy.preflight built ports"), done.stdout.index("supervisord")
    assert looked < started


def test_make_without_python_says_what_to_install(tmp_path: Path) -> None:
    target = f"{tmp_path}/.installed"
    done = subprocess.run(
        ["make", f"VENV={tmp_path}", "PYTHON=no-such-python", target], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "Python 3.11 is needed, and there is no no-such-python here." in done.stdout
    assert not (tmp_path / "bin").exists()


def left_over(state: str) -> subprocess.Popen[bytes]:
    """A process that looks as a part of a killed run does."""
    command = [sys.executable, "-c", "import time; time.sleep(60)", "web_widget.store"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "STATE": state})


def test_parts_left_over_from_a_killed_run_are_found_before_anything_is_built() -> None:
    with left_over("var/of-this-test") as orphan:
        try:
            done = run("alone", STATE="var/of-this-test")
            assert (done.returncode, f"kill {orphan.pid}" in done.stderr) == (1, True)
            assert run("alone", STATE="var/of-another-test").returncode == 0
        finally:
            orphan.kill()
    assert run("alone", STATE="var/of-this-test").returncode == 0


def test_make_takes_from_the_settings_file_what_the_command_line_does_not_say(tmp_path: Path) -> None:
    (tmp_path / "assistant.env").write_text("PORT=9123\nTRACKER_URL=sqlite:////srv/t.db\nRASA_PORT=9124\n")
    environment = {"PATH": os.environ["PATH"], "ASSISTANT_SETTINGS": str(tmp_path / "assistant.env")}
    show = "--eval=show: ; @echo $(PORT) $(RASA_PORT) $(ACTIONS_PORT) $(TRACKER_URL)"
    command = ["make", "--no-print-directory", show, "show", "RASA_PORT=9999"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["9123", "9999", "5055", "sqlite:////srv/t.db"]
