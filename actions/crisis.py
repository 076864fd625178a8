"""The emergency card: before anything else, and with nothing above it."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.memory import keep, recall
from actions.reply import Knowledge, Replier
from actions.sending import send
from actions.wire import Outcome
from knowledge import london
from knowledge.danger.relief import eased
from knowledge.files.records import Content
from knowledge.text.questions import asks
from knowledge.versions.live import Live, live_content

SURE_OF_QUESTION = 0.6
CARDS_SHOWN = "danger_cards"
"""The slot with the kinds of danger whose card was shown in this conversation."""


class ActionCrisis(Action):
    """Shows whom to ring at once; where a question is asked too, its answer follows below.

    What has had its card in this conversation gets the one line the second time, and the topic before it stays.
    After a card, "we are at hospital now, he is all right" gets the line and kind words, and no other card.
    """

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_crisis"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send the emergency card of the kind of danger, or the line where that card has been shown."""
        version, content = self._live.current()
        emergency = cards.crisis(content, (tracker.latest_message.get("danger") or {}).get("kind"))
        shown = tuple(tracker.get_slot(CARDS_SHOWN) or ())
        line = cards.danger_line(content, emergency.kind)
        if help_has_come(tracker):
            gentle = cards.say(content.council.words["danger_eased"])
            send(dispatcher, version, Outcome.TALK, *([line] if line else []), gentle)
            return []
        first = line if line and emergency.kind in shown else emergency
        kept = [SlotSet(CARDS_SHOWN, list(dict.fromkeys((*shown, emergency.kind))))]
        text, knowledge = tracker.latest_message.get("text") or "", tracker.latest_message.get("knowledge") or {}
        asked = question_below(text, knowledge)
        if asked is None:
            send(dispatcher, version, Outcome.DANGER, first)
            return kept
        said = Replier(content, london.today()).reply(asked, recall(tracker))
        below = cards.say(content.council.words["danger_also"])
        send(dispatcher, version, Outcome.DANGER, first, below, *said.cards, entry=said.entry)
        return [*kept, *keep(said.memory)]


def help_has_come(tracker: Tracker) -> bool:
    """Whether the parent has seen an emergency card and now says that help has come."""
    return bool(tracker.get_slot(CARDS_SHOWN)) and eased(tracker.latest_message.get("text") or "")


def question_below(text: str, knowledge: Knowledge) -> Optional[Knowledge]:
    """What a message surely asks besides: the first of its questions that has an answer, if any.

    Args:
        text: the message.
        knowledge: what the search found.
    """
    questions = knowledge.get("parts") or ([knowledge] if asks(text) else [])
    answered = [part for part in questions if part.get("verdict") == "answered"]
    sure = [part for part in answered if part["confidence"] >= SURE_OF_QUESTION]
    return {**sure[0], "parts": []} if sure else None
