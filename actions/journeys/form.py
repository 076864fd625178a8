"""What all journeys share: how one begins, and how each message is read while it asks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions.journeys import form_cards, reading
from actions.journeys.reading import SKIPPED, Turn
from knowledge import london
from knowledge.files.journey_descriptions import JOURNEYS, JourneyDescription
from knowledge.files.journeys import Journey
from knowledge.files.records import Content
from knowledge.versions.live import Live, live_content

FAULT = "journey_fault"
"""The slot that makes the next question say that the answer was not understood."""
JOURNEY = "journey"
"""The slot that holds the journey that was last begun."""

Answers = Dict[str, Any]
Events = List[Dict[str, Any]]


class WithContent:
    """An action that follows the content in use."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    @property
    def content(self) -> Content:
        return self._live.current()[1]


def answers_of(tracker: Tracker, journey: JourneyDescription) -> Answers:
    """What has been answered so far in a journey, by step."""
    return {step: tracker.get_slot(step) for step in journey.slots}


def cleared(*journeys: JourneyDescription) -> Answers:
    """Every step of these journeys without an answer."""
    return {FAULT: None, **{step: None for journey in journeys for step in journey.slots}}


def left() -> Answers:
    """The slots after a journey was left: no answer is kept, and none of them can be gone back to."""
    return {**cleared(*JOURNEYS), JOURNEY: None}


def events_of(slots: Answers) -> Events:
    """Rasa's events for slots."""
    return [SlotSet(name, value) for name, value in slots.items()]


class StartJourney(WithContent, Action, ABC):
    """Begins a journey, or goes on with it where it was set aside; what the message says is kept.

    The answers of a journey that came to its end are forgotten.
    """

    journey: JourneyDescription

    def name(self) -> str:
        return self.journey.start

    @abstractmethod
    def said_at_first(self, turn: Turn, content: Content, today: date) -> Answers:
        """The answers that the message which began the journey already holds."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        turn = reading.turn_of(tracker.latest_message)
        known = self.said_at_first(turn, self.content, london.today())
        return events_of({**self._kept(tracker), JOURNEY: self.journey.name, **known})

    def _kept(self, tracker: Tracker) -> Answers:
        answers = answers_of(tracker, self.journey)
        set_aside = tracker.get_slot(JOURNEY) == self.journey.name and None in answers.values()
        return {**cleared(self.journey), **(answers if set_aside else {})}


class JourneyForm(WithContent, FormValidationAction, ABC):
    """Reads each message while the form asks.

    A message is, in this order: danger or another way out, which the rules take; a step to skip or change; the
    answer; a question to the knowledge, which leaves the journey; small talk, which the rules answer before the form
    asks again; or not understood. Rules get the message where no slot is set.
    """

    journey: JourneyDescription

    def name(self) -> str:
        return self.journey.validation

    @abstractmethod
    def read(self, step: str, turn: Turn, content: Content, today: date) -> Answers:
        """The answers in the message while `step` is asked, as slots; {} where there is none."""

    def complete(self, answers: Answers, content: Content) -> Answers:
        """Steps that need no answer, now that these are known."""
        return {}

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        step = tracker.get_slot("requested_slot")
        if not _heard(tracker, self.form_name()) or step not in self.journey.slots:
            return []
        turn = reading.turn_of(tracker.latest_message)
        answers = answers_of(tracker, self.journey)
        return events_of(self.turn(step, turn, answers, self.content, london.today()))

    def turn(self, step: str, turn: Turn, answers: Answers, content: Content, today: date) -> Answers:
        """The slots that the message changes; {} leaves it to the rules.

        Args:
            step: what is asked.
            turn: the message.
            answers: what has been answered so far.
            content: for the words.
            today: for reading days.
        """
        guided = content.journeys
        journey: Journey = guided.named(self.journey.name)
        if turn.intent == "crisis":
            return {}
        leaves = turn.intent in reading.LEAVES - {self.journey.intent}
        if leaves and not (self._is_button(turn, step, content) or _is_short_answer(turn)):
            return {}
        if reading.skips(turn, guided):
            return self._with_complete({step: SKIPPED, FAULT: None}, answers, content)
        again = reading.changes(turn, journey)
        if again or (turn.intent == "change_answer" and not reading.drops(turn, journey)):
            return {**taken_back(self.journey, again or _before(step, self.journey), answers), FAULT: None}
        found = self._read(step, turn, answers, content, today)
        return {} if leaves and FAULT in found and found[FAULT] else found

    def _read(self, step: str, turn: Turn, answers: Answers, content: Content, today: date) -> Answers:
        asks = turn.asks and not self._is_button(turn, step, content)
        found = {} if asks else self.read(step, turn, content, today)
        if found:
            return self._with_complete({FAULT: None, **found}, answers, content)
        if turn.intent == "deny":
            return self._with_complete({step: SKIPPED, FAULT: None}, answers, content)
        if asks or turn.answered or turn.out_of_scope or turn.intent in reading.SAYS:
            return {}
        return {step: None, FAULT: "not_understood"}

    def _with_complete(self, found: Answers, answers: Answers, content: Content) -> Answers:
        return {**found, **self.complete({**answers, **found}, content)}

    def _is_button(self, turn: Turn, step: str, content: Content) -> bool:
        titles = form_cards.titles(content, self.journey, step)
        return reading.plain(turn.text) in {reading.plain(title) for title in titles}


def _heard(tracker: Tracker, form: str) -> bool:
    """Whether the form runs because a message came while it was asking.

    It also runs when it begins, and to ask again after something in between. Rasa puts the form itself at the end of
    the actions before it asks for validation.
    """
    done = [event["name"] for event in tracker.events if event.get("event") == "action"]
    before = done[:-1] if done and done[-1] == form else done
    return tracker.active_loop_name == form and bool(before) and before[-1] == "action_listen"


def _is_short_answer(turn: Turn) -> bool:
    """Whether so few words were typed that the intent says little: "7", "he's 9", "school"."""
    return turn.intent not in ("start_again", "stop") and len(turn.text.split()) <= 2


def _before(step: str, journey: JourneyDescription) -> str:
    """The step that was asked before this one."""
    steps = journey.slots
    return steps[max(steps.index(step) - 1, 0)]


def taken_back(journey: JourneyDescription, step: str, answers: Answers) -> Answers:
    """The slots for asking a step again, with the later steps that were skipped because of its answer."""
    later = journey.slots[journey.slots.index(step) + 1 :] if journey.later_steps_depend else ()
    return {step: None, **{name: None for name in later if answers.get(name) == SKIPPED}}


def given(value: Any) -> Any:
    """An answer, or None where the step was skipped or not asked."""
    return None if value == SKIPPED else value
