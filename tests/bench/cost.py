"""What it costs to make the assistant ready: training, and building the index whole or after one changed file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.settings import ROOT, Paths

LOG = ROOT / "var" / "log" / "bench.log"
"""What the commands say: Rasa's training log is long."""
TRAIN = (sys.executable, "-m", "bot", "train", "--data", "bot/data", "--force", "--out")
_WORDINGS = re.compile(r"(\nquestions:\n  answer:\n)( *- )")
BUILD = (sys.executable, "-m", "knowledge", "build")


@dataclass(frozen=True)
class Cost:
    """Seconds from giving the command to its end."""

    training: float
    full_build: float
    one_file_build: float


def measure(content: Path) -> Cost:
    """Train, and build from a copy of `content`; what the product uses is not touched.

    Raises:
        subprocess.CalledProcessError: a command failed; var/log/bench.log holds what it said.
    """
    with tempfile.TemporaryDirectory() as scratch:
        kept = Paths.from_environment().encoders
        paths = Paths(content=Path(scratch) / "content", index=Path(scratch) / "index", encoders=kept)
        shutil.copytree(content, paths.content)
        own = {"ASSISTANT_CONTENT": str(paths.content), "ASSISTANT_INDEX": str(paths.index)}
        full = _seconds(BUILD, own)
        training = _seconds((*TRAIN, str(Path(scratch) / "models")), own)
        change_one_file(paths.content)
        return Cost(training=training, full_build=full, one_file_build=_seconds(BUILD, own))


def change_one_file(content: Path) -> None:
    """Add a wording to the first topic page."""
    page = min((content / "topics").glob("*.md"))
    text = page.read_text(encoding="utf-8")
    page.write_text(_WORDINGS.sub(r"\1\2a wording that was not there before\n\2", text, count=1), encoding="utf-8")


def _seconds(command: tuple[str, ...], own: Mapping[str, str]) -> float:
    LOG.parent.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with LOG.open("ab") as log:
        subprocess.run(command, cwd=ROOT, env={**os.environ, **own}, stdout=log, stderr=log, check=True)
    return time.perf_counter() - began
