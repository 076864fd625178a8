"""Lets a process follow the clock of `tests/support/clock.py`. Python imports a module of this name as it starts.

Only what Python tells of the time is moved: not what it waits by, nor the times that the machine gives to files.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import time_machine

LOOKS_EVERY_SECONDS = 0.1


class Follower:
    """Keeps the clock of this process as far from the machine's as a file says.

    Args:
        folder: where that file stands, and where each process writes how far it has moved.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clock = time_machine.travel(None).start()
        self._followed: int | None = None

    def start(self) -> None:
        """Move to where the clock stands now, and go on following it; a process that was forked begins anew."""
        self._followed = None
        self._look()
        threading.Thread(target=self._keep_looking, name="clock", daemon=True).start()

    def _keep_looking(self) -> None:
        while True:
            time.sleep(LOOKS_EVERY_SECONDS)
            self._look()

    def _look(self) -> None:
        seconds = int((self._folder / "seconds").read_text())
        if seconds != self._followed:
            self._clock.shift(seconds - _moved())
            (self._folder / str(os.getpid())).write_text(str(round(_moved())))
            self._followed = seconds


def _moved() -> float:
    """How far the clock of this process is from the machine's, in seconds."""
    return time.time() - time_machine.escape_hatch.time.time()


follower = Follower(Path(os.environ["MOVED_CLOCK"]))
follower.start()
os.register_at_fork(after_in_child=follower.start)
