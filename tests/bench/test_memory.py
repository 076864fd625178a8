"""Memory is added up over a process and those that it started."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.memory import Memory, memory_of


def write_process(proc: Path, process: int, parent: int, rss: int, pss: int) -> None:
    folder = proc / str(process)
    folder.mkdir(parents=True)
    (folder / "stat").write_text(f"{process} (a (strange) name) S {parent} 0 0", encoding="utf-8")
    sizes = f"00400000-7ffd rollup\nRss:   {rss} kB\nPss:   {pss} kB\nPss_Dirty:   9 kB\n"
    (folder / "smaps_rollup").write_text(sizes, encoding="utf-8")


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    write_process(tmp_path, 10, 1, 2048, 1024)
    write_process(tmp_path, 11, 10, 1024, 512)
    write_process(tmp_path, 12, 11, 1024, 512)
    write_process(tmp_path, 20, 1, 4096, 4096)
    (tmp_path / "self").symlink_to(tmp_path / "10")
    return tmp_path


def test_children_and_theirs_count_with_the_process(proc: Path) -> None:
    assert memory_of({"gateway": 10, "rasa": 20}, proc) == [Memory("gateway", 4.0, 2.0), Memory("rasa", 4.0, 4.0)]


def test_process_that_has_ended_takes_nothing(proc: Path) -> None:
    assert memory_of({"gone": 99}, proc) == [Memory("gone", 0.0, 0.0)]


def test_system_that_does_not_tell_gives_nothing(tmp_path: Path) -> None:
    assert memory_of({"rasa": 20}, tmp_path / "nothing") == []
