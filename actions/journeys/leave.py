"""Ways out of a journey, and back to an earlier answer."""

from __future__ import annotations

from typing import Any, Dict

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.journeys import find_help, reading
from actions.journeys.form import JOURNEY, Answers, Events, WithContent, answers_of, cleared, events_of, taken_back
from actions.journeys.reading import SKIPPED, Turn
from actions.sending import send
from knowledge.documents import Content
from knowledge.schema import JOURNEY_STEPS


class ActionLeaveJourney(WithContent, Action):
    """Forgets the answers; where the parent said "stop", says so."""

    def name(self) -> str:
        return "action_leave_journey"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        version, content = self._live.current()
        if reading.turn_of(tracker.latest_message).intent == "stop":
            topics = cards.options(content, content.council.first_topics)
            send(dispatcher, version, cards.say(content.journeys.words["stopped"], topics))
        return events_of({**cleared(), JOURNEY: None})


class ActionNothingOpen(WithContent, Action):
    """Says that nothing is asked, to a "skip", a "stop" or a "change" outside a journey."""

    def name(self) -> str:
        return "action_nothing_open"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        version, content = self._live.current()
        topics = cards.options(content, content.council.first_topics)
        send(dispatcher, version, cards.say(content.journeys.words["nothing_open"], topics))
        return []


class ActionChangeAnswer(WithContent, Action):
    """After a journey: takes back the answer that is named, or leaves it out, so that the form goes on from there."""

    def name(self) -> str:
        return "action_change_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        journey = tracker.get_slot(JOURNEY)
        if journey not in JOURNEY_STEPS:
            return []
        turn = reading.turn_of(tracker.latest_message)
        return events_of(changed(turn, journey, answers_of(tracker, journey), self.content))


def changed(turn: Turn, journey: str, answers: Answers, content: Content) -> Answers:
    """The slots that a wish to change an answer changes; the last answered step where none is named."""
    guided = content.journeys.named(journey)
    left_out = reading.drops(turn, guided)
    if left_out:
        return {left_out: SKIPPED}
    answered = [step for step in JOURNEY_STEPS[journey] if answers.get(step) not in (None, SKIPPED)]
    last = answered[-1] if answered else JOURNEY_STEPS[journey][0]
    named = reading.changes(turn, guided)
    known = find_help.said(turn, content) if journey == "find_help" and not named else {}
    if known:
        return known
    step = named or last
    return taken_back(journey, step, answers)
