"""Talk to a person: who deals with it, how to reach them, and whether they are open now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Dict, Mapping, Optional, Sequence

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.card_types import ServicePart, ServicesCard
from actions.journeys import form_cards, reading
from actions.journeys.form import Answers, Events, JourneyForm, StartJourney, WithContent, answers_of
from actions.journeys.reading import Turn
from actions.sending import send
from actions.wire import Outcome
from knowledge import london
from knowledge.deadlines.counting import is_working_day
from knowledge.files.journey_descriptions import TALK
from knowledge.files.opening_hours import DAYS, end_of_day, in_force, is_over_night
from knowledge.files.records import Content, Service
from knowledge.london import LONDON


def is_open(
    opening_hours: Sequence[Mapping[str, Any]], when: datetime, extra_bank_holidays: Sequence[date] = ()
) -> Optional[bool]:
    """Whether it is open at a time.

    Args:
        opening_hours: days with the times at which it opens and closes; one that closes at or before the time at
            which it opens closes on the next day.
        when: with a time zone; it is held against the clock in London.
        extra_bank_holidays: besides those that England has every year.

    Returns:
        None where it is not known: there are no hours, some are for term time only, or it is a bank holiday or was
        one when it opened last night.
    """
    local = when.astimezone(LONDON)
    today, yesterday, now = local.date(), local.date() - timedelta(days=1), local.strftime("%H:%M")
    if not opening_hours or _is_bank_holiday(today, extra_bank_holidays):
        return None
    current = [hours for hours in opening_hours if in_force(hours, today)]
    last_night = [hours for hours in _begun(opening_hours, yesterday) if is_over_night(hours) and now < hours["closes"]]
    if any(hours.get("term_time_only") for hours in (*current, *last_night)):
        return None
    if any(hours["opens"] <= now < end_of_day(hours) for hours in _begun(current, today)):
        return True
    if last_night and _is_bank_holiday(yesterday, extra_bank_holidays):
        return None
    return bool(last_night)


def _begun(opening_hours: Sequence[Mapping[str, Any]], day: date) -> Sequence[Mapping[str, Any]]:
    """The lines by which it opens on a day."""
    return [hours for hours in opening_hours if DAYS[day.weekday()] in hours["days"] and in_force(hours, day)]


def _is_bank_holiday(day: date, extra_bank_holidays: Sequence[date]) -> bool:
    return day.weekday() < 5 and not is_working_day(day, extra_bank_holidays)


def contact(content: Content, service: Service, when: datetime) -> ServicePart:
    """A service with its opening times and whether it is open."""
    hours = [line for line in service.opening_hours if in_force(line, when.astimezone(LONDON).date())]
    part = replace(cards.service_part(service), hours=cards.hours_parts(content, hours))
    return _open_now(content, part, service.opening_hours, when)


def _open_now(
    content: Content, part: ServicePart, opening_hours: Sequence[Mapping[str, Any]], when: datetime
) -> ServicePart:
    """A contact that says whether it is open, where that is known."""
    state = is_open(opening_hours, when, content.timetable.extra_bank_holidays)
    words = content.journeys.talk.words["hours_unknown" if state is None else "open" if state else "closed"]
    return replace(part, open=state, open_words=words)


def result(content: Content, about: Optional[str], when: datetime) -> ServicesCard:
    """Who deals with it, then the council, then the advice service, which is independent."""
    talk = content.journeys.talk
    named = next((option.services for option in talk.steps["about"].options if option.id == about), ())
    advice = content.council.advice_service
    listed = [contact(content, content.services[name], when) for name in named if name != advice]
    council = _open_now(content, cards.main_contact(content), content.council.opening_hours, when)
    return ServicesCard(
        text=talk.words["found"] if named else talk.words["first"],
        services=(*listed, council, contact(content, content.services[advice], when)),
        notes=(talk.words["independent"],),
        options=form_cards.changes(content, TALK, {"about": about}),
    )


def about_in(turn: Turn, content: Content) -> Optional[str]:
    """The id of the choice that the message names."""
    options = content.journeys.talk.steps["about"].options
    return reading.option_in(turn.text, options, [option.title for option in options])


class ActionStartTalk(StartJourney):
    """Begins; what it is about is always asked, so that the first card has the question and the numbers."""

    journey = TALK

    def said_at_first(self, turn: Turn, content: Content, today: date) -> Answers:
        return {}


class ValidateTalk(JourneyForm):
    """Reads what it is about."""

    journey = TALK

    def read(self, step: str, turn: Turn, content: Content, today: date) -> Answers:
        about = about_in(turn, content)
        return {step: about} if about else {}


class ActionTalk(WithContent, Action):
    """Shows who deals with it."""

    def name(self) -> str:
        return TALK.result

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Send one card of contacts."""
        about = answers_of(tracker, TALK)["about"]
        version, content = self._live.current()
        send(dispatcher, version, Outcome.HANDED_OVER, result(content, about, london.now()))
        return []
