"""What travels from the actions to the gateway: a `Reply`, which holds the cards, their outcome and their page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

WireCard = dict[str, Any]
"""A card as JSON, as `card_types` defines it: what Rasa passes on, and what the API and the pages show."""


class Outcome(StrEnum):
    """What the assistant did with a message."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    NOT_KNOWN = "not_known"
    OUT_OF_SCOPE = "out_of_scope"
    DANGER = "danger"
    HANDED_OVER = "handed_over"
    GUIDED = "guided"
    TALK = "talk"


MOST_TELLING_FIRST = (
    Outcome.DANGER,
    Outcome.NOT_KNOWN,
    Outcome.HANDED_OVER,
    Outcome.OUT_OF_SCOPE,
    Outcome.ANSWERED,
    Outcome.GUIDED,
    Outcome.ASKED_BACK,
    Outcome.TALK,
)
"""Where several actions reply to one message, the first of these gives the outcome."""


@dataclass(frozen=True)
class Reply:
    """The reply of one action, or of all the actions that a message led to.

    Attributes:
        cards: what the parent sees.
        outcome: what the assistant did.
        entry: id of the page that was shown, if one was.
        version: of the content that the cards were made from.
    """

    cards: tuple[WireCard, ...]
    outcome: Outcome
    entry: str | None
    version: str

    def to_wire(self) -> dict[str, Any]:
        """The reply as JSON."""
        return {"cards": list(self.cards), "outcome": self.outcome.value, "entry": self.entry, "version": self.version}

    @classmethod
    def from_wire(cls, sent: Mapping[str, Any]) -> Reply:
        """The reply that JSON holds.

        Raises:
            KeyError, TypeError, ValueError: it holds none.
        """
        return cls(tuple(sent["cards"]), Outcome(sent["outcome"]), sent["entry"], sent["version"])


def joined(replies: Sequence[Reply]) -> Reply | None:
    """What several actions replied to one message, as one reply; None where there is not a single card."""
    cards = tuple(card for reply in replies for card in reply.cards)
    if not cards:
        return None
    telling = min(replies, key=lambda reply: MOST_TELLING_FIRST.index(reply.outcome))
    entry = next((reply.entry for reply in replies if reply.entry), None)
    return Reply(cards, telling.outcome, entry, telling.version)
