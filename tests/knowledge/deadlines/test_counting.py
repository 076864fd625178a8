"""The last day of a period, held against a calendar by hand."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.deadlines.counting import is_working_day, last_day, working_day_from
from knowledge.files.timetable_records import Period


@pytest.mark.parametrize(
    "period",
    [
        Period(days=59),
        Period(months=2),
        Period(weeks=8, days=3),
        Period(days=60, first_day_counts=True),
    ],
)
def test_period_can_be_in_days_weeks_or_months(period: Period) -> None:
    assert last_day(period, date(2026, 1, 1)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("day", "last", "last_if_it_counts"),
    [
        ("2026-12-01", "2027-01-01", "2026-12-31"),
        ("2027-01-29", "2027-02-28", "2027-02-28"),
        ("2028-01-30", "2028-02-29", "2028-02-29"),
        ("2026-02-28", "2026-03-28", "2026-03-27"),
        ("2026-03-31", "2026-04-30", "2026-04-30"),
    ],
)
def test_month_ends_on_the_same_number_or_the_day_before_it(day: str, last: str, last_if_it_counts: str) -> None:
    given = date.fromisoformat(day)
    assert last_day(Period(months=1), given).isoformat() == last
    assert last_day(Period(months=1, first_day_counts=True), given).isoformat() == last_if_it_counts


@pytest.mark.parametrize(
    ("one", "one_with_the_first", "two_with_the_first"),
    [
        (
            Period(working_days=1),
            Period(working_days=1, first_day_counts=True),
            Period(working_days=2, first_day_counts=True),
        ),
        (
            Period(school_days=1),
            Period(school_days=1, first_day_counts=True),
            Period(school_days=2, first_day_counts=True),
        ),
    ],
    ids=["working days", "school days"],
)
def test_weekends_and_bank_holidays_are_not_counted(
    one: Period, one_with_the_first: Period, two_with_the_first: Period
) -> None:
    christmas_eve = date(2026, 12, 24)
    assert last_day(one, christmas_eve) == date(2026, 12, 29)
    assert last_day(one_with_the_first, christmas_eve) == christmas_eve
    assert last_day(two_with_the_first, date(2026, 12, 25)) == date(2026, 12, 30)


def test_first_day_counts_only_if_it_is_a_working_day() -> None:
    period = Period(working_days=2, first_day_counts=True)
    friday, saturday = date(2026, 6, 5), date(2026, 6, 6)
    assert last_day(period, friday) == date(2026, 6, 8)
    assert last_day(period, saturday) == date(2026, 6, 9)


def test_last_of_some_working_days_is_one_itself() -> None:
    for ordinal in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        assert is_working_day(last_day(Period(working_days=15), date.fromordinal(ordinal)))


def test_extra_bank_holiday_is_left_out() -> None:
    monday = date(2026, 5, 11)
    assert working_day_from(monday) == monday
    assert working_day_from(monday, [monday]) == date(2026, 5, 12)


@pytest.mark.parametrize(
    ("year", "holidays"),
    [
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_are_those_of_england(year: int, holidays: str) -> None:
    weekdays = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    found = [d.strftime("%m-%d") for d in weekdays if d.weekday() < 5 and not is_working_day(d)]
    assert found == holidays.split()
