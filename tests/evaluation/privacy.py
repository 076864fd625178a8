"""`make privacy`: how much of what is marked is taken out, and how many clean messages are touched."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.versions.live import live_content
from web_widget.privacy.redactor import Redaction, Redactor
from web_widget.privacy.word_lists import word_kinds

FILE = Path(__file__).with_name("privacy.jsonl")
TAKEN_OUT = 0.96
TOUCHED = 0.03
_MARK = re.compile(r"\[\[(\w+):([^\]]+)\]\]")


@dataclass(frozen=True)
class Marked:
    """A made-up message.

    Attributes:
        text: as a parent would type it.
        spans: what must be taken out: kind, start and end.
        held_out: it was not looked at while the recognisers were written.
    """

    id: str
    text: str
    spans: tuple[tuple[str, int, int], ...]
    held_out: bool


@dataclass(frozen=True)
class Outcome:
    """What became of a message."""

    message: Marked
    redaction: Redaction

    def taken_out(self, start: int, end: int) -> bool:
        """Whether every letter and digit of a span is gone."""
        gone = {place for part in self.redaction.removed for place in range(part.start, part.end)}
        return all(place in gone for place in range(start, end) if self.message.text[place].isalnum())

    @property
    def missed(self) -> tuple[str, ...]:
        """The kinds of the spans that were left."""
        return tuple(kind for kind, start, end in self.message.spans if not self.taken_out(start, end))

    @property
    def touched(self) -> bool:
        """It is clean, and something was taken out."""
        return not self.message.spans and bool(self.redaction.removed)


def read(line: str) -> Marked:
    """A line of the file: "my son [[name:jak]] is 7". Messages with an even number are held out."""
    row = json.loads(line)
    text, spans, position = "", [], 0
    for mark in _MARK.finditer(row["text"]):
        text += row["text"][position : mark.start()]
        start = len(text)
        text += mark[2]
        # Of a postcode the first half stays.
        inward = len(re.sub(r"\s*\w{3}$", "", mark[2])) if mark[1] == "postcode" else 0
        spans.append((mark[1], start + inward, len(text)))
        position = mark.end()
    return Marked(row["id"], text + row["text"][position:], tuple(spans), int(row["id"][-3:]) % 2 == 0)


def messages() -> list[Marked]:
    """All of them."""
    return [read(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def report(title: str, outcomes: Sequence[Outcome]) -> bool:
    """Print the figures; whether they are good enough."""
    spans = Counter(kind for outcome in outcomes for kind, _, _ in outcome.message.spans)
    missed = Counter(kind for outcome in outcomes for kind in outcome.missed)
    clean = [outcome for outcome in outcomes if not outcome.message.spans]
    touched = sum(outcome.touched for outcome in clean)
    out = 1 - missed.total() / spans.total()
    print(f"{title}: {spans.total() - missed.total()} of {spans.total()} spans taken out ({out:.1%}), ", end="")
    print(f"{touched} of {len(clean)} clean messages touched ({touched / len(clean):.1%})")
    for kind, count in sorted(spans.items()):
        print(f"  {kind:26} {count - missed[kind]:4} of {count:4}")
    return out >= TAKEN_OUT and touched / len(clean) <= TOUCHED


def wrong(outcomes: Iterable[Outcome]) -> list[str]:
    """A line for each message with a fault."""
    return [f"  {o.message.id} {o.message.text!r} -> {o.redaction.text!r}" for o in outcomes if o.missed or o.touched]


def main() -> int:
    """Print the figures, and the faults of the half that may be looked at; 1 where the figures of both are too low."""
    _, content = live_content().current()
    redactor = Redactor(word_kinds(), content)
    outcomes = [Outcome(message, redactor.redact(message.text)) for message in messages()]
    seen = [outcome for outcome in outcomes if not outcome.message.held_out]
    held_out = [outcome for outcome in outcomes if outcome.message.held_out]
    report("Seen while it was written", seen)
    report("Held out", held_out)
    well = report("Both", outcomes)
    print("Faults among those seen:", *wrong(seen), sep="\n")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
