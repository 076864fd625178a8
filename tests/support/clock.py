"""A clock that is moved under running processes, while the machine's own stays as it is."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from knowledge.settings import ROOT
from tests.support.supervised import Supervised

FOLLOWER = ROOT / "tests" / "support" / "moved_clock"
FOLLOWED_SECONDS = 10
HOUR, DAY = 3600, 86_400


@dataclass(frozen=True)
class Clock:
    """The clock of all processes that are started with its environment.

    Attributes:
        folder: where it says how far it is off, and each process how far it has followed.
    """

    folder: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """Lets Python follow this clock."""
        paths = [str(FOLLOWER), *filter(None, [os.environ.get("PYTHONPATH")])]
        return {"PYTHONPATH": os.pathsep.join(paths), "MOVED_CLOCK": str(self.folder)}

    @contextmanager
    def moved(self, seconds: int, assistant: Supervised) -> Iterator[None]:
        """For a while the clock is off, for every process of an assistant; then it is put right.

        Args:
            seconds: how far on; below 0 how far back.
            assistant: was started with the environment of this clock.
        """
        self._move(seconds, assistant)
        try:
            yield
        finally:
            self._move(0, assistant)

    def say(self, seconds: int) -> None:
        """Say how far it is off."""
        written = self.folder / "written"
        written.write_text(str(seconds))
        written.replace(self.folder / "seconds")

    def _move(self, seconds: int, assistant: Supervised) -> None:
        self.say(seconds)
        deadline = time.monotonic() + FOLLOWED_SECONDS
        while behind := [one for one in assistant.everyone() if self._followed(one.pid) != str(seconds)]:
            assert time.monotonic() < deadline, f"The clock was moved by {seconds} seconds without {behind}."
            time.sleep(0.05)

    def _followed(self, process: int) -> str:
        said = self.folder / str(process)
        return said.read_text() if said.exists() else ""
