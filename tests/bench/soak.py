"""`make soak MINUTES=10`: the running assistant under mixed messages; memory must stay flat and no handle leak."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import requests

from knowledge.evaluation import messages as labelled
from knowledge.settings import ROOT
from tests.bench.table import number, table
from tests.support.running import System, running

PICTURE = ROOT / "docs" / "soak.png"
VISITORS = 2
PAUSE_SECONDS = 0.1
SAMPLES = 120
WARM_UP = 0.3
"""The share of the time that is left out: until then everything has been used once."""
MOST_GROWTH = 0.05
MOST_MORE_HANDLES = 2
SEED = 20261123
TYPED = (
    *("hello", "thanks", "help", "how do i apply", "who do i ring", "what if they say no", "EHCP", "asdf qwer zxcv"),
    *("can i ask for an assessment myself", "yes", "no", "I am not sure", "skip", "start again", "x" * 2000, " "),
    *("find something for my son to do on saturdays", "Autism", "he is 7", "Oakham", "It may cost something"),
    *("work out my deadlines", "3 March 2026", "my son Quillan was born on 4/5/2016", "wheres the bins calendar"),
    *("my son says he wants to die", "moje dziecko ma autyzm i potrzebuje pomocy", "I want to talk to a person"),
)


@dataclass(frozen=True)
class Use:
    """What a part (with the processes that it started) takes at a moment: MiB resident, and open handles."""

    memory: float
    handles: int


@dataclass(frozen=True)
class Sample:
    """All parts at a moment, in seconds from the start."""

    seconds: float
    parts: Mapping[str, Use]


@dataclass(frozen=True)
class Verdict:
    """How a part went, from the first quarter after the warm-up to the last.

    Attributes:
        memory: MiB, at the median of the two quarters.
        most: MiB, the most that it ever took after the warm-up.
        handles: open handles, at the median of the two quarters.
    """

    part: str
    memory: tuple[float, float]
    most: float
    handles: tuple[float, float]

    @property
    def growth(self) -> float:
        """Of the memory, as a share."""
        before, after = self.memory
        return after / before - 1

    @property
    def flat(self) -> bool:
        """Whether neither memory nor handles grow."""
        before, after = self.handles
        return self.growth <= MOST_GROWTH and after - before <= MOST_MORE_HANDLES


def use_of(process: int) -> Use:
    """What a process and those that it started take now."""
    family = [psutil.Process(process), *psutil.Process(process).children(recursive=True)]
    return Use(sum(one.memory_info().rss for one in family) / 2**20, sum(one.num_fds() for one in family))


def verdicts(samples: Sequence[Sample]) -> list[Verdict]:
    """How each part went."""
    warm = samples[int(len(samples) * WARM_UP) :]
    quarter = max(len(warm) // 4, 1)
    return [_verdict(part, [sample.parts[part] for sample in warm], quarter) for part in warm[0].parts]


def _verdict(part: str, uses: Sequence[Use], quarter: int) -> Verdict:
    first, last = uses[:quarter], uses[-quarter:]
    return Verdict(
        part,
        (statistics.median(use.memory for use in first), statistics.median(use.memory for use in last)),
        max(use.memory for use in uses),
        (statistics.median(use.handles for use in first), statistics.median(use.handles for use in last)),
    )


class Visitor:
    """Talks with the assistant until it is told to stop: questions, journeys, feedback, nonsense, deleted chats.

    Attributes:
        sent: how many messages.
        failed: how many of them got no answer that they should have got.
    """

    def __init__(self, system: System, questions: Sequence[str], seed: int) -> None:
        self._address = system.address
        self._chance = random.Random(seed)
        self._questions = questions
        self.sent = self.failed = 0

    def talk(self, stop: threading.Event) -> None:
        """Have one conversation after another."""
        with requests.Session() as session:
            while not stop.is_set():
                self._converse(session, stop)

    def _converse(self, session: requests.Session, stop: threading.Event) -> None:
        token = session.post(f"{self._address}/api/conversations", json={}, timeout=20).json()["conversation"]
        for _ in range(self._chance.randint(3, 10)):
            text = self._chance.choice(self._chance.choice((self._questions, TYPED)))
            self._send(session, "POST", "messages", {"conversation": token, "text": text})
            if stop.wait(PAUSE_SECONDS):
                return
        if self._chance.random() < 0.3:
            helped = {"conversation": token, "entry": "short-breaks", "helped": "no", "comment": "too long ago"}
            self._send(session, "POST", "feedback", helped)
        if self._chance.random() < 0.2:
            self._send(session, "DELETE", "conversations", {"conversation": token})

    def _send(self, session: requests.Session, method: str, path: str, body: Mapping[str, str]) -> None:
        reply = session.request(method, f"{self._address}/api/{path}", json=body, timeout=20)
        self.sent += 1
        self.failed += reply.status_code not in (200, 400, 413)


@contextmanager
def talking(visitors: Sequence[Visitor]) -> Iterator[None]:
    """All of them talk meanwhile."""
    stop = threading.Event()
    threads = [threading.Thread(target=visitor.talk, args=[stop]) for visitor in visitors]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def watch(processes: Mapping[str, int], seconds: float, say: Callable[[str], None]) -> list[Sample]:
    """Look at the processes at even times.

    Args:
        processes: their ids, by the name of the part.
        seconds: for how long.
        say: is told how far it is.
    """
    begun = time.monotonic()
    samples = []
    for number_of in range(SAMPLES):
        time.sleep(max(begun + seconds * (number_of + 1) / SAMPLES - time.monotonic(), 0))
        parts = {part: use_of(process) for part, process in processes.items()}
        samples.append(Sample(time.monotonic() - begun, parts))
        if number_of % (SAMPLES // 6) == 0:
            say(f"{samples[-1].seconds:.0f} s: {sum(use.memory for use in parts.values()):.0f} MiB")
    return samples


def draw(samples: Sequence[Sample], path: Path) -> None:
    """The memory and the handles of each part over the time, as a picture."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (memory, handles) = pyplot.subplots(2, sharex=True, figsize=(7, 6))
    minutes = [sample.seconds / 60 for sample in samples]
    for part in samples[0].parts:
        memory.plot(minutes, [sample.parts[part].memory for sample in samples], label=part)
        handles.plot(minutes, [sample.parts[part].handles for sample in samples], label=part)
    memory.set(ylabel="Memory, MiB", title="Soak: what each part takes while it is talked with", ylim=(0, None))
    handles.set(ylabel="Open handles", xlabel="Minutes", ylim=(0, None))
    for axes in (memory, handles):
        axes.axvspan(0, minutes[-1] * WARM_UP, color="grey", alpha=0.15)
        axes.grid(alpha=0.3)
    memory.legend(loc="center right")
    figure.savefig(path, dpi=100, bbox_inches="tight")


def report(found: Sequence[Verdict]) -> str:
    """For people."""
    head = ["Part", "MiB after warm-up", "MiB at the end", "growth", "most", "handles", "at the end", "flat"]
    return table(
        head,
        [
            [
                *(one.part, *map(number, one.memory), f"{one.growth:+.1%}", number(one.most)),
                *(number(count, 0) for count in one.handles),
                "yes" if one.flat else "NO",
            ]
            for one in found
        ],
    )


def main() -> int:
    """Soak and print; 1 where something grows or a message failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--json", action="store_true", help="print for programs")
    parser.add_argument("--picture", type=Path, default=PICTURE, help="where the picture is written")
    options = parser.parse_args()
    questions = [message.text for message in labelled.read()]
    with running() as system:
        visitors = [Visitor(system, questions, SEED + number_of) for number_of in range(VISITORS)]
        processes = {name: process.pid for name, process in system.processes.items()}
        with talking(visitors):
            samples = watch(processes, options.minutes * 60, lambda line: print(line, file=sys.stderr))
    draw(samples, options.picture)
    found = verdicts(samples)
    sent, failed = sum(one.sent for one in visitors), sum(one.failed for one in visitors)
    if options.json:
        parts = [{**asdict(one), "growth": one.growth, "flat": one.flat} for one in found]
        print(json.dumps({"minutes": options.minutes, "messages": sent, "failed": failed, "parts": parts}))
    else:
        print(f"{sent} messages in {options.minutes:g} minutes, of which {failed} failed.\n\n{report(found)}")
    return 0 if not failed and all(one.flat for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
