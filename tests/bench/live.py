"""`python -m tests.bench.live`: seconds from saving a content file to the first card with its new words over HTTP."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.wire import WireCard
from tests.bench.table import table
from tests.support.content import change
from tests.support.own_copy import own_copy
from tests.support.running import System, running

ROUNDS = 5
PATIENCE_SECONDS = 60.0
EVERY_SECONDS = 0.02
PAGE, SERVICE = "england/topics/benefits-money.md", "services/blue-badge.yml"


@dataclass(frozen=True)
class Edit:
    """A change of one file, and how to see that it is live.

    Attributes:
        file: relative to the content folder.
        old: stands there; `new` takes its place, for the round's number.
        asked: what is typed to see it, for the round's number.
        seen: whether the cards show it, for the round's number.
    """

    file: str
    old: str
    new: Callable[[int], str]
    asked: Callable[[int], str]
    seen: Callable[[list[WireCard], int], bool]


def edits(button: str) -> Mapping[str, Edit]:
    """The three kinds of change, of a page with this button."""
    end = "\n## "
    return {
        "a contact": Edit(
            SERVICE,
            "description: Main council number",
            lambda turn: f"description: Desk {turn}",
            lambda turn: button,
            lambda cards, turn: f"Desk {turn}" in str(cards),
        ),
        "a sentence of a page": Edit(
            PAGE,
            end,
            lambda turn: f"\nThere is a new form, the blue form {turn}.\n{end}",
            lambda turn: button,
            lambda cards, turn: f"the blue form {turn}" in str(cards),
        ),
        "a new wording": Edit(
            PAGE,
            "questions:\n  answer:\n",
            lambda turn: f"questions:\n  answer:\n    - will somebody buy us {_animals(turn)}\n",
            lambda turn: f"will somebody buy us {_animals(turn)}",
            lambda cards, turn: any(card.get("entry") == "benefits-money" for card in cards),
        ),
    }


def measure(system: System, content: Path, edit: Edit, turn: int) -> float:
    """Make one change, ask until it shows, and take it back; the seconds until it showed.

    Raises:
        TimeoutError: it never did.
    """
    path = content / edit.file
    before = path.read_text(encoding="utf-8")
    change(content, edit.file, edit.old, edit.new(turn))
    seconds = _until(lambda: edit.seen(system.ask(edit.asked(turn)), turn))
    path.write_text(before, encoding="utf-8")
    _until(lambda: not edit.seen(system.ask(edit.asked(turn)), turn))
    return seconds


def _until(happened: Callable[[], bool]) -> float:
    began = time.perf_counter()
    while not happened():
        if time.perf_counter() - began > PATIENCE_SECONDS:
            raise TimeoutError(f"A change was not live within {PATIENCE_SECONDS:.0f} s.")
        time.sleep(EVERY_SECONDS)
    return time.perf_counter() - began


def _animals(turn: int) -> str:
    return ("a wombat", "two llamas", "his own goat", "some bees", "an old donkey")[turn % ROUNDS]


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch, running(own_copy(Path(scratch))) as system:
        content = Path(scratch) / "content"
        text = (content / PAGE).read_text(encoding="utf-8")
        button = next(line.removeprefix("ask: ") for line in text.splitlines() if line.startswith("ask: "))
        system.ask(button)
        rows = []
        for name, edit in edits(button).items():
            seconds = [measure(system, content, edit, turn) for turn in range(ROUNDS)]
            rows.append([name, f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}"])
    print(f"Seconds from saving a file to the first card that shows it, of {ROUNDS} changes each:\n")
    print(table(["Change of", "median", "most"], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
