"""The stages of a run: each system is started, asked and stopped before the next, so that none slows another."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import requests

from knowledge.files.records import Content
from tests.bench.memory import memory_of
from tests.bench.peers import stock_rasa
from tests.bench.peers.assistant import Assistant, Sure
from tests.bench.peers.environments import FOLDER
from tests.bench.peers.stock_rasa_project import trained
from tests.bench.ranking import Ranking, Served
from tests.bench.results import ServedRun
from tests.bench.speed import AT_ONCE, never_asked, time_messages
from tests.support.running import running


@dataclass(frozen=True)
class Asked:
    """What a system was asked.

    Attributes:
        texts: for the figures of rightness.
        timed: for those of speed.
    """

    texts: Sequence[str]
    timed: Sequence[str]


@dataclass(frozen=True)
class Stage:
    """What one system that answers over HTTP gave; `training` is in seconds."""

    rankings: list[Ranking]
    run: ServedRun
    training: float | None = None


def measure_assistant(sure: Sure, asked: Asked) -> Stage:
    """Start this assistant and measure it."""
    began = time.perf_counter()
    with running() as system:
        return Stage(*_measure(Assistant(system, sure), asked, began))


def measure_stock_rasa(content: Content, python: Path, asked: Asked) -> Stage:
    """Train stock Rasa on `content`, start it and measure it."""
    project, training = trained(content, FOLDER / "stock_rasa", python)
    began = time.perf_counter()
    with stock_rasa.serving(project, python) as served:
        return Stage(*_measure(served, asked, began), training)


def _measure(served: Served, asked: Asked, began: float) -> tuple[list[Ranking], ServedRun]:
    with requests.Session() as session:
        served.begin(session)(asked.timed[0])
    first_answer = time.perf_counter() - began
    rankings = served.rank(asked.texts)
    timings = tuple(time_messages(served, never_asked(asked.timed, at_once), at_once) for at_once in AT_ONCE)
    return rankings, ServedRun(timings, tuple(memory_of(served.processes)), first_answer)
