"""When must the council reply? The deadlines from a day that the parent gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Dict, Mapping, Optional, Union

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.card_types import (
    CalendarPart,
    DatesCard,
    DeadlinePart,
    ExceptionsPart,
    IfLatePart,
    ReasonPart,
    ServicesCard,
)
from actions.journeys import form_cards, reading
from actions.journeys.form import Answers, Events, JourneyForm, StartJourney, WithContent, answers_of, given
from actions.journeys.reading import SKIPPED, Turn
from actions.sending import send
from actions.wire import Outcome
from knowledge import london
from knowledge.deadlines.calendar_address import Counted, token_of
from knowledge.deadlines.calendar_file import to_ics
from knowledge.deadlines.dates import parse_date
from knowledge.deadlines.timetable import Deadline, deadlines, limits
from knowledge.files.journey_descriptions import TIMETABLE
from knowledge.files.records import Content


def start_in(turn: Turn, content: Content) -> Optional[str]:
    """The id of what has happened, where the message names it.

    None where it may be of another kind: "they refused my DLA" has a word for a plan and one for a benefit, and it is
    better to ask than to count the wrong days.
    """
    options, starts = content.journeys.timetable.steps["start"].options, content.timetable.starts
    titles = [starts[option.id].title for option in options]
    found = reading.option_in(turn.text, options, titles)
    phrases = reading.phrases_in(turn.text, options)
    if found not in phrases or reading.plain(turn.text) in map(reading.plain, titles):
        return found
    besides = reading.phrases_in(reading.without(turn.text, phrases[found]), options)
    return found if all(starts[name].group == starts[found].group for name in besides) else None


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


def result(content: Content, answers: Mapping[str, Any], now: datetime) -> Union[DatesCard, ServicesCard]:
    """The dates card, or people to ask where the start or the day is not known.

    Raises:
        DatesInWrongOrder: the letter is after the certificate.
    """
    words = content.journeys.timetable.words
    changes = form_cards.changes(content, TIMETABLE, answers)
    start, day, also = (_given_text(answers, step) for step in ("start", "start_date", "letter_date"))
    if not start or not day:
        text = words["need_date" if start else "need_start"]
        return replace(cards.contacts(content, text), options=changes)
    table = content.timetable
    second = date.fromisoformat(also) if also and table.starts[start].also else None
    counted = deadlines(start, date.fromisoformat(day), table, today=london.day_of(now), also=second)
    token = token_of(Counted(start, date.fromisoformat(day), second))
    stale = table.overdue(london.day_of(now))
    return DatesCard(
        title=table.title,
        start=table.starts[start].title,
        counted_from_words=words["counted_from"],
        counted_from=date.fromisoformat(day),
        confirm=table.words["confirm"],
        guide=table.guide,
        deadlines=tuple(_deadline(content, deadline) for deadline in counted),
        notes=tuple(table.starts[start].notes),
        limits=limits(start, table),
        checked=table.checked,
        stale=stale,
        notices=(words["overdue"],) if stale else (),
        services=cards.people(content),
        ics=CalendarPart(words["calendar"], words["calendar_file"], to_ics(counted, table, now), token),
        options=changes,
    )


def outcome(answers: Mapping[str, Any]) -> Outcome:
    """The outcome: dates are counted where the start and the day are known; else people are named."""
    known = _given_text(answers, "start") and _given_text(answers, "start_date")
    return Outcome.ANSWERED if known else Outcome.HANDED_OVER


def _deadline(content: Content, deadline: Deadline) -> DeadlinePart:
    return DeadlinePart(
        id=deadline.id,
        title=deadline.title,
        due=deadline.due,
        passed=deadline.passed,
        whose=deadline.whose,
        rule=deadline.rule,
        regulation=deadline.regulation,
        notes=tuple(deadline.notes),
        if_late=_if_late(content, deadline),
        sources=tuple(map(cards.source_part, deadline.sources)),
        more=cards.options(content, [deadline.entry]),
        passed_words=content.timetable.words["passed"] if deadline.passed else None,
        exceptions=_exceptions(content, deadline) if deadline.exceptions else None,
    )


def _if_late(content: Content, deadline: Deadline) -> IfLatePart:
    title = content.journeys.timetable.words["if_passed" if deadline.passed else "if_not_kept"]
    helpers = tuple(cards.service_part(content.services[name]) for name in deadline.services)
    return IfLatePart(title, tuple(deadline.what_if_late), helpers)


def _exceptions(content: Content, deadline: Deadline) -> ExceptionsPart:
    words = content.timetable.words
    reasons = tuple(ReasonPart(reason.title, reason.words, reason.regulation) for reason in deadline.exceptions)
    return ExceptionsPart(words["exceptions"], words["exceptions_limit"], reasons)


def _given_text(answers: Mapping[str, Any], step: str) -> Optional[str]:
    value = given(answers.get(step))
    return str(value) if value else None


def wrong_order(answers: Mapping[str, Any]) -> bool:
    """Whether the letter is after the certificate."""
    day, also = _given_text(answers, "start_date"), _given_text(answers, "letter_date")
    return bool(day and also and also > day)


class ActionStartTimetable(StartJourney):
    """Begins; a start and a day that the first message has need not be asked."""

    journey = TIMETABLE

    def said_at_first(self, turn: Turn, content: Content, today: date) -> Answers:
        found = said(turn, content, today)
        return {**found, **_not_asked(found, content)}


class ValidateTimetable(JourneyForm):
    """Reads what has happened and the days."""

    journey = TIMETABLE

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


class ActionDates(WithContent, Action):
    """Shows the dates."""

    def name(self) -> str:
        return TIMETABLE.result

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Send one card."""
        answers = answers_of(tracker, TIMETABLE)
        if wrong_order(answers):
            answers = {**answers, "letter_date": SKIPPED}
        version, content = self._live.current()
        send(dispatcher, version, outcome(answers), result(content, answers, datetime.now(UTC)))
        return []
