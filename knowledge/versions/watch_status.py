"""What the watcher last did, for the pages that show it: small files beside the index, each written by one process."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.faults import Fault
from knowledge.files import atomic

NEEDED_BYTES = 200_000_000
"""For the next version of the index; most of it is shared with the last."""
ATTEMPT, TRAINING = "last_attempt.json", "last_training.json"


class Stage(StrEnum):
    """The progress of training the dialogue model on new wordings."""

    TRAINING = "training"
    CHECKING = "checking"
    IN_USE = "in_use"
    NOT_BETTER = "not_better"
    FAILED = "failed"


@dataclass(frozen=True)
class Training:
    """The last training of the dialogue model.

    Attributes:
        stage: its progress, or how it ended.
        percent: how much of it is done, 0 to 100.
        figures: what was measured, in words; empty before that.
    """

    stage: Stage
    percent: int
    figures: str = ""


@dataclass(frozen=True)
class Attempt:
    """The last time the content was read because it had changed.

    Attributes:
        at: when.
        version: the version that has been live since then; None if there is none yet.
        faults: why the content folder was refused; what was live stays live. Empty if the folder is live.
        training: of the dialogue model, because wordings changed; None if they did not.
    """

    at: datetime
    version: str | None
    faults: tuple[Fault, ...] = ()
    training: Training | None = None


def disk_faults(index_folder: Path) -> tuple[Fault, ...]:
    """Whether there is room for another version of the index. On a full disk a refusal cannot be written down either.

    Args:
        index_folder: where versions are kept.
    """
    there = next((folder for folder in (index_folder, *index_folder.parents) if folder.is_dir()), Path("/"))
    free = shutil.disk_usage(there).free
    if free >= NEEDED_BYTES:
        return ()
    problem = f"{free / 1e6:.0f} MB are free where the index is kept, so no change can go live."
    return (Fault("the index", 1, "disk", problem, f"Make room: at least {NEEDED_BYTES / 1e6:.0f} MB."),)


def last_attempt(index_folder: Path) -> Attempt | None:
    """What the watcher last did, or None if it has done nothing yet.

    Args:
        index_folder: where versions are kept.
    """
    try:
        kept = json.loads((index_folder / ATTEMPT).read_text(encoding="utf-8"))
        faults = tuple(Fault(**fault) for fault in kept["faults"])
        return Attempt(datetime.fromisoformat(kept["at"]), kept["version"], faults, last_training(index_folder))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def last_training(index_folder: Path) -> Training | None:
    """The last training of the dialogue model while everything ran, or None if there was none yet."""
    try:
        kept = json.loads((index_folder / TRAINING).read_text(encoding="utf-8"))
        return Training(Stage(kept["stage"]), kept["percent"], kept["figures"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(attempt: Attempt, index_folder: Path) -> None:
    """Record what was done, except the training, which the training process records."""
    at = attempt.at.astimezone(UTC).isoformat(timespec="milliseconds")
    faults = [asdict(fault) for fault in attempt.faults]
    _write(index_folder / ATTEMPT, {"at": at, "version": attempt.version, "faults": faults})


def keep_training(training: Training, index_folder: Path) -> None:
    """Write down how far a training is."""
    _write(index_folder / TRAINING, asdict(training))


def _write(path: Path, what: dict[str, Any]) -> None:
    """Write it, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, json.dumps(what, ensure_ascii=False).encode())
