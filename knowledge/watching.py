"""What the watcher last did, for whoever shows it: small files beside the index, each written by one process."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.faults import Fault

ATTEMPT, TRAINING = "last_attempt.json", "last_training.json"


class Stage(StrEnum):
    """How far the dialogue model is with wordings that are new."""

    TRAINING = "training"
    CHECKING = "checking"
    IN_USE = "in_use"
    NOT_BETTER = "not_better"
    FAILED = "failed"


@dataclass(frozen=True)
class Training:
    """The last training of the dialogue model.

    Attributes:
        stage: how far it is, or how it ended.
        percent: how much of it is done, 0 to 100.
        figures: what was measured, in words; empty before that.
    """

    stage: Stage
    percent: int
    figures: str = ""


@dataclass(frozen=True)
class Attempt:
    """The last time that the content was looked at because it had changed.

    Attributes:
        at: when.
        version: the version that is live since then; None where there is none yet.
        faults: why what stands in the content folder was refused; what was live stays. Empty: it is live.
        training: of the dialogue model, since wordings changed; None where they did not.
    """

    at: datetime
    version: str | None
    faults: tuple[Fault, ...] = ()
    training: Training | None = None


def last_attempt(index_folder: Path) -> Attempt | None:
    """What the watcher last did, or None where it did nothing yet.

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
    """The last training of the dialogue model while everything ran, or None where there was none yet."""
    try:
        kept = json.loads((index_folder / TRAINING).read_text(encoding="utf-8"))
        return Training(Stage(kept["stage"]), kept["percent"], kept["figures"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(attempt: Attempt, index_folder: Path) -> None:
    """Write down what was done, but for the training, which is written down by who trains."""
    at = attempt.at.astimezone(UTC).isoformat(timespec="milliseconds")
    faults = [asdict(fault) for fault in attempt.faults]
    _write(index_folder / ATTEMPT, {"at": at, "version": attempt.version, "faults": faults})


def keep_training(training: Training, index_folder: Path) -> None:
    """Write down how far a training is."""
    _write(index_folder / TRAINING, asdict(training))


def _write(path: Path, what: dict[str, Any]) -> None:
    """Write it, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".new")
    scratch.write_text(json.dumps(what, ensure_ascii=False), encoding="utf-8")
    os.replace(scratch, path)
