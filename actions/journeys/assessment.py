"""Can I ask for an assessment myself? The legal test in plain questions, how to ask, and a letter to copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Dict, List, Mapping, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.card_types import AnswerCard, LetterCard, ServicesCard
from actions.journeys import form_cards, reading
from actions.journeys.form import Answers, Events, JourneyForm, StartJourney, WithContent, answers_of
from actions.journeys.reading import NO, SKIPPED, YES, Turn
from actions.sending import send
from actions.wire import Outcome
from knowledge import london
from knowledge.files.journey_descriptions import ASSESSMENT
from knowledge.files.records import Content

HOW_TO_ASK = "how-to-ask"
"""The section of the page that is shown."""


def advice(answers: Mapping[str, Any]) -> List[str]:
    """The names of the words that answer, in their order.

    Section 36(8) of the Children and Families Act 2014 asks for both: may have needs, and may need a plan. Nothing
    takes the right to ask away, not even an assessment in the last six months (section 36(6)).
    """
    needs, plan = answers.get("may_have_needs"), answers.get("may_need_plan")
    test = "not_met" if NO in (needs, plan) else "meets" if needs == plan == YES else "not_sure"
    lately = ["lately"] if answers.get("assessed_lately") == YES else []
    return ["can_ask", test, *lately]


def result(content: Content, answers: Mapping[str, Any], today: date) -> Tuple[ServicesCard, AnswerCard, LetterCard]:
    """What the law says of these answers, the page on how to ask, and the letter."""
    journey = content.journeys.assessment
    entry = content.entries[journey.entry]
    words = ServicesCard(
        text=journey.words["can_ask"],
        services=(cards.service_part(content.services[content.council.advice_service]),),
        notes=tuple(journey.words[name] for name in advice(answers)[1:]),
        options=form_cards.changes(content, ASSESSMENT, answers),
    )
    section = HOW_TO_ASK if any(part.id == HOW_TO_ASK for part in entry.sections) else entry.sections[0].id
    letter = LetterCard(journey.letter.title, journey.words["letter_note"], tuple(journey.letter.lines))
    page = cards.answer(content, entry, section, 1.0, [], today)
    return words, replace(page, follow_ups=cards.page_follow_ups(content, entry)), letter


class ActionStartAssessment(StartJourney):
    """Begins with the first question."""

    journey = ASSESSMENT

    def said_at_first(self, turn: Turn, content: Content, today: date) -> Answers:
        return {}


class ValidateAssessment(JourneyForm):
    """Reads yes, no or not sure."""

    journey = ASSESSMENT

    def read(self, step: str, turn: Turn, content: Content, today: date) -> Answers:
        value = reading.yes_no_in(turn.text, content.journeys) or _by_intent(turn)
        return {step: value} if value else {}

    def complete(self, answers: Answers, content: Content) -> Answers:
        # Where the child cannot meet the test, nothing more need be asked.
        if NO in (answers.get("may_have_needs"), answers.get("may_need_plan")):
            return {step: SKIPPED for step in ("may_need_plan", "assessed_lately") if answers.get(step) is None}
        return {}


def _by_intent(turn: Turn) -> Optional[str]:
    return {"affirm": YES, "deny": NO}.get(turn.intent)


class ActionAssessment(WithContent, Action):
    """Shows the answer, how to ask, and the letter."""

    def name(self) -> str:
        return ASSESSMENT.result

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Send three cards."""
        version, content = self._live.current()
        shown = result(content, answers_of(tracker, ASSESSMENT), london.today())
        send(dispatcher, version, Outcome.ANSWERED, *shown, entry=content.journeys.assessment.entry)
        return []
