"""Counts a period from a day: calendar days, weeks and months, working days, and school days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta
from holidays import country_holidays

from knowledge.files.timetable_records import Period

_DAY = timedelta(days=1)


def last_day(period: Period, day: date, extra_bank_holidays: Sequence[date] = ()) -> date:
    """The last day of a period that runs from `day`.

    School days are counted as working days: no school is open on another day, so the last of them is this day or,
    where a school holiday or a training day comes in between, a later one.

    Args:
        period: how long it is, and whether `day` itself is its first day.
        day: from which it is counted.
        extra_bank_holidays: besides those that England has every year.
    """
    working_days = period.working_days or period.school_days
    if working_days:
        before = day - _DAY if period.first_day_counts else day
        return _after_working_days(before, working_days, extra_bank_holidays)
    return _in_calendar(period, day)


def _in_calendar(period: Period, day: date) -> date:
    """The last day in days, weeks or months.

    A month ends on the day of the same number, or on the last day of a month that has no such number: 31 December and
    two months give 28 or 29 February. Where the first day counts, it ends the day before the same number; a month
    without that number still ends on its own last day.
    """
    end = day + relativedelta(days=period.days, weeks=period.weeks, months=period.months)
    cut_short = bool(period.months) and end.day != day.day
    return end - _DAY if period.first_day_counts and not cut_short else end


def _after_working_days(day: date, count: int, extra_bank_holidays: Sequence[date]) -> date:
    for _ in range(count):
        day = working_day_from(day + _DAY, extra_bank_holidays)
    return day


def working_day_from(day: date, extra_bank_holidays: Sequence[date] = ()) -> date:
    """`day` itself if it is a working day, else the next one."""
    while not is_working_day(day, extra_bank_holidays):
        day += _DAY
    return day


def is_working_day(day: date, extra_bank_holidays: Sequence[date] = ()) -> bool:
    """Whether `day` is not a Saturday, Sunday, Good Friday, Christmas Day or bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year) and day not in extra_bank_holidays


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, with Good Friday and Christmas Day."""
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
