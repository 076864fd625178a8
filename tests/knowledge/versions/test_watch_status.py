"""What the watcher did last can be read by others."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.faults import Fault
from knowledge.versions.watch_status import (
    ATTEMPT,
    TRAINING,
    Attempt,
    Stage,
    Training,
    keep,
    keep_training,
    last_attempt,
)

FAULT = Fault("topics/short-breaks.md", 3, "title", "It is empty.", "Write one.")
WHEN = datetime(2026, 11, 22, 10, 30, 5, 250_000, UTC)


@pytest.mark.parametrize(
    "attempt",
    [
        Attempt(WHEN, None),
        Attempt(WHEN, "0123456789ab", (FAULT,)),
    ],
)
def test_what_was_kept_is_read_again(tmp_path: Path, attempt: Attempt) -> None:
    keep(attempt, tmp_path / "index")
    assert last_attempt(tmp_path / "index") == attempt


def test_training_is_told_with_the_attempt(tmp_path: Path) -> None:
    keep(Attempt(WHEN, "0123456789ab"), tmp_path)
    training = Training(Stage.IN_USE, 100, "98 of 100 right")
    keep_training(training, tmp_path)
    assert last_attempt(tmp_path) == Attempt(WHEN, "0123456789ab", (), training)
    (tmp_path / TRAINING).write_text("{}", encoding="utf-8")
    assert last_attempt(tmp_path) == Attempt(WHEN, "0123456789ab")


def test_nothing_is_known_before_the_first_attempt(tmp_path: Path) -> None:
    assert last_attempt(tmp_path) is None


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"at": "yesterday"}', '{"at": 1}'])
def test_damaged_file_tells_nothing(tmp_path: Path, damage: str) -> None:
    (tmp_path / ATTEMPT).write_text(damage, encoding="utf-8")
    assert last_attempt(tmp_path) is None
