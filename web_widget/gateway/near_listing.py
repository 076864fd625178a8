"""Services as they are listed: under headings, nearest first, a fixed number on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from actions import cards
from actions.card_types import ServicePart, WhyPart
from knowledge.files.layers import Layer
from knowledge.files.opening_hours import hours_in_words
from knowledge.files.records import Content, Service
from knowledge.nearby.places import Gazetteer, Spot, distance_in_words, miles_between
from knowledge.nearby.week import week
from web_widget.gateway.near_form import Wanted

MOST_SHOWN = 20
"""Services to a page, so that it stays below 20 kB."""
HOURS_UNKNOWN = "We do not know its days and times. Ask before you go."
NOT_KNOWN_WHERE = "We do not know where this is held"
NOT_KNOWN_HOW_FAR = "We do not know how far these are"


@dataclass(frozen=True)
class Group:
    """Services under one heading."""

    title: str
    listed: tuple[ServicePart, ...]


@dataclass(frozen=True)
class Page:
    """A part of a list.

    Attributes:
        number: counted from 1.
        of: how many pages there are.
        total: of everything that is listed.
    """

    groups: tuple[Group, ...]
    number: int
    of: int
    total: int


def near(content: Content, places: Gazetteer, wanted: Wanted, today: date) -> tuple[Group, ...]:
    """The services that fit. One whose place or hours are not known is listed all the same, and says so.

    Args:
        content: with the services.
        places: where they are.
        wanted: what is looked for.
        today: in London.
    """
    fit = [one for one in content.services.values() if wanted.suits(one) and wanted.is_on(one, today) is not False]
    timed = bool(wanted.day or wanted.time)
    sure = {one.id for one in fit if wanted.is_on(one, today)}
    by_name = sorted(fit, key=lambda one: (one.id not in sure, one.layer is Layer.ENGLAND, one.name))
    spots = {one.id: places.of(one) for one in by_name}
    held = sorted((one for one in by_name if spots[one.id]), key=lambda one: _miles(wanted.spot, spots[one.id]))
    unmeasured = [one for one in by_name if one.address and not spots[one.id]]
    unknown = [one for one in by_name if not one.address and "address" in one.missing]
    anywhere = [one for one in by_name if not one.address and "address" not in one.missing]
    nearest = "Nearest first" if wanted.spot else "At a place"
    groups = {
        nearest: [_listed(one, timed, _where(wanted.spot, spots[one.id])) for one in held],
        NOT_KNOWN_HOW_FAR: [_listed(one, timed) for one in unmeasured],
        NOT_KNOWN_WHERE: [_listed(one, timed) for one in unknown],
        _anywhere(content): [_listed(one, timed) for one in anywhere],
    }
    return tuple(Group(title, tuple(listed)) for title, listed in groups.items() if listed)


def this_week(content: Content, places: Gazetteer, wanted: Wanted, now: datetime) -> tuple[Group, ...]:
    """What is on today and on the six days after it, by day, and then who can be rung at which times.

    Args:
        content: with the services.
        places: where they are.
        wanted: age, need and place.
        now: with a time zone.
    """
    fit = sorted((one for one in content.services.values() if wanted.suits(one)), key=lambda one: one.name)
    timed = [one for one in fit if one.opening_hours]
    held = [one for one in timed if one.address or "address" in one.missing]
    days = [
        Group(
            f"{day.date:%A} {day.date.day} {day.date:%B}",
            tuple(
                _part(
                    one.service,
                    f"{one.times}, in term time only" if one.term_time_only else one.times,
                    _where(wanted.spot, places.of(one.service)) if one.service.address else f"{NOT_KNOWN_WHERE}.",
                )
                for one in day.sessions
            ),
        )
        for day in week(held, now)
    ]
    rung = tuple(_listed(one, False) for one in timed if one not in held)
    return tuple(group for group in (*days, Group(_anywhere(content), rung)) if group.listed)


def page_of(groups: Sequence[Group], number: int) -> Page:
    """One page of groups.

    A group that continues on the next page repeats its heading. Numbers past the end give the last page.
    """
    total = sum(len(group.listed) for group in groups)
    pages = max(1, -(-total // MOST_SHOWN))
    shown = min(max(number, 1), pages)
    first, last = (shown - 1) * MOST_SHOWN, shown * MOST_SHOWN
    cut, before = [], 0
    for group in groups:
        part = group.listed[max(0, first - before) : max(0, last - before)]
        cut += [replace(group, listed=part)] if part else []
        before += len(group.listed)
    return Page(tuple(cut), shown, pages, total)


def _listed(service: Service, timed: bool, where: str = "") -> ServicePart:
    unknown = HOURS_UNKNOWN if timed and not service.opening_hours else ""
    return _part(service, where, *map(hours_in_words, service.opening_hours), unknown)


def _part(service: Service, *said: str) -> ServicePart:
    """A service with its contacts, below what is said of it; one that cannot be reached says how to ask."""
    why = [WhyPart(words) for words in said if words]
    if service.how_to_ask and not service.reachable:
        why.append(WhyPart(service.how_to_ask))
    return replace(cards.service_part(service), why=tuple(why) or None)


def _miles(here: Spot | None, there: Spot | None) -> float:
    return miles_between(here, there) if here and there else 0.0


def _where(here: Spot | None, there: Spot | None) -> str:
    return distance_in_words(here, there) if here and there else ""


def _anywhere(content: Content) -> str:
    return f"By phone or online, or all over {content.council.area}"
