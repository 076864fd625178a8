"""Answers from the hits that the knowledge search put on the message."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.memory import keep, recall
from actions.reply import Replier
from actions.sending import send
from knowledge.documents import Content
from knowledge.live import Live, live_content


class ActionAnswer(Action):
    """Shows the entry that answers, asks which was meant, or says whom to ask."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send the cards of the turn, and remember what was shown."""
        version, content = self._live.current()
        knowledge = tracker.latest_message.get("knowledge") or {}
        turn = Replier(content, version, date.today()).reply(knowledge, recall(tracker))
        send(dispatcher, version, *turn.cards)
        return keep(turn.memory)
