"""A file is written whole or not at all, and no scratch file is left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.files import atomic


def test_file_gets_its_new_bytes_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("old")
    atomic.write(tmp_path / "page.md", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("page.md", b"new")]


def test_mode_is_the_one_that_is_asked_for(tmp_path: Path) -> None:
    atomic.write(tmp_path / "page.md", b"new", 0o640)
    assert (tmp_path / "page.md").stat().st_mode & 0o777 == 0o640


def test_file_of_a_folder_that_is_gone_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic.write(tmp_path / "gone" / "page.md", b"new")


def test_no_file_is_replaced_where_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "first.md").write_text("old")
    with pytest.raises(FileNotFoundError):
        atomic.write_all({tmp_path / "first.md": b"new", tmp_path / "gone" / "second.md": b"new"})
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("first.md", "old")]


def test_bytes_are_on_the_disk_before_the_file_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[list[str]] = []
    monkeypatch.setattr(os, "fsync", lambda _: settled.append(sorted(path.name for path in tmp_path.iterdir())))
    atomic.write(tmp_path / "page.md", b"new")
    (scratch,), after = settled
    assert (scratch.endswith(".new"), after) == (True, ["page.md"])


def test_all_files_are_on_the_disk_before_the_first_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[list[str]] = []
    monkeypatch.setattr(os, "sync", lambda: settled.append([path.suffix for path in tmp_path.iterdir()]))
    atomic.write_all({tmp_path / "first.md": b"new", tmp_path / "second.md": b"new"})
    assert settled == [[".new", ".new"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.md", "second.md"]
