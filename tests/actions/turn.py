"""Runs one action on one message."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from jsonschema import Draft7Validator
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.card_schema import CARD
from actions.wire import Reply, WireCard

NOTHING: Mapping[str, Any] = MappingProxyType({})
READ: Mapping[str, Any] = MappingProxyType(
    {
        "no_subject": False,
        "leans_back": False,
        "signs": [],
        "asks": True,
        "sure": True,
        "chosen": False,
        "sections": ["answer"],
        "words": 4,
        "section_of": {},
        "near": {},
    }
)
"""How the search reads a plain question, whatever it finds."""


def run(action: Action, **message: Any) -> tuple[list[WireCard], list[Any]]:
    """The cards of the one reply, each held against the schema, and the events."""
    reply, events = _run(action, NOTHING, None, message)
    return list(reply.cards), events


def reply_of(action: Action, slots: Mapping[str, Any] = NOTHING, form: str | None = None, **message: Any) -> Reply:
    """The reply, while a form asks or none does."""
    return _run(action, slots, form, message)[0]


def _run(
    action: Action, slots: Mapping[str, Any], form: str | None, message: Mapping[str, Any]
) -> tuple[Reply, list[Any]]:
    latest = {"text": "", "intent": {"name": "open_question"}, "entities": [], **message}
    loop = {"name": form} if form else {}
    tracker = Tracker("someone", dict(slots), latest, [], False, None, loop, "action_listen")
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, {})
    (sent,) = dispatcher.messages
    reply = Reply.from_wire(sent["custom"])
    for card in reply.cards:
        Draft7Validator(CARD).validate(card)
        assert card["version"] == reply.version
    return reply, events


def intent(name: str) -> dict[str, str]:
    """The intent of a message."""
    return {"name": name}
