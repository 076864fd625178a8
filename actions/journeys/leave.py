"""Ways out of a journey, and back to an earlier answer."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions import cards
from actions.journeys import find_help, reading
from actions.journeys.form import FAULT, JOURNEY, Answers, Events, WithContent, answers_of, events_of, left, taken_back
from actions.journeys.reading import SKIPPED, Turn
from actions.sending import send
from actions.wire import Outcome
from knowledge.files.journey_descriptions import FIND_HELP, JOURNEYS, JourneyDescription, described
from knowledge.files.records import Content


def open_journey(tracker: Tracker) -> Optional[JourneyDescription]:
    """The journey that is asking something; None where none is."""
    return next((journey for journey in JOURNEYS if journey.form == tracker.active_loop_name), None)


def set_aside(tracker: Tracker) -> Events:
    """Leave the journey that is asking, if one is: its question does not come again below the reply.

    The answers are kept, so that its button goes on with it.
    """
    if open_journey(tracker) is None:
        return []
    return [ActiveLoop(None), *events_of({REQUESTED_SLOT: None, FAULT: None})]


class ActionLeaveJourney(WithContent, Action):
    """Forgets the answers; where the parent said "stop", says so."""

    def name(self) -> str:
        return "action_leave_journey"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        version, content = self._live.current()
        if reading.turn_of(tracker.latest_message).intent == "stop":
            topics = cards.options(content, content.council.first_topics)
            send(dispatcher, version, Outcome.TALK, cards.say(content.journeys.words["stopped"], topics))
        return events_of(left())


class ActionNothingOpen(WithContent, Action):
    """Says that nothing is asked, to a "skip", a "stop" or a "change" outside a journey."""

    def name(self) -> str:
        return "action_nothing_open"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        version, content = self._live.current()
        topics = cards.options(content, content.council.first_topics)
        send(dispatcher, version, Outcome.TALK, cards.say(content.journeys.words["nothing_open"], topics))
        return []


class ActionChangeAnswer(WithContent, Action):
    """After a journey: takes back the answer that is named, or leaves it out, so that the form goes on from there."""

    def name(self) -> str:
        return "action_change_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        journey = described(tracker.get_slot(JOURNEY))
        if journey is None:
            return []
        turn = reading.turn_of(tracker.latest_message)
        return events_of(changed(turn, journey, answers_of(tracker, journey), self.content))


def changed(turn: Turn, journey: JourneyDescription, answers: Answers, content: Content) -> Answers:
    """The slots that a wish to change an answer changes; the last answered step where none is named."""
    guided = content.journeys.named(journey.name)
    left_out = reading.drops(turn, guided)
    if left_out:
        return {left_out: SKIPPED}
    answered = [step for step in journey.slots if answers.get(step) not in (None, SKIPPED)]
    last = answered[-1] if answered else journey.slots[0]
    named = reading.changes(turn, guided)
    known = find_help.said(turn, content) if journey == FIND_HELP and not named else {}
    if known:
        return known
    step = named or last
    return taken_back(journey, step, answers)
