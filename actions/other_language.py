"""Replies in the language of the message, where the council has words for it."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.sending import outcome_of_people, send
from knowledge.files.records import Content
from knowledge.versions.live import Live, live_content


class ActionOtherLanguage(Action):
    """Says, in the parent's language, that this reads English and how to get an interpreter."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_other_language"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send one card of contacts."""
        version, content = self._live.current()
        detected = tracker.latest_message.get("language")
        send(dispatcher, version, outcome_of_people(tracker), cards.other_language(content, detected))
        return []
