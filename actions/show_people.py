"""Names people to ask."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.card_types import ChoiceCard, OptionPart
from actions.journeys.leave import set_aside
from actions.sending import send
from actions.wire import Outcome
from knowledge.files.records import Content
from knowledge.versions.live import Live, live_content

DID_NOT_HELP = "did_not_help"
WHEN_IT_FAILED = ("if-the-answer-is-no", "who-to-contact")
"""Ids of the sections for who tried what a page says, and was turned down."""


class ActionShowPeople(Action):
    """Shows the council's main contact and the independent advice service; a journey that was asking is set aside."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_show_people"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send a card of contacts, under the words for the intent, and what the page says for when something failed."""
        version, content = self._live.current()
        intent = str(tracker.latest_message["intent"]["name"])
        words = content.council.words
        people = cards.contacts(content, words.get(intent, words["talk_to_person"]))
        more = _other_ways(content, tracker.get_slot("topic")) if intent == DID_NOT_HELP else []
        send(dispatcher, version, Outcome.HANDED_OVER, people, *more)
        return set_aside(tracker)


def _other_ways(content: Content, topic: str | None) -> List[ChoiceCard]:
    """The parts of the page that was shown which tell what else can be done, if it has any."""
    page = content.entries.get(topic or "")
    sections = page.sections if page else ()
    headings = [section.heading for section in sections if section.id in WHEN_IT_FAILED]
    options = [OptionPart(heading, heading) for heading in headings]
    return [cards.choice(content.council.words["more_of_page"], options)] if options else []
