"""Finds out, in a process beside the gateway, which answers a draft would change, and tells how far it is."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.settings import ROOT
from web_widget.staff.desk import Desk
from web_widget.staff.drafts import Draft, read_json, write_json

FILE = "tried.json"
SILENT_SECONDS = 180.0
"""A process of which nothing was heard for so long has ended."""


class State(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Tried:
    """What is known so far.

    Attributes:
        state: how far it is.
        done, total: questions.
        changed: how many of them would be answered otherwise.
        groups: questions whose answer changes in the same way: "questions" (each "text" and "origin"), "what"
            changes, and the cards "before" and "after".
        words: why it failed.
    """

    state: State
    done: int = 0
    total: int = 0
    changed: int = 0
    groups: tuple[dict[str, Any], ...] = ()
    words: str = ""

    @property
    def working(self) -> bool:
        return self.state in (State.WAITING, State.WORKING)


def begin(desk: Desk, draft: Draft) -> None:
    """Begin to find out; what was found before is forgotten."""
    folder = desk.drafts.folder(draft.token)
    write_json(folder / FILE, {"state": State.WAITING.value})
    launch(folder, desk)


def launch(folder: Path, desk: Desk) -> None:
    """Start the process. It reads the draft from its folder and writes there what it finds."""
    command = [sys.executable, "-m", "web_widget.staff.try_draft", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    threading.Thread(target=process.wait, daemon=True).start()  # so that none is left over as a zombie


def found(folder: Path) -> Tried:
    """What is known so far."""
    kept = read_json(folder / FILE)
    if kept is None:
        return Tried(State.FAILED, words="It was not begun.")
    tried = Tried(**{**kept, "state": State(kept["state"]), "groups": tuple(kept.get("groups", ()))})
    if tried.working and time.time() - (folder / FILE).stat().st_mtime > SILENT_SECONDS:
        return Tried(State.FAILED, words="It stopped before it was done.")
    return tried
