"""When must the council reply? The deadlines from a day that the parent gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Dict, Mapping, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.cards import Card
from actions.journeys import form_cards, reading
from actions.journeys.form import Answers, AskStep, Events, JourneyForm, StartJourney, WithContent, answers_of, given
from actions.journeys.reading import SKIPPED, Turn
from actions.sending import send
from knowledge.calendar_file import to_ics
from knowledge.dates import parse_date
from knowledge.documents import Content
from knowledge.timetable import Deadline, deadlines


def start_in(turn: Turn, content: Content) -> Optional[str]:
    """The id of what has happened, where the message names it."""
    options = content.journeys.timetable.steps["start"].options
    return reading.option_in(turn.text, options, [content.timetable.starts[option.id].title for option in options])


def said(turn: Turn, content: Content, today: date, asked: Optional[str] = None) -> Answers:
    """The start and the day in a message. A day belongs to the step that asks for one, else to the start."""
    found: Answers = {}
    start = start_in(turn, content) if asked in (None, "start") else None
    day = parse_date(turn.text, today)
    if start:
        found["start"] = start
    if day:
        found["letter_date" if asked == "letter_date" else "start_date"] = day.isoformat()
    return found


def result(content: Content, answers: Mapping[str, Any], now: datetime) -> Card:
    """The dates card, or people to ask where the start or the day is not known.

    Raises:
        DatesInWrongOrder: the letter is after the certificate.
    """
    words = content.journeys.timetable.words
    changes = form_cards.changes(content, "timetable", answers)
    start, day, also = (_given_text(answers, step) for step in ("start", "start_date", "letter_date"))
    if not start or not day:
        text = words["need_date" if start else "need_start"]
        return {**cards.contacts(content, text), "options": changes}
    table = content.timetable
    counted = deadlines(
        start,
        date.fromisoformat(day),
        table,
        today=now.date(),
        also=date.fromisoformat(also) if also and table.starts[start].also else None,
    )
    return {
        "type": "dates",
        "title": table.title,
        "start": table.starts[start].title,
        "counted_from_words": words["counted_from"],
        "counted_from": day,
        "confirm": table.words["confirm"],
        "guide": table.guide,
        "deadlines": [_deadline(content, deadline) for deadline in counted],
        "notes": list(table.starts[start].notes),
        "limits": list(table.limits),
        "checked": table.checked.isoformat(),
        "stale": table.overdue(now.date()),
        "notices": [words["overdue"]] if table.overdue(now.date()) else [],
        "services": cards.people(content),
        "ics": {"title": words["calendar"], "file": words["calendar_file"], "text": to_ics(counted, table, now)},
        "options": changes,
    }


def _deadline(content: Content, deadline: Deadline) -> Card:
    table, words = content.timetable, content.journeys.timetable.words
    card: Card = {
        "id": deadline.id,
        "title": deadline.title,
        "due": deadline.due.isoformat(),
        "passed": deadline.passed,
        "whose": deadline.whose,
        "rule": deadline.rule,
        "regulation": deadline.regulation,
        "notes": list(deadline.notes),
        "if_late": {
            "title": words["if_passed" if deadline.passed else "if_not_kept"],
            "steps": list(deadline.what_if_late),
            "services": [cards.service_card(content.services[name]) for name in deadline.services],
        },
        "sources": [
            {"title": source.title, "published": source.published, **({"url": source.url} if source.url else {})}
            for source in deadline.sources
        ],
        "more": cards.options(content, [deadline.entry]),
    }
    if deadline.passed:
        card["passed_words"] = table.words["passed"]
    if deadline.exceptions:
        card["exceptions"] = {
            "text": table.words["exceptions"],
            "limit": table.words["exceptions_limit"],
            "reasons": [
                {"title": reason.title, "words": reason.words, "regulation": reason.regulation}
                for reason in deadline.exceptions
            ],
        }
    return card


def _given_text(answers: Mapping[str, Any], step: str) -> Optional[str]:
    value = given(answers.get(step))
    return str(value) if value else None


def wrong_order(answers: Mapping[str, Any]) -> bool:
    """Whether the letter is after the certificate."""
    day, also = _given_text(answers, "start_date"), _given_text(answers, "letter_date")
    return bool(day and also and also > day)


class ActionStartTimetable(StartJourney):
    """Begins; a start and a day that the first message has need not be asked."""

    journey = "timetable"

    def name(self) -> str:
        return "action_start_timetable"

    def said_at_first(self, turn: Turn, content: Content, today: date) -> Answers:
        found = said(turn, content, today)
        return {**found, **_not_asked(found, content)}


class ValidateTimetable(JourneyForm):
    """Reads what has happened and the days."""

    journey = "timetable"
    begins = "ehc_dates"

    def name(self) -> str:
        return "validate_timetable_form"

    def read(self, step: str, turn: Turn, content: Content, today: date) -> Answers:
        found = said(turn, content, today, step)
        if step != "start" and step not in found and not turn.answered and turn.intent not in reading.SAYS:
            return {step: None, "journey_fault": "not_a_date"}
        return found

    def complete(self, answers: Answers, content: Content) -> Answers:
        if wrong_order(answers):
            return {"start_date": None, "letter_date": None, "journey_fault": "wrong_order"}
        return _not_asked(answers, content)


def _not_asked(answers: Mapping[str, Any], content: Content) -> Answers:
    """The steps that need no answer after these: a letter's date, where the start has none; all, without a start."""
    start = answers.get("start")
    if start == SKIPPED:
        return {"start_date": SKIPPED, "letter_date": SKIPPED}
    if start and (answers.get("start_date") == SKIPPED or not content.timetable.starts[start].also):
        return {"letter_date": SKIPPED}
    return {}


class AskStart(AskStep):
    """Asks what has happened."""

    journey, step = "timetable", "start"

    def name(self) -> str:
        return "action_ask_timetable_form_start"


class AskStartDate(AskStep):
    """Asks for the day from which is counted."""

    journey, step = "timetable", "start_date"

    def name(self) -> str:
        return "action_ask_timetable_form_start_date"


class AskLetterDate(AskStep):
    """Asks for the second day."""

    journey, step = "timetable", "letter_date"

    def name(self) -> str:
        return "action_ask_timetable_form_letter_date"


class ActionDates(WithContent, Action):
    """Shows the dates."""

    def name(self) -> str:
        return "action_dates"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Send one card."""
        answers = answers_of(tracker, "timetable")
        if wrong_order(answers):
            answers = {**answers, "letter_date": SKIPPED}
        version, content = self._live.current()
        send(dispatcher, version, result(content, answers, datetime.now(UTC)))
        return []
