"""The emergency card: before anything else, and with nothing above it."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.memory import keep, recall
from actions.reply import Knowledge, Replier
from actions.sending import send
from knowledge.documents import Content
from knowledge.live import Live, live_content
from knowledge.questions import asks

SURE_OF_QUESTION = 0.6
SURE_OF_DANGER = 0.95
"""As sure as a phrase that means danger by itself: `DangerSettings.strong_probability`, which a test holds it against.
Importing that would bring scikit-learn into the actions."""


class ActionCrisis(Action):
    """Shows whom to ring at once; where it asks something too, or may be no danger, an answer follows below."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_crisis"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send the emergency card of the kind of danger."""
        version, content = self._live.current()
        danger = tracker.latest_message.get("danger") or {}
        send(dispatcher, version, cards.crisis(content, danger.get("kind")))
        text, knowledge = tracker.latest_message.get("text") or "", tracker.latest_message.get("knowledge") or {}
        asked = question_below(text, knowledge, danger.get("probability", 1.0))
        if asked is None:
            return []
        turn = Replier(content, version, date.today()).reply(asked, recall(tracker))
        send(dispatcher, version, cards.say(content.council.words["danger_also"]), *turn.cards)
        return keep(turn.memory)


def question_below(text: str, knowledge: Knowledge, danger: float) -> Optional[Knowledge]:
    """What a message surely asks besides: the first of its questions that has an answer, if any.

    Args:
        text: the message.
        knowledge: what the search found.
        danger: the probability of danger, 0 to 1. Where it is not sure, the message counts as a question.
    """
    questions = knowledge.get("parts") or ([knowledge] if danger < SURE_OF_DANGER or asks(text) else [])
    answered = [part for part in questions if part.get("verdict") == "answered"]
    sure = [part for part in answered if part["confidence"] >= SURE_OF_QUESTION]
    return {**sure[0], "parts": []} if sure else None
