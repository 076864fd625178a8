"""Says the fixed words for a turn of conversation."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.sending import send
from knowledge.documents import Content
from knowledge.live import Live, live_content

OFFERS_TOPICS = frozenset({"what_can_you_do", "start_again", "small_talk"})


class ActionSay(Action):
    """Says what council.yml has under the name of the intent."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_say"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send one card of plain words; starting again forgets the topic."""
        version, content = self._live.current()
        intent = str(tracker.latest_message["intent"]["name"])
        topics = content.council.first_topics if intent in OFFERS_TOPICS else ()
        send(dispatcher, version, cards.say(content.council.words[intent], cards.options(content, topics)))
        return [SlotSet("topic", None)] if intent == "start_again" else []
