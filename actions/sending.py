"""`send` hands a reply to Rasa: the cards of an action, and the outcome of the message."""

from __future__ import annotations

from typing import Optional

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.card_types import Card, to_wire
from actions.wire import Outcome, Reply


def send(
    dispatcher: CollectingDispatcher, version: str, outcome: Outcome, *cards: Card, entry: Optional[str] = None
) -> None:
    """Send a reply.

    Args:
        dispatcher: of the action.
        version: of the content that made the cards; each card says it, too.
        outcome: what the action did with the message.
        cards: what the parent sees.
        entry: id of the page that is shown, if one is.
    """
    versioned = tuple({**to_wire(card), "version": version} for card in cards)
    dispatcher.utter_message(custom=Reply(versioned, outcome, entry, version).to_wire())


def outcome_of_people(tracker: Tracker) -> Outcome:
    """The outcome of a message to which people are named: a journey that is open goes on asking, else it is over."""
    return Outcome.GUIDED if tracker.active_loop_name else Outcome.HANDED_OVER
