"""Names people to ask."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.sending import send
from knowledge.documents import Content
from knowledge.live import Live, live_content


class ActionShowPeople(Action):
    """Shows the council's main contact and the independent advice service."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_show_people"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send one card of contacts, under the words for the intent."""
        version, content = self._live.current()
        intent = str(tracker.latest_message["intent"]["name"])
        words = content.council.words
        send(dispatcher, version, cards.contacts(content, words.get(intent, words["talk_to_person"])))
        return []
