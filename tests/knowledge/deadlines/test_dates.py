"""Days as parents type them, and what is too unsure to count from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.deadlines.dates import EARLIEST, FURTHEST_AHEAD, LONGEST_TEXT, parse_date

TODAY = date(2026, 11, 22)
"""A Sunday."""

READ = {
    "3rd of March": "2026-03-03",
    "3 march 2026": "2026-03-03",
    "March the 3rd": "2026-03-03",
    "1 sept": "2026-09-01",
    "03/04/2026": "2026-04-03",
    "3/4/26": "2026-04-03",
    "03/04": "2026-04-03",
    "13.04.2026": "2026-04-13",
    "2026-04-03": "2026-04-03",
    "12 December": "2025-12-12",
    "23 november": "2025-11-23",
    "22 november": "2026-11-22",
    "29 feb": "2024-02-29",
    "29/02/2024": "2024-02-29",
    "the 5th": "2026-11-05",
    "on the 5th": "2026-11-05",
    "the 30th": "2026-10-30",
    "the 31st": "2026-10-31",
    "last Tuesday": "2026-11-17",
    "tuesday": "2026-11-17",
    "Fri 20th": "2026-11-20",
    "Thursday 5th November": "2026-11-05",
    "Thurs 5 Nov": "2026-11-05",
    "today": "2026-11-22",
    "yesterday": "2026-11-21",
    "tomorrow": "2026-11-23",
    "3 weeks ago": "2026-11-01",
    "three weeks ago": "2026-11-01",
    "a fortnight ago": "2026-11-08",
    "2 weeks, 3 days ago": "2026-11-05",
    "I sent it on 3rd March": "2026-03-03",
    "the letter is dated 1 october 2026": "2026-10-01",
    "we asked on 1 october 2026": "2026-10-01",
    "We applied on Tuesday": "2026-11-17",
    "I got the letter yesterday": "2026-11-21",
    "the meeting was on friday": "2026-11-20",
    "it arrived 3 weeks ago": "2026-11-01",
    "sent by email on 3 March": "2026-03-03",
}
UNSURE = [
    "",
    "hello",
    "i dont know",
    "march",
    "march 2026",
    "2026",
    "may",
    "5",
    "three",
    "99",
    "year 9",
    "last week",
    "last month",
    "last year",
    "two months ago",
    "3 months 2 weeks ago",
    "20 weeks",
    "my son is 6 weeks old",
    "3 hours ago",
    "now",
    "2pm",
    "i sat down",
    "I may have sent it",
    "about 3 march",
    "before easter",
    "end of march",
    "3 or 4 march",
    "3-10 march",
    "monday last week",
    "3rd feb last year",
    "sent 3 march, answered 10 april",
    "Monday 5 November",
    "Tuesday the 4th",
    "3rd of Mrach",
    "31 february",
    "30/02/2026",
    "29/02/2025",
    "1/13/2026",
    "01572 722577",
]


@pytest.mark.parametrize(("text", "day"), READ.items())
def test_day_that_is_sure_is_read_the_british_way(text: str, day: str) -> None:
    assert parse_date(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_no_sure_day_is_not_guessed(text: str) -> None:
    assert parse_date(text, TODAY) is None


def test_day_without_a_year_is_never_in_the_future() -> None:
    for days in range(0, 366, 7):
        typed = TODAY + timedelta(days=days)
        found = parse_date(f"{typed.day} {typed:%B}", TODAY)
        assert found is not None
        assert found <= TODAY


def test_day_is_read_up_to_half_a_year_ahead_and_no_further() -> None:
    last = TODAY + FURTHEST_AHEAD
    assert parse_date(f"{last:%d/%m/%Y}", TODAY) == last
    assert parse_date(f"{last + timedelta(days=1):%d/%m/%Y}", TODAY) is None


def test_day_before_the_regulations_began_is_not_read() -> None:
    assert parse_date("1 September 2014", TODAY) == EARLIEST
    assert parse_date("31 August 2014", TODAY) is None


def test_long_story_is_not_searched_for_a_day() -> None:
    assert parse_date("3 March" + " and so on" * LONGEST_TEXT, TODAY) is None


def test_day_of_the_month_is_found_at_the_turn_of_the_year() -> None:
    assert parse_date("the 31st", date(2027, 1, 2)) == date(2026, 12, 31)
    assert parse_date("the 30th", date(2027, 3, 5)) is None
