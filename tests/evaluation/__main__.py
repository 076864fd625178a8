"""`make evaluate FILE=...`: asks every message of a file over HTTP and prints every figure that the file can tell."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import requests

from knowledge.evaluation.messages import Message, UnknownForm, read
from knowledge.files import loading
from knowledge.settings import Paths
from tests.evaluation.measure import figures
from tests.evaluation.replies import Reply, Words, read_cards
from tests.evaluation.report import as_json, as_text
from tests.support.running import System, running

EVERY = 25
"""So often it is said how far the asking is."""


def main() -> int:
    """Measure one file."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("file", type=Path, help="labelled messages, one JSON object a line (docs/quality.md)")
    parser.add_argument("--address", help="of an assistant that runs; without it one is started")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    try:
        messages = read(options.file)
    except (OSError, UnknownForm) as error:
        print(error, file=sys.stderr)
        return 2
    words = Words.of(loading.load(Paths.from_environment().content))
    with _assistant(options.address) as system:
        replies = ask_all(system, messages, words, _progress)
    found = figures(replies)
    print(json.dumps(as_json(replies, found), indent=2) if options.json else as_text(replies, found))
    return 0


@contextmanager
def _assistant(address: str | None) -> Iterator[System]:
    """The assistant at an address, or one that is started and stopped."""
    with ExitStack() as stack:
        if address:
            session = stack.enter_context(requests.Session())
            yield System(address.rstrip("/"), {}, Path(), Path(), session)
        else:
            print("Starting the assistant.", file=sys.stderr)
            yield stack.enter_context(running())


def ask_all(
    system: System, messages: Sequence[Message], words: Words, progress: Callable[[int, int], None]
) -> list[Reply]:
    """Ask each in a conversation of its own, after what was asked first where that is given.

    Args:
        system: the running assistant.
        messages: as labelled.
        words: the fixed words of the assistant.
        progress: is told after each message how many were asked, and of how many.
    """
    replies = []
    for number, message in enumerate(messages, start=1):
        conversation, _ = system.begin()
        if message.first:
            system.ask(message.first, conversation)
        replies.append(read_cards(message, system.ask(message.text, conversation), words))
        progress(number, len(messages))
    return replies


def _progress(number: int, total: int) -> None:
    if number % EVERY == 0 or number == total:
        end = "\n" if number == total else ""
        print(f"\r{number} of {total} asked", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
