"""What is on is told by the calendar and the clock in London, also where the clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from knowledge.files.records import Content, Service
from knowledge.nearby.week import PartOfDay, is_on, week

CLUB: dict[str, Any] = {"days": ["sat"], "opens": "10:00", "closes": "12:00"}
NIGHT: dict[str, Any] = {"days": ["fri"], "opens": "18:00", "closes": "02:00"}
MONDAY = date(2026, 11, 30)


def at(hours: str) -> datetime:
    return datetime.fromisoformat(hours).replace(tzinfo=UTC)


def named(content: Content, *hours: dict[str, Any]) -> Service:
    return replace(content.services["breaks-team"], opening_hours=hours)


def days_of(service: Service, now: datetime) -> list[str]:
    return [f"{day.date} {one.times}" for day in week([service], now) for one in day.sessions]


def test_week_is_today_and_six_more_days(small: Content) -> None:
    days = week([named(small, CLUB)], at("2026-11-30 12:00"))
    assert [day.date.day for day in days] == [30, 1, 2, 3, 4, 5, 6]
    assert [day.date for day in days if day.sessions] == [date(2026, 12, 5)]


def test_day_begins_at_midnight_in_london_in_summer(small: Content) -> None:
    assert week([], at("2026-10-24 22:59"))[0].date == date(2026, 10, 24)
    assert week([], at("2026-10-24 23:00"))[0].date == date(2026, 10, 25)


def test_end_of_summer_time_moves_no_session_and_repeats_no_day(small: Content) -> None:
    sunday = {"days": ["sun", "mon"], "opens": "10:00", "closes": "12:00"}
    days = week([named(small, sunday)], at("2026-10-24 23:30"))  # half past midnight on the day the clocks go back
    assert [day.date.isoformat() for day in days] == [f"2026-10-{day}" for day in range(25, 32)]
    assert days_of(named(small, sunday), at("2026-10-24 23:30")) == [
        "2026-10-25 10am to 12pm",
        "2026-10-26 10am to 12pm",
    ]


@pytest.mark.parametrize(("now", "left"), [("2026-10-25 11:59", 1), ("2026-10-25 12:00", 0)])
def test_session_is_over_by_the_clock_in_london_after_summer_time(small: Content, now: str, left: int) -> None:
    sunday = {"days": ["sun"], "opens": "10:00", "closes": "12:00"}
    assert len(week([named(small, sunday)], at(now))[0].sessions) == left


@pytest.mark.parametrize(("now", "left"), [("2026-10-24 10:59", 1), ("2026-10-24 11:00", 0)])
def test_session_is_over_by_the_clock_in_london_in_summer(small: Content, now: str, left: int) -> None:
    assert len(week([named(small, CLUB)], at(now))[0].sessions) == left


def test_sessions_of_a_day_are_the_earliest_first(small: Content) -> None:
    late, early = {**CLUB, "opens": "14:00", "closes": "15:00"}, CLUB
    assert days_of(named(small, late, early), at("2026-11-30 12:00")) == [
        "2026-12-05 10am to 12pm",
        "2026-12-05 2pm to 3pm",
    ]


def test_session_outside_its_first_and_last_day_is_not_on(small: Content) -> None:
    for limits in ({"valid_from": "2026-12-06"}, {"valid_to": "2026-12-04"}):
        assert days_of(named(small, {**CLUB, **limits}), at("2026-11-30 12:00")) == []
    kept = {**CLUB, "valid_from": "2026-12-05", "valid_to": "2026-12-05"}
    assert days_of(named(small, kept), at("2026-11-30 12:00")) == ["2026-12-05 10am to 12pm"]


def test_session_of_term_time_says_so(small: Content) -> None:
    [session] = [
        one
        for day in week([named(small, {**CLUB, "term_time_only": True})], at("2026-11-30 12:00"))
        for one in day.sessions
    ]
    assert session.term_time_only


@pytest.mark.parametrize(
    ("weekday", "part", "expected"),
    [
        (None, None, True),
        ("sat", None, True),
        ("sun", None, False),
        ("sat", PartOfDay.MORNING, True),
        ("sat", PartOfDay.AFTERNOON, False),
        (None, PartOfDay.EVENING, False),
    ],
)
def test_service_is_on_at_its_times(
    small: Content, weekday: str | None, part: PartOfDay | None, expected: bool
) -> None:
    assert is_on(named(small, CLUB), weekday, part, MONDAY) is expected


def test_what_ends_after_midnight_is_on_in_the_evening(small: Content) -> None:
    assert is_on(named(small, NIGHT), "fri", PartOfDay.EVENING, MONDAY) is True
    assert is_on(named(small, NIGHT), "fri", PartOfDay.AFTERNOON, MONDAY) is False


def test_service_without_hours_is_neither_on_nor_off(small: Content) -> None:
    assert is_on(named(small), "sat", None, MONDAY) is None
