"""Says the fixed words for a turn of conversation."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.card_types import OptionPart
from actions.journeys.leave import set_aside
from actions.journeys.offers import buttons
from actions.sending import send
from actions.wire import Outcome
from knowledge.files.records import FEELINGS, Content
from knowledge.versions.live import Live, live_content

OFFERS_TOPICS = frozenset({"what_can_you_do", "start_again", "small_talk"})
OFFERS_JOURNEYS = frozenset({"what_can_you_do", "start_again"})


class ActionSay(Action):
    """Says what council.yml has under the name of the intent."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_say"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send one card of plain words. Starting again forgets the topic; a goodbye sets an open journey aside."""
        version, content = self._live.current()
        intent = str(tracker.latest_message["intent"]["name"])
        said = cards.say(content.council.words[intent], _offered(content, intent))
        send(dispatcher, version, Outcome.TALK, said)
        if intent == "bye":
            return set_aside(tracker)
        return [SlotSet("topic", None)] if intent == "start_again" else []


def _offered(content: Content, intent: str) -> List[OptionPart]:
    """The buttons below the words for an intent."""
    council = content.council
    if intent in FEELINGS:
        person = council.words["talk_to_person_button"]
        return [*cards.options(content, council.carer_topics), OptionPart(person, person)]
    topics = council.first_topics if intent in OFFERS_TOPICS else ()
    journeys = buttons(content) if intent in OFFERS_JOURNEYS else ()
    return [*cards.options(content, topics), *journeys]
