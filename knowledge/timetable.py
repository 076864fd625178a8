"""The days by which the council or a parent must act, from a day that the parent gives.

The numbers and every word stand in timetable.yml; here is only the counting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta

from knowledge.faults import KnowledgeError

if TYPE_CHECKING:
    from knowledge.documents import Source

SCHOOL_CLOSED = "school-closed"
"""The exception that can be seen from dates alone."""
SHORTEST_CLOSURE = timedelta(weeks=4)
_ONE_WEEK = timedelta(weeks=1)

Whose = Literal["council", "parent"]


@dataclass(frozen=True)
class Period:
    """A length of time in calendar days, weeks and months."""

    days: int = 0
    weeks: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The last day of the period, where `day` itself is not counted.

        Six weeks from a Monday end on a Monday. A month ends on the day of the same number, or on the last day of a
        month that has no such number: 31 December and two months give 28 or 29 February.
        """
        return day + relativedelta(days=self.days, weeks=self.weeks, months=self.months)


@dataclass(frozen=True)
class TimeException:
    """A reason for which the law lets the council go past a day."""

    id: str
    title: str
    words: str
    regulation: str


@dataclass(frozen=True)
class Rule:
    """A time limit as it stands in the file.

    Attributes:
        period: counted from the first date.
        also: counted from the second date, if there is one; the later of the two days is taken.
        tribunal: whether rule 12 of the Tribunal's rules moves the day.
        exceptions: ids of the reasons for which the limit may be passed.
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
    also: Period | None = None
    tribunal: bool = False
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """How a second date is asked for, and what is said where the parent does not have it."""

    label: str
    hint: str
    missing: str


@dataclass(frozen=True)
class Start:
    """What has happened, and the limits that run from then."""

    id: str
    title: str
    label: str
    hint: str
    deadlines: tuple[Rule, ...]
    also: Question | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Late:
    """What to do once a day has passed, and the ids of the services that help."""

    steps: tuple[str, ...]
    services: tuple[str, ...]


@dataclass(frozen=True)
class Timetable:
    """timetable.yml."""

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
    starts: Mapping[str, Start]

    def overdue(self, today: date) -> bool:
        """Whether the day for checking it again has passed."""
        return today > self.review_due


@dataclass(frozen=True)
class Closure:
    """A time without school: `first` is the first day closed, `reopens` the day on which it opens again."""

    first: date
    reopens: date


@dataclass(frozen=True)
class Deadline:
    """One day by which something must be done; every text in it stands in timetable.yml word for word.

    Attributes:
        start: id of what has happened.
        counted_from: the first day that the parent gave; with `start` and `id` it names this deadline.
        due: the last day on which it is still in time.
        counted_to: the day before rule 12 moved it; the same as `due` where it did not.
        passed: whether `due` is over; on the day itself it is not.
        notes: what must be said with the day, such as why it was moved.
        exceptions: reasons for which the council may be later.
        school_closed: whether the closures given are of the kind that the exception is about.
        what_if_late: steps, whether or not the day has passed.
        services: ids of services that help when it is late.
    """

    id: str
    start: str
    title: str
    whose: Whose
    counted_from: date
    due: date
    counted_to: date
    passed: bool
    rule: str
    regulation: str
    notes: tuple[str, ...]
    exceptions: tuple[TimeException, ...]
    school_closed: bool
    what_if_late: tuple[str, ...]
    services: tuple[str, ...]
    entry: str
    sources: tuple[Source, ...]


class StartUnknown(KnowledgeError):
    """There is no such start in timetable.yml."""

    def __init__(self, start_id: str, timetable: Timetable) -> None:
        super().__init__(f'"{start_id}" is not in timetable.yml. Use one of: {", ".join(timetable.starts)}.')


class DatesInWrongOrder(KnowledgeError):
    """The second date is after the first, so the two papers do not belong together."""

    def __init__(self, day: date, also: date) -> None:
        super().__init__(f"{also} is after {day}. Ask for both dates again, with the words of wrong_order.")


def deadlines(
    start_id: str,
    day: date,
    timetable: Timetable,
    *,
    today: date,
    also: date | None = None,
    school_closed: Sequence[Closure] = (),
) -> tuple[Deadline, ...]:
    """Count the deadlines of one start, the earliest first.

    The first day is not counted. For the council's limits every day counts, and a day at a weekend stays, since the
    SEND Regulations give no more time. Only an appeal is moved, by rule 12 of the Tribunal's rules.

    Args:
        start_id: one of `timetable.starts`.
        day: what `Start.label` asks for, such as the day on which the council received the request.
        timetable: the content of timetable.yml.
        today: the day against which `passed` is held.
        also: what `Start.also` asks for; left out where the parent does not have it. For a mediation certificate
            that is the letter's date, and without it the day is the earliest that can be right.
        school_closed: when the school was closed. It moves no day, since the law then sets none:
            it only marks the deadlines for which the council may rely on it.

    Raises:
        StartUnknown: there is no such start.
        DatesInWrongOrder: `also` is after `day`.
    """
    start = timetable.starts.get(start_id)
    if start is None:
        raise StartUnknown(start_id, timetable)
    if also is not None and also > day:
        raise DatesInWrongOrder(day, also)
    found = [_deadline(start, rule, day, also, timetable, today, school_closed) for rule in start.deadlines]
    return tuple(sorted(found, key=lambda deadline: deadline.due))


def _deadline(
    start: Start,
    rule: Rule,
    day: date,
    also: date | None,
    timetable: Timetable,
    today: date,
    closures: Sequence[Closure],
) -> Deadline:
    counted_to = rule.period.after(day)
    if rule.also and also:
        counted_to = max(counted_to, rule.also.after(also))
    due = appeal_day(counted_to, timetable.extra_bank_holidays) if rule.tribunal else counted_to
    late = timetable.if_late[rule.whose]
    return Deadline(
        id=rule.id,
        start=start.id,
        title=rule.title,
        whose=rule.whose,
        counted_from=day,
        due=due,
        counted_to=counted_to,
        passed=today > due,
        rule=rule.rule,
        regulation=rule.regulation,
        notes=_notes(start, rule, counted_to, due, also, timetable),
        exceptions=tuple(timetable.exceptions[name] for name in rule.exceptions),
        school_closed=SCHOOL_CLOSED in rule.exceptions
        and any(_may_delay(closure, day, counted_to) for closure in closures),
        what_if_late=late.steps,
        services=late.services,
        entry=rule.entry,
        sources=rule.sources,
    )


def _notes(
    start: Start, rule: Rule, counted_to: date, due: date, also: date | None, timetable: Timetable
) -> tuple[str, ...]:
    notes = []
    if rule.tribunal:
        notes.append(timetable.words["before_5pm"])
    if due != counted_to:
        notes.append(timetable.words["moved_closed" if _tribunal_opens(counted_to) else "moved_working_day"])
    if rule.also and start.also and also is None:
        notes.append(start.also.missing)
    return tuple(notes)


def _may_delay(closure: Closure, day: date, due: date) -> bool:
    """Whether advice asked for between `day` and `due` can have met a closed school.

    Regulations 5(4)(a) and 10(4)(a): the school was closed for at least four weeks without a break, and the council
    asked in the time from one week before it closed to one week before it opened again.
    """
    if closure.reopens - closure.first < SHORTEST_CLOSURE:
        return False
    return closure.first - _ONE_WEEK <= due and closure.reopens - _ONE_WEEK >= day


def appeal_day(last: date, extra_bank_holidays: Sequence[date] = ()) -> date:
    """The day on which an appeal is still in time, where the counting ends on `last`.

    Rule 12 of the First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008: an appeal about special
    educational needs whose time ends in August, or from 25 December to 1 January, is in time on the first working day
    after 31 August or 1 January. Any other time that ends on a day that is not a working day ends on the next one.
    """
    day = _tribunal_opens(last) or last
    while not is_working_day(day, extra_bank_holidays):
        day += timedelta(days=1)
    return day


def is_working_day(day: date, extra_bank_holidays: Sequence[date] = ()) -> bool:
    """Whether `day` is not a Saturday, Sunday, Good Friday, Christmas Day or bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year) and day not in extra_bank_holidays


def _tribunal_opens(last: date) -> date | None:
    """The day after the time in which the Tribunal takes no appeals, if `last` is in it."""
    if last.month == 8:
        return date(last.year, 9, 1)
    if (last.month, last.day) >= (12, 25):
        return date(last.year + 1, 1, 2)
    return date(last.year, 1, 2) if (last.month, last.day) == (1, 1) else None


def _bank_holidays(year: int) -> frozenset[date]:
    """The usual bank holidays of England, with Good Friday and Christmas Day; those on a weekend move to weekdays."""
    first_of_january, christmas = date(year, 1, 1), date(year, 12, 25)
    moved_new_year = first_of_january + relativedelta(weekday=MO) if first_of_january.weekday() > 4 else None
    moved_christmas = {
        4: (date(year, 12, 28),),  # a Friday: Boxing Day is a Saturday
        5: (date(year, 12, 27), date(year, 12, 28)),
        6: (date(year, 12, 27),),
    }.get(christmas.weekday(), ())
    days = (
        first_of_january,
        moved_new_year,
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        date(year, 5, 1) + relativedelta(weekday=MO),
        date(year, 5, 31) + relativedelta(weekday=MO(-1)),
        date(year, 8, 31) + relativedelta(weekday=MO(-1)),
        christmas,
        date(year, 12, 26),
        *moved_christmas,
    )
    return frozenset(day for day in days if day)
