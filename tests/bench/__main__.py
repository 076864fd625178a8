"""`make bench`: prints how fast the assistant answers on this machine."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from knowledge.encoder import SentenceEncoder
from tests.bench.speed import Timing, time_floor, time_messages
from tests.evaluation.__main__ import read_messages
from tests.running import running

QUESTIONS = Path(__file__).resolve().parent.parent / "evaluation" / "questions.jsonl"
MESSAGES = 200


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--file", type=Path, default=QUESTIONS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = [message.text for message in read_messages(options.file)][:MESSAGES]
    floor = time_floor(SentenceEncoder(), texts)
    print("Starting the assistant.", file=sys.stderr)
    with running() as system:
        time_messages(system, texts[:20], 1)
        timings = [time_messages(system, texts, at_once) for at_once in (1, 5, 20)]
    if options.json:
        print(json.dumps({"floor": asdict(floor), "messages": [asdict(timing) for timing in timings]}, indent=2))
    else:
        report(floor, timings)
    return 0


def report(floor: Timing, timings: list[Timing]) -> None:
    """Print a table of milliseconds, and of ratios to the floor."""
    print(f"{'':34}{'median ms':>10}{'95% ms':>10}{'a second':>10}{'x floor':>10}")
    print(_row("one forward pass of the model", floor, floor))
    for timing in timings:
        print(_row(f"over HTTP, {timing.at_once} at once", timing, floor))


def _row(name: str, timing: Timing, floor: Timing) -> str:
    ratio = timing.median / floor.median
    return f"{name:34}{timing.median:10.1f}{timing.percentile_95:10.1f}{timing.per_second:10.1f}{ratio:10.1f}"


if __name__ == "__main__":
    sys.exit(main())
