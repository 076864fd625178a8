"""What is saved in the content folder is live a moment later; what is faulty is refused and told."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from knowledge.files import index_folders
from knowledge.versions.building import Built
from knowledge.versions.watch_status import Attempt, Stage, Training, disk_faults, keep, keep_training, last_attempt
from knowledge.versions.watcher import Watcher
from tests.support.content import PAGE, change

Build = Callable[[], Built]
PATIENCE_SECONDS = 30.0


@pytest.fixture
def watcher(content_folder: Path, index_folder: Path, build: Build) -> Watcher:
    return watcher_with(content_folder, index_folder, build)


def watcher_with(content_folder: Path, index_folder: Path, update: Build) -> Watcher:
    """A watcher whose chores leave a file beside the content."""
    learn, train = (content_folder.parent / name for name in ("learnt", "trained"))
    return Watcher(content_folder, index_folder, update, ("touch", str(learn)), ("touch", str(train)))


def attempt(index_folder: Path) -> Attempt:
    """What was done last; something must have been."""
    found = last_attempt(index_folder)
    assert found
    return found


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        yield
    finally:
        watcher.stop()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "It did not happen."
        time.sleep(0.02)


def test_first_look_builds_what_is_there(watcher: Watcher, index_folder: Path) -> None:
    watcher.look()
    assert attempt(index_folder).version == index_folders.current_version(index_folder) is not None
    assert attempt(index_folder).faults == ()


def test_nothing_is_built_where_nothing_changed(content_folder: Path, index_folder: Path, build: Build) -> None:
    built: list[Built] = []

    def counted() -> Built:
        built.append(build())
        return built[-1]

    watcher = watcher_with(content_folder, index_folder, counted)
    watcher.look()
    (content_folder / "topics" / ".short-breaks.md.swp").write_text("what an editor leaves", encoding="utf-8")
    (content_folder / "topics" / "short-breaks.md~").write_text("what an editor leaves", encoding="utf-8")
    watcher.look()
    assert len(built) == 1


def test_fault_is_told_and_what_was_live_stays(watcher: Watcher, content_folder: Path, index_folder: Path) -> None:
    watcher.look()
    live = index_folders.current_version(index_folder)
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    watcher.look()
    (fault,) = attempt(index_folder).faults
    assert (fault.file, '"nobody"' in fault.problem, bool(fault.remedy)) == (PAGE, True, True)
    assert attempt(index_folder).version == index_folders.current_version(index_folder) == live


def test_mended_content_is_live_and_no_fault_is_left(
    watcher: Watcher, content_folder: Path, index_folder: Path
) -> None:
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    watcher.look()
    assert attempt(index_folder).version is None
    change(content_folder, PAGE, "- nobody", "- breaks-team")
    watcher.look()
    assert attempt(index_folder).version == index_folders.current_version(index_folder) is not None
    assert attempt(index_folder).faults == ()


def breaking_off(build: Build, at: int) -> Build:
    """A build that breaks off at one of its tries, the first being 1."""
    tries = count(1)

    def tried() -> Built:
        if next(tries) == at:
            raise OSError("The disk is full.")
        return build()

    return tried


def test_what_breaks_off_is_tried_again(content_folder: Path, index_folder: Path, build: Build) -> None:
    watcher = watcher_with(content_folder, index_folder, breaking_off(build, at=1))
    watcher.look()
    (fault,) = attempt(index_folder).faults
    assert "could not be built (OSError)" in fault.problem
    watcher.look()
    assert (attempt(index_folder).version is None, attempt(index_folder).faults) == (False, ())


def test_content_that_is_put_back_after_a_build_broke_off_is_used_again(
    content_folder: Path, index_folder: Path, build: Build
) -> None:
    watcher = watcher_with(content_folder, index_folder, breaking_off(build, at=2))
    watcher.look()
    change(content_folder, PAGE, "- breaks-team", "- family-advice")
    watcher.look()
    assert attempt(index_folder).faults
    change(content_folder, PAGE, "- family-advice", "- breaks-team")
    watcher.look()
    assert attempt(index_folder).faults == ()


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Says whether nothing can be written down just now."""
    is_full = False

    def keep_if_there_is_room(attempt: Attempt, index_folder: Path) -> None:
        if is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        keep(attempt, index_folder)

    def fill(full: bool) -> None:
        nonlocal is_full
        is_full = full

    monkeypatch.setattr("knowledge.versions.watcher.keep", keep_if_there_is_room)
    return fill


def test_fault_that_there_is_no_room_to_record_is_recorded_as_soon_as_there_is(
    watcher: Watcher, content_folder: Path, index_folder: Path, full_disk: Callable[[bool], None]
) -> None:
    watcher.look()
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    full_disk(True)
    watcher.look()
    assert attempt(index_folder).faults == ()
    full_disk(False)
    watcher.look()
    (fault,) = attempt(index_folder).faults
    assert '"nobody"' in fault.problem


def test_version_that_is_live_is_not_said_to_have_failed_where_it_cannot_be_recorded(
    content_folder: Path,
    index_folder: Path,
    build: Build,
    full_disk: Callable[[bool], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    built: list[Built] = []

    def counted() -> Built:
        built.append(build())
        return built[-1]

    watcher = watcher_with(content_folder, index_folder, counted)
    full_disk(True)
    watcher.look()
    assert index_folders.current_version(index_folder) is not None
    assert "could not be built" not in caplog.text
    assert "could not be recorded what became of the content (No space left on device)" in caplog.text
    full_disk(False)
    watcher.look()
    assert attempt(index_folder).version == index_folders.current_version(index_folder)
    assert len(built) == 1


def test_full_disk_does_not_end_the_watcher(
    content_folder: Path, index_folder: Path, full_disk: Callable[[bool], None]
) -> None:
    def breaks_off() -> Built:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    full_disk(True)
    watcher_with(content_folder, index_folder, breaks_off).look()
    assert last_attempt(index_folder) is None


def write_in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def write_beside_and_rename(path: Path, text: str) -> None:
    (path.parent / "4913~").write_text(text, encoding="utf-8")
    os.replace(path.parent / "4913~", path)


def take_away_and_put_back(path: Path, text: str) -> None:
    path.rename(path.with_suffix(".bak"))
    path.write_text(text, encoding="utf-8")


def replace_the_folder(path: Path, text: str) -> None:
    folder = path.parent
    folder.rename(folder.parent / "before")
    folder.mkdir()
    for old in (folder.parent / "before").iterdir():
        old.rename(folder / old.name)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("save", [write_in_place, write_beside_and_rename, take_away_and_put_back, replace_the_folder])
def test_however_a_file_is_saved_it_is_noticed(
    watcher: Watcher, content_folder: Path, index_folder: Path, save: Callable[[Path, str], None]
) -> None:
    page = content_folder / PAGE
    with watching(watcher):
        until(lambda: last_attempt(index_folder) is not None)
        save(page, page.read_text(encoding="utf-8").replace("title: Short breaks", "title: Respite"))
        until(lambda: index_folders.load_content(index_folder)[1].entries["short-breaks"].title == "Respite")


def test_rest_is_learnt_after_a_version_in_haste(content_folder: Path, index_folder: Path, build: Build) -> None:
    watcher = watcher_with(content_folder, index_folder, lambda: replace(build(), in_haste=True))
    watcher.look()
    assert watcher.chores()
    until((content_folder.parent / "learnt").exists)
    until(lambda: not watcher.chores())
    assert not (content_folder.parent / "trained").exists()


def test_changed_wording_trains_the_dialogue_model(watcher: Watcher, content_folder: Path) -> None:
    watcher.look()
    assert not watcher.chores()
    change(content_folder, PAGE, "title: Short breaks", "title: Respite")
    watcher.look()
    assert not watcher.chores()
    change(content_folder, PAGE, "- is there any respite", "- somebody to sit with him")
    watcher.look()
    assert watcher.chores()
    until((content_folder.parent / "trained").exists)
    until(lambda: not watcher.chores())


def test_training_that_was_cut_off_is_done_again(watcher: Watcher, content_folder: Path, index_folder: Path) -> None:
    keep_training(Training(Stage.TRAINING, 20), index_folder)
    watcher.look()
    assert watcher.chores()
    until((content_folder.parent / "trained").exists)


def test_chore_that_fails_is_logged_and_the_watcher_goes_on(
    content_folder: Path, index_folder: Path, build: Build, caplog: pytest.LogCaptureFixture
) -> None:
    keep_training(Training(Stage.TRAINING, 20), index_folder)
    watcher = Watcher(content_folder, index_folder, build, ("false",), ("false",))
    watcher.look()
    assert watcher.chores()
    until(lambda: not watcher.chores())
    assert "ended with status 1" in caplog.text


def test_full_disk_is_told_though_nothing_can_be_written(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk_faults(index_folder) == ()
    monkeypatch.setattr("knowledge.versions.watch_status.NEEDED_BYTES", 10**18)
    (fault,) = disk_faults(index_folder / "not" / "there")
    assert "no change can go live" in fault.problem
