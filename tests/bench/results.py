"""What one run of the benchmark measured, and how it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.cost import Cost
from tests.bench.memory import Memory
from tests.bench.quality import Figures
from tests.bench.speed import Timing
from tests.bench.table import number, share, table

QUALITY_NOTE = """\
95% intervals from 1,000 resamples of the questions. "Answered" and "refused" (of in-scope and of out-of-scope
questions) are as the system stands; "refused at 95%" is at the threshold that answers 95% of in-scope questions.
This assistant is asked over HTTP, and a topic that it only offers is not counted as first; its confidence is what its
knowledge search reckons offline, as the API gives one only with an answer. Stock Rasa's first topic counts even where
it would refuse. "-": the system has no sections."""
SPEED_NOTE = """\
Over HTTP, six messages to a conversation. This assistant is asked through its gateway, stock Rasa at its REST channel.
The floor is one forward pass of the sentence model on the same messages."""
MEMORY_NOTE = "MiB after the messages, started processes included; in PSS, what processes share is counted once."


@dataclass(frozen=True)
class ServedRun:
    """What was measured of one system that answers over HTTP."""

    timings: tuple[Timing, ...]
    memory: tuple[Memory, ...]
    first_answer: float


@dataclass(frozen=True)
class Results:
    """One run.

    Attributes:
        machine: what it ran on.
        questions: how many of each kind.
        quality: the row of each system.
        floor: one forward pass.
        served: the systems that answer over HTTP, by name.
        stock_training: seconds.
        cost: of making the assistant ready, where it was measured.
    """

    machine: str
    questions: Mapping[str, int]
    quality: Mapping[str, Figures]
    floor: Timing
    served: Mapping[str, ServedRun]
    stock_training: float | None
    cost: Cost | None

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return asdict(self)

    def to_text(self) -> str:
        """The same for people."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.questions.items())
        parts = [
            f"{self.machine}; {kinds}",
            _titled("Quality", _quality(self.quality), QUALITY_NOTE),
            _titled("Speed", _speed(self.floor, self.served), SPEED_NOTE),
            _titled("Memory", _memory(self.served), MEMORY_NOTE),
            _titled("Seconds to be ready", _seconds(self)),
        ]
        return "\n\n".join(parts)


def _titled(title: str, body: str, note: str = "") -> str:
    return "\n\n".join(part for part in (f"## {title}", body, note) if part)


def _quality(rows: Mapping[str, Figures]) -> str:
    names = list(next(iter(rows.values())))
    return table(["", *names], [[system, *(share(row[name]) for name in names)] for system, row in rows.items()])


def _speed(floor: Timing, served: Mapping[str, ServedRun]) -> str:
    rows = [_timing("one forward pass (the floor)", floor, floor)]
    for name, run in served.items():
        rows += [_timing(f"{name}, {timing.at_once} at once", timing, floor) for timing in run.timings]
    return table(["", "median ms", "95% ms", "messages/s", "x floor", "failed"], rows)


def _timing(name: str, timing: Timing, floor: Timing) -> list[str]:
    ratio = timing.median / floor.median if timing.median and floor.median else None
    figures = (timing.median, timing.percentile_95, timing.per_second, ratio)
    return [name, *(number(figure) for figure in figures), str(timing.failed)]


def _memory(served: Mapping[str, ServedRun]) -> str:
    rows = []
    for system, run in served.items():
        whole = Memory("all", sum(one.rss for one in run.memory), sum(one.pss for one in run.memory))
        rows += [[f"{system}: {one.name}", number(one.rss, 0), number(one.pss, 0)] for one in (*run.memory, whole)]
    return table(["", "RSS", "PSS"], rows)


def _seconds(results: Results) -> str:
    rows = [[f"{name}: start to first answer", number(run.first_answer)] for name, run in results.served.items()]
    if results.cost:
        rows.append(["this assistant: training", number(results.cost.training)])
    if results.stock_training is not None:
        rows.append(["stock Rasa: training", number(results.stock_training)])
    if results.cost:
        rows.append(["index, built whole", number(results.cost.full_build)])
        rows.append(["index, after one changed file", number(results.cost.one_file_build, 2)])
    return table(["", "seconds"], rows)
