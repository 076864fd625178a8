"""A new image is not hidden by the volumes of an older one."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from deploy.new_image import BUILD, build_if_new
from knowledge.settings import ROOT

COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text())
OF_OTHERS = {"nginx", "postgresql", "redis"}


class Builder:
    """Counts how often it was asked to build."""

    def __init__(self, fails: bool = False) -> None:
        self.asked: list[Sequence[str]] = []
        self._fails = fails

    def __call__(self, command: Sequence[str], folder: Path) -> None:
        self.asked.append(command)
        if self._fails:
            raise subprocess.CalledProcessError(2, command)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A container of a second image, with the volume of the first."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "built-at").write_text("monday")
    (tmp_path / "built-at").write_text("tuesday")
    return tmp_path


def test_new_image_builds_once_in_the_volumes_of_the_old_one(root: Path) -> None:
    builder = Builder()
    build_if_new(root, builder)
    build_if_new(root, builder)
    assert builder.asked == [BUILD]


def test_volume_that_began_with_the_image_needs_nothing(root: Path) -> None:
    (root / "var" / "built-at").write_text("tuesday")
    builder = Builder()
    build_if_new(root, builder)
    assert builder.asked == []


def test_what_could_not_be_built_is_tried_again(root: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        build_if_new(root, Builder(fails=True))
    builder = Builder()
    build_if_new(root, builder)
    assert builder.asked == [BUILD]


@pytest.mark.process
def test_make_would_build_index_and_model_however_old_the_files_are() -> None:
    plan = subprocess.run([*BUILD, "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert plan.index("-m knowledge build") < plan.index("-m bot train")


def test_every_part_waits_for_it_and_may_write_nothing_but_its_volumes() -> None:
    parts = {name: service for name, service in COMPOSE["services"].items() if name not in OF_OTHERS}
    waiting = {"new-image": {"condition": "service_completed_successfully"}}
    for name, service in parts.items():
        assert service["read_only"] is True, name
        assert service.get("depends_on", {}) == ({} if name == "new-image" else waiting), name
    assert parts["new-image"]["restart"] == "no"
