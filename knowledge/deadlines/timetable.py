"""The days by which the council or a parent must act, from a day that the parent gives.

The numbers and all the words are in timetable.yml; `counting` counts the days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.deadlines.counting import last_day, working_day_from
from knowledge.faults import KnowledgeError
from knowledge.files.sources import Source
from knowledge.files.timetable_records import Rule, Start, TimeException, Timetable, Whose


@dataclass(frozen=True)
class Deadline:
    """One day by which something must be done; every text in it is in timetable.yml word for word.

    Attributes:
        start: id of what has happened.
        counted_from: the first day that the parent gave; with `start` and `id` it names this deadline.
        due: the last day on which it is still in time.
        counted_to: the day before rule 12 moved it; the same as `due` where it did not.
        passed: whether `due` is over; on the day itself it is not.
        notes: what must be said with the day, such as why it was moved.
        exceptions: reasons for which the council may be later.
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
) -> tuple[Deadline, ...]:
    """Count the deadlines of one start, the earliest first.

    A day at a weekend stays, since neither the SEND Regulations nor the Equality Act give more time. Only an appeal is
    moved, by rule 12 of the Tribunal's rules.

    Args:
        start_id: one of `timetable.starts`.
        day: what `Start.label` asks for, such as the day on which the council received the request.
        timetable: the content of timetable.yml.
        today: the day against which `passed` is held.
        also: what `Start.also` asks for; left out where the parent does not have it. For a mediation certificate
            that is the letter's date, and without it the day is the earliest that can be right.

    Raises:
        StartUnknown: there is no such start.
        DatesInWrongOrder: `also` is after `day`.
    """
    start = timetable.starts.get(start_id)
    if start is None:
        raise StartUnknown(start_id, timetable)
    if also is not None and also > day:
        raise DatesInWrongOrder(day, also)
    found = [_deadline(start, rule, day, also, timetable, today) for rule in start.deadlines]
    return tuple(sorted(found, key=lambda deadline: deadline.due))


def limits(start_id: str, timetable: Timetable) -> tuple[str, ...]:
    """What must be said below the dates of a start: how its days were counted, and what is true of all dates.

    Args:
        start_id: one of `timetable.starts`.
        timetable: the content of timetable.yml.
    """
    rules = timetable.starts[start_id].deadlines
    counted = dict.fromkeys(word for rule in rules for word in _how_counted(rule))
    return (*(timetable.words[word] for word in counted), *timetable.limits)


def _how_counted(rule: Rule) -> tuple[str, ...]:
    """The names of the words that say how a rule's days are counted."""
    period = rule.period
    days = "counts_working_days" if period.working_days else "counts_every_day"
    first = "counts_first_day" if period.first_day_counts else "counts_from_next_day"
    wait = ("council_should_not_wait",) if rule.whose == "council" else ()
    return (first, *wait) if period.school_days else (days, first, *wait)


def _deadline(
    start: Start,
    rule: Rule,
    day: date,
    also: date | None,
    timetable: Timetable,
    today: date,
) -> Deadline:
    holidays = timetable.extra_bank_holidays
    counted_to = last_day(rule.period, day, holidays)
    if rule.also and also:
        counted_to = max(counted_to, last_day(rule.also, also, holidays))
    due = appeal_day(counted_to, holidays) if rule.tribunal else counted_to
    late = timetable.if_late[rule.if_late]
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
        what_if_late=late.steps,
        services=late.services,
        entry=rule.entry,
        sources=rule.sources,
    )


def _notes(
    start: Start, rule: Rule, counted_to: date, due: date, also: date | None, timetable: Timetable
) -> tuple[str, ...]:
    notes = []
    if rule.period.school_days:
        notes.append(timetable.words["school_days"])
    if rule.tribunal:
        notes.append(timetable.words["before_5pm"])
    if due != counted_to:
        notes.append(timetable.words["moved_closed" if _tribunal_opens(counted_to) else "moved_working_day"])
    if rule.also and start.also and also is None:
        notes.append(start.also.missing)
    return tuple(notes)


def appeal_day(last: date, extra_bank_holidays: Sequence[date] = ()) -> date:
    """The day on which an appeal is still in time, where the counting ends on `last`.

    Rule 12 of the First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008: an appeal about special
    educational needs whose time ends in August, or from 25 December to 1 January, is in time on the first working day
    after 31 August or 1 January. Any other time that ends on a day that is not a working day ends on the next one.
    """
    return working_day_from(_tribunal_opens(last) or last, extra_bank_holidays)


def _tribunal_opens(last: date) -> date | None:
    """The day after the time in which the Tribunal takes no appeals, if `last` is in it."""
    if last.month == 8:
        return date(last.year, 9, 1)
    if (last.month, last.day) >= (12, 25):
        return date(last.year + 1, 1, 2)
    return date(last.year, 1, 2) if (last.month, last.day) == (1, 1) else None
