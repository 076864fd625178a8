"""Find help near me: services of the directory, and why each is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Dict, List, Mapping, Optional, Sequence

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from actions.card_types import ServicesCard, WhyPart
from actions.journeys import fees, form_cards, reading
from actions.journeys.form import Answers, Events, JourneyForm, StartJourney, WithContent, answers_of, given
from actions.journeys.reading import Turn
from actions.sending import send
from actions.wire import Outcome
from knowledge.files.journey_descriptions import FIND_HELP
from knowledge.files.records import Content, Service

ELSEWHERE = "elsewhere"
"""A place that the content does not know."""


@dataclass(frozen=True)
class Wanted:
    """What a parent looks for; None fits everything.

    Attributes:
        need: id of a need.
        age: in years.
        place: a place of council.yml, or ELSEWHERE.
        free: whether only free help is wanted.
    """

    need: Optional[str] = None
    age: Optional[int] = None
    place: Optional[str] = None
    free: bool = False


def wanted(answers: Mapping[str, Any]) -> Wanted:
    """What is wanted by the answers of the form."""
    age = given(answers.get("age"))
    return Wanted(
        given(answers.get("need")),
        int(age) if age is not None else None,
        given(answers.get("place")),
        given(answers.get("free")) == "free",
    )


def matching(content: Content, want: Wanted) -> Sequence[Service]:
    """Active services that fit, those for just this need first, then those that name the place.

    A place puts services in order and leaves none out, since most records name none; a cost that is not known does
    not leave a service out either.
    """
    fits = [
        service
        for service in content.services.values()
        if service.suits(want.need, want.age) and not (want.free and fees.costs(service.fees) is True)
    ]

    def order(service: Service) -> tuple[Any, ...]:
        return (
            want.need not in service.needs,
            not names_place(service, want.place),
            not names_place(service, content.council.area),
            want.age is None or not _has_ages(service),
            not (want.free and fees.costs(service.fees) is False),
            not service.reachable,
            service.name,
        )

    return sorted(fits, key=order)


def names_place(service: Service, place: Optional[str]) -> bool:
    """Whether the record names the place."""
    told = (service.name, service.organization, service.description, service.eligibility, service.address)
    return bool(place) and any(reading.has_phrase(reading.plain(text), str(place)) for text in told if text)


def reasons(content: Content, service: Service, want: Wanted) -> List[WhyPart]:
    """Why the service is shown, in words of the content: a title and, where the record says more, a detail."""
    words = content.journeys.find_help.words
    found: List[WhyPart] = []
    if want.need:
        title = next(need.title for need in content.needs if need.id == want.need)
        own = want.need in service.needs
        found.append(WhyPart(words["why_need"], title) if own else WhyPart(words["why_any_need"]))
    if want.age is not None:
        title = words["why_age" if _has_ages(service) else "age_unknown"]
        found.append(WhyPart(title, service.eligibility or None))
    if want.place and names_place(service, want.place):
        found.append(WhyPart(words["why_place"], want.place))
    if want.free:
        found.append(WhyPart(words["why_free"], service.fees) if service.fees else WhyPart(words["cost_unknown"]))
    return found


def to_drop(content: Content, want: Wanted) -> List[str]:
    """The conditions without any one of which something fits, where nothing does with all of them."""
    without = {
        "need": Wanted(None, want.age, want.place, want.free),
        "age": Wanted(want.need, None, want.place, want.free),
        "free": Wanted(want.need, want.age, want.place, False),
    }
    said = {"need": want.need is not None, "age": want.age is not None, "free": want.free}
    return [name for name, less in without.items() if said[name] and matching(content, less)]


def result(content: Content, answers: Mapping[str, Any]) -> ServicesCard:
    """The card at the end: services and why, or which answer to leave out."""
    want, words = wanted(answers), content.journeys.find_help.words
    found = matching(content, want)
    changes = form_cards.changes(content, FIND_HELP, answers)
    if not found:
        leave_out = form_cards.drops(content, FIND_HELP, to_drop(content, want))
        text = words["none" if leave_out else "none_at_all"]
        return replace(cards.contacts(content, text), options=leave_out + changes)
    shown = found[: cards.SERVICES_SHOWN]
    notes = []
    if want.place == ELSEWHERE:
        notes.append(words["place_elsewhere"])
    elif want.place and not any(names_place(service, want.place) for service in shown):
        notes.append(words["place_not_named"])
    if len(found) > len(shown):
        notes.append(words["more"])
    listed = [
        replace(cards.service_part(service), why=tuple(reasons(content, service, want)) or None) for service in shown
    ]
    if not all(service.reachable for service in shown):
        listed.append(cards.main_contact(content))
    return ServicesCard(words["found"], tuple(listed), notes=tuple(notes), options=changes)


def outcome(content: Content, answers: Mapping[str, Any]) -> Outcome:
    """The outcome: services were found that fit what is wanted, or else whom to ask is named."""
    want = wanted(answers)
    return Outcome.ANSWERED if want != Wanted() and matching(content, want) else Outcome.HANDED_OVER


def said(turn: Turn, content: Content, asked: Optional[str] = None) -> Answers:
    """What a message says of the child and of what is wanted.

    Args:
        turn: the message.
        content: for needs and places.
        asked: the step that is asked; a bare word or number counts for it alone.
    """
    words = turn.text.split()
    found: Answers = {
        "need": reading.need_in(turn, content) if asked == "need" else next(iter(turn.entities.get("need", ())), None),
        "age": reading.age_in(turn.text) if asked == "age" else reading.age_of_entities(turn),
        "place": reading.place_in(turn, content.council.places),
    }
    if asked == "free":
        step = content.journeys.find_help.steps["free"]
        found["free"] = reading.option_in(turn.text, step.options, [option.title for option in step.options])
    elif fees.wants_free(reading.plain(turn.text)):
        found["free"] = "free"
    if asked == "place" and not any(found.values()) and len(words) <= 3 and turn.intent not in _NO_PLACE:
        found["place"] = ELSEWHERE
    if asked and turn.intent == "correction" and found["age"] is None:
        found["age"] = reading.age_in(turn.text)
    return {step: value for step, value in found.items() if value is not None}


_NO_PLACE = reading.LEAVES | reading.SAYS | {"affirm", "deny", "correction", "skip", "change_answer"}


def _has_ages(service: Service) -> bool:
    return service.minimum_age is not None or service.maximum_age is not None


class ActionStartFindHelp(StartJourney):
    """Begins; need, age and place that the first message has need not be asked."""

    journey = FIND_HELP

    def said_at_first(self, turn: Turn, content: Content, today: date) -> Answers:
        return said(turn, content)


class ValidateFindHelp(JourneyForm):
    """Reads need, age, place and whether it is free, in any order."""

    journey = FIND_HELP

    def read(self, step: str, turn: Turn, content: Content, today: date) -> Answers:
        return said(turn, content, step)


class ActionFindHelp(WithContent, Action):
    """Shows what was found."""

    def name(self) -> str:
        return FIND_HELP.result

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Send one card of services, or of people with the answers that may be left out."""
        version, content = self._live.current()
        answers = answers_of(tracker, FIND_HELP)
        send(dispatcher, version, outcome(content, answers), result(content, answers))
        return []
