"""Runs one action on one message."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.card_schema import CARD

Card = dict[str, Any]


def run(action: Action, **message: Any) -> tuple[list[Card], list[Any]]:
    """The cards, each held against the schema, and the events."""
    latest = {"text": "", "intent": {"name": "open_question"}, "entities": [], **message}
    tracker = Tracker("someone", {}, latest, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, {})
    cards = [sent["custom"] for sent in dispatcher.messages]
    for card in cards:
        Draft7Validator(CARD).validate(card)
    return cards, events


def intent(name: str) -> dict[str, str]:
    """The intent of a message."""
    return {"name": name}
