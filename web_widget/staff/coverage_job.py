"""The process that asks the questions of a run, so that parents' messages do not wait for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import request

from knowledge.coverage.runs import Runs, State
from knowledge.settings import ROOT
from web_widget.settings import Settings

AT_ONCE = 3
"""So many questions are asked at the same time: parents come first."""
ENDED = "It ended before it was done. The reason stands in the gateway's log. Press Go on to ask the rest."


@dataclass(frozen=True)
class Job:
    """What the process needs to know.

    Attributes:
        address: of this gateway.
        runs: where runs are kept.
        settings: of the gateway.
        content: the content folder.
        index: the index folder.
    """

    address: str
    runs: Runs
    settings: Settings
    content: Path
    index: Path

    def start(self, run: int) -> None:
        """Begin to ask the questions of a run, or go on with them.

        Args:
            run: its id. Its list must be kept.
        """
        options = ["--run", str(run), "--address", self.address, "--at-once", str(AT_ONCE)]
        folders = ["--content", str(self.content), "--index", str(self.index)]
        shared = {"ASSISTANT_SECRET": self.settings.secret, "RECORDS_URL": self.settings.keep.records_url}
        process = subprocess.Popen(
            ["nice", sys.executable, "-m", "knowledge", *folders, "coverage", *options],
            cwd=ROOT,
            env={**os.environ, **shared},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        threading.Thread(target=self._look_after, args=(process, run), daemon=True).start()

    def _look_after(self, process: subprocess.Popen[bytes], run: int) -> None:
        """Wait for the end of the process; where it could not say itself how it ended, say it."""
        process.wait()
        found = self.runs.find(run, datetime.now(UTC))
        if found and found.state in (State.RUNNING, State.STOPPING):
            self.runs.failed(run, ENDED)


def own_address() -> str:
    """Where this gateway listens, whatever name the browser knows it by."""
    host, port = request.environ["SERVER_NAME"], request.environ["SERVER_PORT"]
    return f"http://{'127.0.0.1' if host in ('0.0.0.0', '::', 'localhost') else host}:{port}"
