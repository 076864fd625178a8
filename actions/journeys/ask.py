"""The questions of the journeys: an action for each step of each description."""

from __future__ import annotations

from typing import Any, Dict, Type

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.journeys import form_cards
from actions.journeys.form import FAULT, Events, WithContent, answers_of
from actions.sending import send
from actions.wire import Outcome
from knowledge.files.journey_descriptions import JOURNEYS, JourneyDescription


class AskStep(WithContent):
    """Asks one step with one card. Rasa's SDK makes actions of classes and gives them nothing: see `asking`."""

    journey: JourneyDescription
    step: str

    def name(self) -> str:
        return self.journey.question(self.step)

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        fault = tracker.get_slot(FAULT)
        answers = answers_of(tracker, self.journey)
        version, content = self._live.current()
        card = form_cards.step_card(content, self.journey, self.step, answers, fault)
        send(dispatcher, version, Outcome.GUIDED, card)
        return [SlotSet(FAULT, None)] if fault else []


def asking(journey: JourneyDescription, step: str) -> Type[Action]:
    """A class for the SDK, whose only instance asks this step."""
    name = "Ask" + "".join(word.title() for word in f"{journey.name}_{step}".split("_"))
    return type(name, (AskStep, Action), {"journey": journey, "step": step, "__module__": __name__})


QUESTIONS = tuple(asking(journey, step) for journey in JOURNEYS for step in journey.slots)
"""Kept here, as the SDK finds only classes that somebody holds."""
