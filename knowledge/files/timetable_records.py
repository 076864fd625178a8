"""The timetable as records: the numbers and all the words are in timetable.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.files.sources import Source

Whose = Literal["council", "parent", "school"]


@dataclass(frozen=True)
class Period:
    """A length of time, in one of five units. `knowledge.deadlines.counting` counts it.

    Attributes:
        working_days: without weekends and bank holidays in England.
        school_days: without the days on which the school is closed, which only the school knows.
        first_day_counts: whether the day it runs from is its first day, as in "beginning with the day".
    """

    days: int = 0
    weeks: int = 0
    months: int = 0
    working_days: int = 0
    school_days: int = 0
    first_day_counts: bool = False


UNITS = ("days", "weeks", "months", "working_days", "school_days")
"""The units of a period, as timetable.yml names them."""


@dataclass(frozen=True)
class TimeException:
    """A reason for which the law lets the council go past a day."""

    id: str
    title: str
    words: str
    regulation: str


@dataclass(frozen=True)
class Rule:
    """A time limit as the file gives it.

    Attributes:
        period: counted from the first date.
        also: counted from the second date, if there is one; the later of the two days is taken.
        tribunal: whether rule 12 of the Tribunal's rules moves the day.
        exceptions: ids of the reasons for which the limit may be passed.
        if_late: id of what to do once the day has passed.
        entry: id of the page that says more.
    """

    id: str
    title: str
    rule: str
    whose: Whose
    period: Period
    regulation: str
    entry: str
    sources: tuple[Source, ...]
    if_late: str
    also: Period | None = None
    tribunal: bool = False
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SecondDate:
    """How a second date is asked for, and what is said if the parent does not have it."""

    label: str
    hint: str
    missing: str


@dataclass(frozen=True)
class Start:
    """What has happened, and the limits that run from then; `group` is the id of its heading among the choices."""

    id: str
    group: str
    title: str
    label: str
    hint: str
    deadlines: tuple[Rule, ...]
    also: SecondDate | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Late:
    """What to do once a day has passed, and the ids of the services that help."""

    steps: tuple[str, ...]
    services: tuple[str, ...]


@dataclass(frozen=True)
class Timetable:
    """timetable.yml.

    Attributes:
        limits: what is said below all dates.
        groups: the headings under which parents choose what has happened, by id.
        if_late: what to do once a day has passed, by the id that a rule names.
    """

    title: str
    ask: str
    guide: str
    limits: tuple[str, ...]
    checked: date
    checked_by: str
    review_due: date
    words: Mapping[str, str]
    calendar: Mapping[str, str]
    extra_bank_holidays: tuple[date, ...]
    if_late: Mapping[str, Late]
    exceptions: Mapping[str, TimeException]
    groups: Mapping[str, str]
    starts: Mapping[str, Start]

    def overdue(self, today: date) -> bool:
        """Whether it is due for checking again."""
        return today > self.review_due
