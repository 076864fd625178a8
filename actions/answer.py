"""Answers from the hits that the knowledge search put on the message."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.crisis import help_has_come
from actions.journeys.leave import open_journey, set_aside
from actions.journeys.offers import with_way_back
from actions.memory import keep, recall
from actions.reply import Replier
from actions.sending import send
from actions.wire import Outcome
from knowledge import london
from knowledge.files.records import Content
from knowledge.text.questions import asks
from knowledge.versions.live import Live, live_content


class ActionAnswer(Action):
    """Shows the entry that answers, asks which was meant, or says whom to ask.

    A journey that was asking something is set aside.
    """

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send the cards of the turn, and remember what was shown."""
        version, content = self._live.current()
        if help_has_come(tracker) and not asks(tracker.latest_message.get("text") or ""):
            send(dispatcher, version, Outcome.TALK, cards.say(content.council.words["danger_eased"]))
            return []
        knowledge = tracker.latest_message.get("knowledge") or {}
        said = Replier(content, london.today()).reply(knowledge, recall(tracker))
        shown = with_way_back(content, open_journey(tracker), said.cards)
        send(dispatcher, version, said.outcome, *shown, entry=said.entry)
        return [*keep(said.memory), *set_aside(tracker)]
