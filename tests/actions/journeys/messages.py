"""Turns and trackers for tests of the journeys."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.journeys.form import JourneyForm
from actions.journeys.reading import Turn

TODAY = date(2026, 11, 22)


def said(text: str, intent: str = "open_question", answered: bool = False, **entities: str) -> Turn:
    """A message."""
    return Turn(text, intent, {name: (value,) for name, value in entities.items()}, answered, False)


def slots_after(form: JourneyForm, step: str, text: str, actions: tuple[str, ...] = ("action_listen",)) -> Any:
    """The slots that Rasa gets when the form is run on a message."""
    message = {"text": text, "intent": {"name": "open_question"}, "entities": []}
    events: list[Any] = [{"event": "action", "name": name} for name in (*actions, form.form_name())]
    tracker = Tracker(
        "x", {"requested_slot": step}, message, events, False, None, {"name": form.form_name()}, form.form_name()
    )
    done = asyncio.run(form.run(CollectingDispatcher(), tracker, {}))
    return {event["name"]: event["value"] for event in done}
