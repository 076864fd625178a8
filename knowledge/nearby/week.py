"""When services are open or hold their sessions, by the clock and the calendar in London."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from knowledge.files.opening_hours import DAYS, in_force, times_in_words
from knowledge.files.records import Service
from knowledge.london import LONDON

DAYS_SHOWN = 7
_MIDNIGHT = "24:00"


class PartOfDay(StrEnum):
    """A part of the day; `begins` and `ends` are by the clock."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def begins(self) -> str:
        """When it begins, such as "12:00"."""
        return {"morning": "00:00", "afternoon": "12:00", "evening": "17:00"}[self]

    @property
    def ends(self) -> str:
        """When it ends."""
        return {"morning": "12:00", "afternoon": "17:00", "evening": _MIDNIGHT}[self]


@dataclass(frozen=True)
class Session:
    """One time at which a service is open or held.

    Attributes:
        times: such as "10am to 12pm".
        opens: by the clock, such as "10:00".
    """

    service: Service
    times: str
    opens: str
    term_time_only: bool


@dataclass(frozen=True)
class Day:
    """A day, and what is on, the earliest first."""

    date: date
    sessions: tuple[Session, ...]


def week(services: Iterable[Service], now: datetime) -> tuple[Day, ...]:
    """What is on today, from now, and on the six days after it.

    Args:
        services: to look at.
        now: with a time zone. The days are those of the calendar in London, so the clocks change nothing.
    """
    local, looked_at = now.astimezone(LONDON), tuple(services)
    days = (local.date() + timedelta(days=number) for number in range(DAYS_SHOWN))
    return tuple(
        Day(day, tuple(sorted(_sessions(looked_at, day, local), key=lambda one: (one.opens, one.service.name))))
        for day in days
    )


def is_on(service: Service, weekday: str | None, part: PartOfDay | None, today: date) -> bool | None:
    """Whether a service is open or held at a time.

    Args:
        service: with its hours.
        weekday: such as "mon"; None is any day.
        part: of the day; None is all of it.
        today: in London. The weekday that is meant is the next one.

    Returns:
        None if its hours are not known.
    """
    if not service.opening_hours:
        return None
    begins, ends = (part.begins, part.ends) if part else ("00:00", _MIDNIGHT)
    days = (today + timedelta(days=number) for number in range(DAYS_SHOWN))
    asked = tuple(day for day in days if weekday in (None, DAYS[day.weekday()]))
    return any(
        in_force(hours, day) and DAYS[day.weekday()] in hours["days"] and hours["opens"] < ends and begins < _end(hours)
        for hours in service.opening_hours
        for day in asked
    )


def _sessions(services: Iterable[Service], day: date, local: datetime) -> Iterator[Session]:
    for service in services:
        for hours in service.opening_hours:
            over = day == local.date() and _end(hours) <= local.strftime("%H:%M")
            if DAYS[day.weekday()] in hours["days"] and in_force(hours, day) and not over:
                yield Session(service, times_in_words(hours), hours["opens"], bool(hours.get("term_time_only")))


def _end(hours: Mapping[str, Any]) -> str:
    """When it ends on its own day. A session that closes no later than it opens lasts into the next day."""
    return str(hours["closes"]) if hours["closes"] > hours["opens"] else _MIDNIGHT
