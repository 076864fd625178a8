"""Says what the assistant is and offers the most common topics."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.sending import send
from knowledge.documents import Content
from knowledge.live import Live, live_content


class ActionGreet(Action):
    """Greets; while the council has not approved the content, says that first."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_greet"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send the draft notice, where there is one, and the greeting."""
        version, content = self._live.current()
        council = content.council
        if council.status == "draft":
            send(dispatcher, version, cards.notice(council.notices["draft"]))
        greeting = cards.say(council.words["greet"], cards.options(content, council.first_topics))
        send(dispatcher, version, greeting)
        return []
