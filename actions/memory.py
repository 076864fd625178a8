"""What a conversation remembers between turns: never what a parent typed, only what was shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

SHOWN_KEPT = 6


@dataclass(frozen=True)
class Memory:
    """The state of the talk.

    Attributes:
        topic: id of the entry that the last answer was about.
        shown: what was shown lately, each "entry/section", the newest last.
        misses: how many messages in a row had no answer.
    """

    topic: str | None = None
    shown: tuple[str, ...] = ()
    misses: int = 0

    def answered(self, entry: str, section: str) -> Memory:
        """After an answer."""
        return Memory(entry, (*self.shown, f"{entry}/{section}")[-SHOWN_KEPT:], 0)

    def missed(self) -> Memory:
        """After a message that had no answer."""
        return replace(self, misses=self.misses + 1)

    def shown_lately(self, entry: str, section: str) -> bool:
        """Whether this is among what was shown lately."""
        return f"{entry}/{section}" in self.shown

    def shown_last(self, entry: str, section: str) -> bool:
        """Whether this was the last thing shown."""
        return bool(self.shown) and self.shown[-1] == f"{entry}/{section}"


def recall(tracker: Tracker) -> Memory:
    """The memory that the slots of a tracker hold."""
    return Memory(
        tracker.get_slot("topic"), tuple(tracker.get_slot("shown") or ()), int(tracker.get_slot("misses") or 0)
    )


def keep(memory: Memory) -> list[dict[str, Any]]:
    """The events that put a memory into the slots."""
    return [
        SlotSet("topic", memory.topic),
        SlotSet("shown", list(memory.shown)),
        SlotSet("misses", float(memory.misses)),
    ]
