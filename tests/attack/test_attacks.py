"""The quick part of `make attack`: every attack on files, and those on the running system that need no load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.attack import Attack, Held
from tests.attack.on_files import ON_FILES
from tests.attack.on_system import QUICK
from tests.support.running import System, running


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    with running() as started:
        yield started


@pytest.mark.process
@pytest.mark.parametrize("attack", ON_FILES, ids=lambda attack: attack.name)
def test_attack_on_files_is_held(attack: Attack[Path], tmp_path: Path) -> None:
    held = attack.run(tmp_path)
    assert held.well, f"{held.figure} {held.unit}"


@pytest.mark.system
@pytest.mark.parametrize("attack", QUICK, ids=lambda attack: attack.name)
def test_attack_on_the_running_system_is_held(attack: Attack[System], system: System) -> None:
    held = attack.run(system)
    assert held.well, f"{held.figure} {held.unit}"


def test_figure_above_its_limit_is_a_loss() -> None:
    assert Held(1.0, 1.0, "s").well
    assert not Held(1.01, 1.0, "s").well
