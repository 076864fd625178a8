"""systemd takes each unit as it is, without a remark."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scale.profile import DEPLOY, INSTALLED_PYTHON

pytestmark = pytest.mark.scale


def verified(unit: Path) -> str:
    """What systemd-analyze says of a unit; "" if nothing is wrong."""
    program = shutil.which("systemd-analyze")
    assert program, "systemd-analyze is not here. Install it: sudo apt-get install systemd"
    done = subprocess.run([program, "verify", "--man=no", str(unit)], capture_output=True, text=True)
    return done.stdout + done.stderr


def copied(unit: Path, folder: Path, text: str) -> Path:
    """A unit with this Python in place of the installed one."""
    copy = folder / unit.name
    copy.write_text(text.replace(INSTALLED_PYTHON, sys.executable))
    return copy


def units() -> Iterator[Path]:
    yield from sorted((DEPLOY / "systemd").glob("*.service"))


@pytest.mark.parametrize("unit", units(), ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_a_unit(tmp_path: Path, unit: Path) -> None:
    assert verified(copied(unit, tmp_path, unit.read_text())) == ""


def test_systemd_would_tell_of_a_word_that_it_does_not_know(tmp_path: Path) -> None:
    unit = DEPLOY / "systemd" / "assistant-gateway.service"
    assert "Unknown key" in verified(copied(unit, tmp_path, unit.read_text().replace("LimitCORE", "LimitCORES")))
