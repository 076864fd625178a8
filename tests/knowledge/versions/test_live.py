"""A running process follows the version in use."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.faults import IndexNotBuilt
from knowledge.files import index_folders
from knowledge.versions.building import Built
from knowledge.versions.live import EVERY_SECONDS, Live, live_content
from tests.support.content import COUNCIL, PAGE, change

Build = Callable[[], Built]


def test_new_version_is_taken_up_without_a_restart(build: Build, content_folder: Path, index_folder: Path) -> None:
    build()
    live = Live(index_folder, index_folders.load_content)
    assert live.current()[1].entries["short-breaks"].title == "Short breaks"
    change(content_folder, PAGE, "title: Short breaks", "title: Respite")
    newer = build()
    version, content = live.look()
    assert (version, content.entries["short-breaks"].title) == (newer.version, "Respite")


def test_same_version_is_read_once(build: Build, index_folder: Path) -> None:
    build()
    made: list[Path] = []

    def make(folder: Path) -> int:
        made.append(folder)
        return len(made)

    live = Live(index_folder, make)
    assert [live.current(), live.look(), live.current(), live.look()] == [1, 1, 1, 1]


def test_unreadable_version_is_passed_over_and_logged(
    build: Build, content_folder: Path, index_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = build().version
    live = Live(index_folder, index_folders.load_content)
    live.current()
    change(content_folder, PAGE, "title: Short breaks", "title: Respite")
    newer = build().version
    (index_folder / newer / "content" / "council.yml").write_text("not: ours", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert [live.look()[0] for _ in range(3)] == [first] * 3
    assert len([record for record in caplog.records if record.name == "knowledge.versions.live"]) == 1


def test_version_after_an_unreadable_one_is_taken_up(build: Build, content_folder: Path, index_folder: Path) -> None:
    build()
    live = Live(index_folder, index_folders.load_content)
    live.current()
    change(content_folder, PAGE, "title: Short breaks", "title: Respite")
    (index_folder / build().version / "content" / "council.yml").write_text("not: ours", encoding="utf-8")
    live.look()
    change(content_folder, PAGE, "title: Respite", "title: Rest")
    newest = build()
    assert live.look()[0] == newest.version


@pytest.mark.parametrize("fault", [OSError, KeyError, MemoryError, IndexNotBuilt])
def test_version_that_could_not_be_read_for_a_passing_reason_is_tried_again(
    build: Build, index_folder: Path, content_folder: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    faults: list[Exception] = []

    def make(folder: Path) -> str:
        if faults:
            raise faults.pop()
        return index_folders.load_content(folder)[0]

    first = build().version
    live = Live(index_folder, make)
    live.current()
    change(content_folder, PAGE, "title: Short breaks", "title: Respite")
    newer = build().version
    faults.append(fault())
    assert [live.look(), live.look()] == [first] * 2
    monkeypatch.setattr("knowledge.versions.live.AGAIN_SECONDS", 0.0)
    assert live.look() == newer


@pytest.mark.parametrize("fault", [OSError, RuntimeError])
def test_process_follows_on_after_a_moment_in_which_it_could_not_look(
    build: Build, content_folder: Path, index_folder: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    failed = threading.Event()

    def cannot_look(folder: Path) -> None:
        monkeypatch.setattr(index_folders, "current_version", look)
        failed.set()
        raise fault

    first, look = build().version, index_folders.current_version
    live = Live(index_folder, lambda folder: index_folders.load_content(folder)[0])
    assert live.current() == first
    change(content_folder, PAGE, "title: Short breaks", "title: Respite")
    newer = build().version
    monkeypatch.setattr("knowledge.versions.live.AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(index_folders, "current_version", cannot_look)
    live.follow()
    assert failed.wait(30)
    deadline = time.monotonic() + 30
    while live.current() != newer:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_vanished_pointer_changes_nothing(build: Build, index_folder: Path) -> None:
    first = build()
    live = Live(index_folder, index_folders.load_content)
    live.current()
    (index_folder / "current").unlink()
    assert live.look()[0] == first.version


def test_without_any_index_the_command_to_run_is_said(index_folder: Path) -> None:
    with pytest.raises(IndexNotBuilt, match="python -m knowledge build"):
        Live(index_folder, index_folders.load_content).current()


def test_index_built_after_the_start_is_found(build: Build, index_folder: Path) -> None:
    live = Live(index_folder, index_folders.load_content)
    with pytest.raises(IndexNotBuilt):
        live.current()
    assert build().version == live.current()[0]


def test_process_follows_the_folder_that_the_environment_names(in_use: Path) -> None:
    assert live_content().current()[1].council.name == COUNCIL


def test_last_version_answers_while_the_next_is_read(build: Build, content_folder: Path, index_folder: Path) -> None:
    first = build().version
    may_go_on, reading = threading.Event(), threading.Event()

    def read_slowly(folder: Path) -> str:
        version = index_folders.load_content(folder)[0]
        if version != first:
            reading.set()
            assert may_go_on.wait(30)
        return version

    live = Live(index_folder, read_slowly)
    assert live.current() == first
    live.follow()
    change(content_folder, PAGE, "title: Short breaks", "title: Respite")
    newer = build().version
    assert reading.wait(30)
    assert live.current() == first
    may_go_on.set()
    deadline = time.monotonic() + 30
    while live.current() != newer:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_nothing_is_read_before_it_is_asked_for(build: Build, index_folder: Path) -> None:
    build()
    read: list[Path] = []
    live = Live(index_folder, read.append).follow()
    time.sleep(3 * EVERY_SECONDS)
    assert read == []
    del live


def test_forked_process_follows_too(build: Build, content_folder: Path, index_folder: Path) -> None:
    """As the workers of a web server that loads everything before it forks them."""
    first = build().version
    live = Live(index_folder, index_folders.load_content).follow()
    live.current()
    child = os.fork()
    if not child:
        deadline = time.monotonic() + 30
        while live.current()[0] == first and time.monotonic() < deadline:
            time.sleep(0.01)
        os._exit(0 if live.current()[0] != first else 1)
    change(content_folder, PAGE, "title: Short breaks", "title: Respite")
    build()
    assert os.waitpid(child, 0)[1] == 0
