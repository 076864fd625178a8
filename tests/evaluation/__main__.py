"""`make evaluate FILE=...`: asks every message over HTTP, each in a new conversation, and prints the figures."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.evaluation.measure import Message, Reply, by_topic, figures, read_cards, wrong
from tests.running import System, running


def main() -> int:
    """Measure one file."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("file", type=Path, help='lines of {"id", "text", "topics", "kind"}; "section" may be added')
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    messages = read_messages(options.file)
    print("Starting the assistant.", file=sys.stderr)
    with running() as system:
        replies = ask_all(system, messages)
    if options.json:
        print(json.dumps({"figures": figures(replies), "wrong": [r.message.id for r in wrong(replies)]}, indent=2))
    else:
        report(replies)
    return 0


def read_messages(path: Path) -> list[Message]:
    """The labelled messages of a file in JSON lines."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Message(r["id"], r["text"], tuple(r["topics"]), r["kind"], r.get("section")) for r in rows]


def ask_all(system: System, messages: list[Message]) -> list[Reply]:
    """Ask each in a conversation of its own."""
    replies = []
    for number, message in enumerate(messages, start=1):
        replies.append(read_cards(message, system.ask(message.text)))
        if number % 25 == 0 or number == len(messages):
            print(f"\r{number} of {len(messages)} asked", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return replies


def report(replies: list[Reply]) -> None:
    """Print the figures, the topics from worst to best, and what went wrong."""
    kinds = sorted({reply.message.kind for reply in replies})
    counts = ", ".join(f"{sum(r.message.kind == kind for r in replies)} {kind}" for kind in kinds)
    print(f"{len(replies)} messages: {counts}\n")
    for name, value in figures(replies).items():
        print(f"  {name:44} {'-' if value is None else f'{value:6.1%}'}")
    print("\nRight first, by topic:")
    for topic, (right, total) in by_topic(replies).items():
        print(f"  {topic:34} {right} of {total}")
    print("\nWrong:")
    for reply in wrong(replies):
        expected = "/".join(reply.message.topics) or reply.message.kind
        got = ", ".join(reply.entries[:3]) or "-"
        print(f"  {reply.message.id:10} {expected} -> {reply.outcome} {reply.confidence:.2f}: {got}")


if __name__ == "__main__":
    sys.exit(main())
