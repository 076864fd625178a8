"""Keeps what a parent said of an answer, as one event, and thanks them."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.sending import send
from actions.wire import Outcome
from knowledge.files.records import Content
from knowledge.versions.live import Live, live_content

FIELDS = ("entry", "helped", "reason", "comment")


class ActionFeedback(Action):
    """Sets the slot "feedback" to what the page sent; after a "no", shows people to ask."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_feedback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send one card of thanks, and keep the feedback."""
        version, content = self._live.current()
        given = {name: next(tracker.get_latest_entity_values(name), None) for name in FIELDS}
        words = content.council.words
        helped = given["helped"] == "yes"
        card = cards.say(words["feedback_yes"]) if helped else cards.contacts(content, words["feedback_no"])
        send(dispatcher, version, Outcome.TALK if helped else Outcome.HANDED_OVER, card)
        return [SlotSet("feedback", {name: value for name, value in given.items() if value is not None})]
