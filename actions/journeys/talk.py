"""Talk to a person: who deals with it, how to reach them, and whether they are open now."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Dict, Mapping, Optional, Sequence
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.cards import Card
from actions.journeys import form_cards, reading
from actions.journeys.form import Answers, AskStep, Events, JourneyForm, StartJourney, WithContent, answers_of
from actions.journeys.reading import Turn
from actions.sending import send
from knowledge.documents import Content, Service
from knowledge.timetable import is_working_day

LONDON = ZoneInfo("Europe/London")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_open(opening_hours: Sequence[Mapping[str, Any]], when: datetime) -> Optional[bool]:
    """Whether it is open at a time.

    Args:
        opening_hours: days with the times at which it opens and closes; one that closes at or before the time at
            which it opens closes on the next day.
        when: with a time zone; it is held against the clock in London.

    Returns:
        None where it is not known: there are no hours, or it is a bank holiday.
    """
    local = when.astimezone(LONDON)
    if not opening_hours:
        return None
    if local.weekday() < 5 and not is_working_day(local.date()):
        return None
    today, yesterday, now = _DAYS[local.weekday()], _DAYS[local.weekday() - 1], local.strftime("%H:%M")
    for hours in opening_hours:
        over_night = hours["closes"] <= hours["opens"]
        if today in hours["days"] and hours["opens"] <= now and (over_night or now < hours["closes"]):
            return True
        if over_night and yesterday in hours["days"] and now < hours["closes"]:
            return True
    return False


def contact(content: Content, service: Service, when: datetime) -> Card:
    """A service with its opening times and whether it is open."""
    talk = content.journeys.talk
    state = is_open(service.opening_hours, when)
    words = talk.words["hours_unknown" if state is None else "open" if state else "closed"]
    hours = [
        {"days": [talk.days[day] for day in line["days"]], "opens": line["opens"], "closes": line["closes"]}
        for line in service.opening_hours
    ]
    card = {**cards.service_card(service), "open_words": words}
    return {**card, **({"hours": hours} if hours else {}), **({} if state is None else {"open": state})}


def result(content: Content, about: Optional[str], when: datetime) -> Card:
    """Who deals with it, then the council, then the advice service, which is independent."""
    talk = content.journeys.talk
    named = next((option.services for option in talk.steps["about"].options if option.id == about), ())
    advice = content.council.advice_service
    listed = [contact(content, content.services[name], when) for name in named if name != advice]
    council = {**cards.main_contact(content), "open_words": talk.words["hours_unknown"]}
    return {
        "type": "services",
        "text": talk.words["found"] if named else talk.words["first"],
        "services": [*listed, council, contact(content, content.services[advice], when)],
        "notes": [talk.words["independent"]],
        "options": form_cards.changes(content, "talk", {"about": about}),
    }


def about_in(turn: Turn, content: Content) -> Optional[str]:
    """The id of the choice that the message names."""
    options = content.journeys.talk.steps["about"].options
    return reading.option_in(turn.text, options, [option.title for option in options])


class ActionStartTalk(StartJourney):
    """Begins; what it is about is always asked, so that the first card has the question and the numbers."""

    journey = "talk"

    def name(self) -> str:
        return "action_start_talk"

    def said_at_first(self, turn: Turn, content: Content, today: date) -> Answers:
        return {}


class ValidateTalk(JourneyForm):
    """Reads what it is about."""

    journey = "talk"
    begins = "talk_to_person"

    def name(self) -> str:
        return "validate_talk_form"

    def read(self, step: str, turn: Turn, content: Content, today: date) -> Answers:
        about = about_in(turn, content)
        return {step: about} if about else {}


class AskAbout(AskStep):
    """Asks what it is about, with the main contacts."""

    journey, step = "talk", "about"

    def name(self) -> str:
        return "action_ask_talk_form_about"


class ActionTalk(WithContent, Action):
    """Shows who deals with it."""

    def name(self) -> str:
        return "action_talk"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Send one card of contacts."""
        about = answers_of(tracker, "talk")["about"]
        version, content = self._live.current()
        send(dispatcher, version, result(content, about, datetime.now(LONDON)))
        return []
