"""Finds services of the directory by what the message says of the child."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Sequence, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from knowledge.documents import Content, Service
from knowledge.live import Live, live_content


class ActionFindServices(Action):
    """Shows the services that fit the need and the age named in the message."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_find_services"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send one card of services or, where none fits, of people to ask."""
        _, content = self._live.current()
        need = next(tracker.get_latest_entity_values("need"), None)
        age = age_in_years(next(tracker.get_latest_entity_values("age"), None))
        found = matching(content, need, age)
        text = content.council.words["find_service"]
        card = cards.services(text, found) if found else cards.contacts(content, content.council.words["no_answer"])
        dispatcher.utter_message(custom=card)
        return []


def age_in_years(words: Optional[str]) -> Optional[int]:
    """The number in "7 year old" or "aged 7"."""
    number = re.search(r"\d+", words or "")
    return int(number.group()) if number else None


def matching(content: Content, need: Optional[str], age: Optional[int]) -> Sequence[Service]:
    """Active services for the need and the age in years, those for just this need first; None fits all."""
    fits = [
        service
        for service in content.services.values()
        if service.status == "active"
        and (need is None or need in service.needs or "any" in service.needs)
        and (age is None or (service.minimum_age or 0) <= age <= (service.maximum_age or 120))
    ]
    return sorted(fits, key=lambda service: (need not in service.needs, not service.reachable, service.name))
