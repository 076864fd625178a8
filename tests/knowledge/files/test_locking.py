"""Who waits for a lock gets it when it is free, and is told when it is not to be had."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from knowledge.files.locking import Busy, alone


def test_lock_that_is_not_given_back_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with alone(lock), pytest.raises(Busy, match="Try again in a minute"), alone(lock, patience=0.1):
        pass


def test_next_one_gets_the_lock_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "lock"):
        raise ZeroDivisionError
    with alone(tmp_path / "lock", patience=0):
        pass


def test_who_waits_gets_the_lock_when_it_is_free(tmp_path: Path) -> None:
    order: list[str] = []

    def wait() -> None:
        with alone(tmp_path / "folder" / "lock"):
            order.append("second")

    with alone(tmp_path / "folder" / "lock"):
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]
