"""Says what the assistant is, and offers the most common topics and the guided journeys."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.journeys.offers import buttons
from actions.sending import send
from actions.wire import Outcome
from knowledge.files.records import Content
from knowledge.versions.live import Live, live_content


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
        notices = [cards.notice(council.notices["draft"])] if council.status == "draft" else []
        offered = [*cards.options(content, council.first_topics), *buttons(content)]
        greeting = cards.say(council.words["greet"], offered)
        send(dispatcher, version, Outcome.TALK, *notices, greeting)
        return []
