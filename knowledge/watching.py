"""What the watcher last did, for whoever shows it: a small file beside the index, written by the watcher alone."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.faults import Fault

FILE = "last_attempt.json"


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
        kept: dict[str, Any] = json.loads((index_folder / FILE).read_text(encoding="utf-8"))
        training = kept["training"]
        return Attempt(
            datetime.fromisoformat(kept["at"]),
            kept["version"],
            tuple(Fault(**fault) for fault in kept["faults"]),
            training and Training(Stage(training["stage"]), training["percent"], training["figures"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(attempt: Attempt, index_folder: Path) -> None:
    """Write down what was done, whole or not at all."""
    index_folder.mkdir(parents=True, exist_ok=True)
    scratch = index_folder / f"{FILE}.new"
    written = {**asdict(attempt), "at": attempt.at.astimezone(UTC).isoformat(timespec="milliseconds")}
    scratch.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    os.replace(scratch, index_folder / FILE)
