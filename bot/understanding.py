"""`python -m bot.understanding <model>`: the share of labelled messages that a model takes for what they are."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.spared import spare_pytorch, spare_tensorflow
from knowledge.settings import ROOT

MESSAGES = ROOT / "tests" / "evaluation" / "questions.jsonl"
MOST_MESSAGES = 150
"""So many are asked, taken evenly: a check takes some ten seconds."""

QUESTION, TALK = "question", "talk"
_LABELS = {"in_scope": QUESTION, "out_of_scope": QUESTION, "smalltalk": TALK}
_ASKED_ANYHOW = frozenset({"out_of_scope", "nlu_fallback"})

Understand = Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True)
class Labelled:
    """A message, and whether it is a QUESTION or TALK."""

    text: str
    kind: str


def labelled(path: Path = MESSAGES) -> Sequence[Labelled]:
    """The messages that are asked."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [Labelled(line["text"], _LABELS[line["kind"]]) for line in lines if line["kind"] in _LABELS]
    return found[:: max(1, len(found) // MOST_MESSAGES)]


def share_right(messages: Sequence[Labelled], understand: Understand, topics: frozenset[str]) -> float:
    """The share of messages that are taken for what they are, 0 to 1.

    Args:
        messages: what is asked.
        understand: gives what Rasa makes of a text.
        topics: the intents that ask for an answer from the knowledge.
    """

    def kind_of(intent: str) -> str:
        return QUESTION if intent in topics | _ASKED_ANYHOW else TALK

    right = [kind_of(understand(message.text)["intent"]["name"]) == message.kind for message in messages]
    return sum(right) / len(right)


def main() -> int:
    """Load the model that is named, ask it, and print the share."""
    spare_tensorflow()
    spare_pytorch()
    from rasa.core.agent import Agent

    from bot.importer import topic_intents
    from knowledge.live import live_content

    agent = Agent.load(sys.argv[1])
    topics = topic_intents(live_content().current()[1])
    print(share_right(labelled(), lambda text: asyncio.run(agent.parse_message(text)), topics))
    return 0


if __name__ == "__main__":
    sys.exit(main())
