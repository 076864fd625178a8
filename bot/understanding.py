"""`python -m bot.understanding <model>`: the share of labelled messages that a model understands correctly."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.import_stubs import spare_pytorch, spare_tensorflow
from knowledge.evaluation import messages

MOST_MESSAGES = 150
"""How many are asked at most, spread evenly: a check takes about ten seconds."""

QUESTION, TALK = "question", "talk"
_LABELS = {"in_scope": QUESTION, "out_of_scope": QUESTION, "smalltalk": TALK}
_ASKED_ANYHOW = frozenset({"out_of_scope", "nlu_fallback"})

Understand = Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True)
class Labelled:
    """A message, and whether it is a QUESTION or TALK."""

    text: str
    kind: str


def labelled() -> Sequence[Labelled]:
    """The messages that are asked."""
    found = [Labelled(one.text, _LABELS[one.kind]) for one in messages.read() if one.kind in _LABELS]
    return found[:: max(1, -(-len(found) // MOST_MESSAGES))]


def share_right(asked: Sequence[Labelled], understand: Understand, topics: frozenset[str]) -> float:
    """The share of messages that are taken for what they are, 0 to 1.

    Args:
        asked: the messages.
        understand: gives what Rasa makes of a text.
        topics: the intents that ask for an answer from the knowledge.
    """

    def kind_of(intent: str) -> str:
        return QUESTION if intent in topics | _ASKED_ANYHOW else TALK

    right = [kind_of(understand(message.text)["intent"]["name"]) == message.kind for message in asked]
    return sum(right) / len(right)


def main() -> int:
    """Load the model that is named, ask it, and print the share."""
    spare_tensorflow()
    spare_pytorch()
    from rasa.core.agent import Agent

    from bot.importer import topic_intents
    from knowledge.versions.live import live_content

    agent = Agent.load(sys.argv[1])
    topics = topic_intents(live_content().current()[1])
    print(share_right(labelled(), lambda text: asyncio.run(agent.parse_message(text)), topics))
    return 0


if __name__ == "__main__":
    sys.exit(main())
