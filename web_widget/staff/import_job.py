"""An import that goes on in the background while a page shows how far it is."""

from __future__ import annotations

import json
import logging
import os
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from knowledge.faults import KnowledgeError
from knowledge.open_referral.feed import Feed
from knowledge.open_referral.importing import Progress, import_feed
from knowledge.open_referral.report import Report

BROKEN_OFF = "The import broke off, since the assistant was stopped. Import again: it goes on where it was."
UNEXPECTED = (
    "Something went wrong that nobody foresaw. It is written in the log. Import again: it goes on where it was."
)
_PATIENCE = 5.0
"""Seconds. Whoever looks how far an import is holds the lock for an instant."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class State:
    """The last import.

    Attributes:
        feed: its name.
        running: whether it is at work.
        progress: after its last page.
        report: once it is at its end.
        problem: why it did not come to an end, or "".
    """

    feed: str
    running: bool
    progress: Progress | None = None
    report: Report | None = None
    problem: str = ""


class ImportJob:
    """One import at a time, for all processes of the gateway.

    Args:
        content_folder: where `services/` is.
        work_folder: where it is noted how far an import has come.
    """

    def __init__(self, content_folder: Path, work_folder: Path) -> None:
        self._content, self._work = content_folder, work_folder

    def start(self, feed: Feed, today: date) -> None:
        """Begin in the background."""
        self._work.mkdir(parents=True, exist_ok=True)
        started = threading.Event()
        threading.Thread(target=self._run, args=(feed, today, started), daemon=True).start()
        started.wait(_PATIENCE)

    def state(self) -> State | None:
        """How the last import goes or went; None where there was none."""
        state = self._read()
        if state and state.running and not self._at_work():
            state = self._read()  # it may have ended between the two looks
            if state and state.running:
                return replace(state, running=False, problem=BROKEN_OFF)
        return state

    def _run(self, feed: Feed, today: date, started: threading.Event) -> None:
        try:
            with FileLock(self._work / "page.lock", timeout=_PATIENCE):
                state = State(feed.name, running=True)
                self._write(state)
                started.set()
                self._write(self._imported(feed, today, state))
        except Timeout:
            logger.warning("An import was asked for while another was at work.")
        finally:
            started.set()

    def _imported(self, feed: Feed, today: date, state: State) -> State:
        def tell(progress: Progress) -> None:
            self._write(replace(state, progress=progress))

        try:
            report = import_feed(feed, self._content, self._work, today, tell)
        except KnowledgeError as error:
            return replace(state, running=False, problem=str(error))
        except Exception:  # whatever it is, the page must not wait for ever
            logger.exception("An import failed.")
            return replace(state, running=False, problem=UNEXPECTED)
        return replace(state, running=False, report=report)

    def _at_work(self) -> bool:
        try:
            with FileLock(self._work / "page.lock", timeout=0):
                return False
        except Timeout:
            return True

    def _write(self, state: State) -> None:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self._work, delete=False) as file:
            json.dump(asdict(state), file)
        os.replace(file.name, self._work / "page.json")

    def _read(self) -> State | None:
        try:
            return _state(json.loads((self._work / "page.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError):
            return None


def _state(data: Mapping[str, Any]) -> State:
    progress, report = data["progress"], data["report"]
    return State(
        **{
            **data,
            "progress": Progress(**progress) if progress else None,
            "report": Report.from_json(report) if report else None,
        }
    )
