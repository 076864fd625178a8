"""Hours are said in words, and read as people type them."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.files.opening_hours import HoursNotRead, hours_in_words, hours_typed, times_in_words

CLUB: dict[str, Any] = {"days": ["sat"], "opens": "10:00", "closes": "12:00"}


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (CLUB, "Saturday, 10am to 12pm"),
        ({**CLUB, "days": ["fri", "tue"]}, "Tuesday and Friday, 10am to 12pm"),
        ({**CLUB, "days": ["mon", "wed", "fri"]}, "Monday, Wednesday and Friday, 10am to 12pm"),
        ({**CLUB, "days": ["mon", "tue", "wed"], "opens": "09:30"}, "Monday to Wednesday, 9.30am to 12pm"),
        (
            {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "opens": "00:00", "closes": "00:00"},
            "Every day, day and night",
        ),
        ({**CLUB, "term_time_only": True}, "Saturday, 10am to 12pm, in term time only"),
        (
            {**CLUB, "valid_from": "2026-09-05", "valid_to": "2027-07-17"},
            "Saturday, 10am to 12pm, from 5 September 2026, until 17 July 2027",
        ),
    ],
)
def test_hours_are_told_in_words(hours: dict[str, Any], words: str) -> None:
    assert hours_in_words(hours) == words


def test_midnight_is_told_as_twelve() -> None:
    assert times_in_words({"opens": "20:00", "closes": "00:00"}) == "8pm to 12am"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Mon-Fri 9am-5pm", ["Monday to Friday, 9am to 5pm"]),
        ("Monday to Friday, 9:00 to 17:00", ["Monday to Friday, 9am to 5pm"]),
        ("mon-thu 08:30-17:00, fri 08:30-16:30", ["Monday to Thursday, 8.30am to 5pm", "Friday, 8.30am to 4.30pm"]),
        ("Tuesday from 10 until 12 and Thursday 1pm to 3pm", ["Tuesday, 10am to 12pm", "Thursday, 1pm to 3pm"]),
        ("Sat-Mon 9am-12pm", ["Monday, Saturday and Sunday, 9am to 12pm"]),
        ("", []),
        ("Wed 2-4pm", ["Wednesday, 2pm to 4pm"]),
        ("Mon-Fri 9-12", ["Monday to Friday, 9am to 12pm"]),
        ("Mon 8.30am-noon Tue 9am-5pm", ["Monday, 8.30am to 12pm", "Tuesday, 9am to 5pm"]),
        ("Mon, Wed and Fri 9am-5pm; Tue 9am-1pm.", ["Monday, Wednesday and Friday, 9am to 5pm", "Tuesday, 9am to 1pm"]),
        ("Mon-Thu 8:45 to 17:00\nFri 8:45 to 16:30", ["Monday to Thursday, 8.45am to 5pm", "Friday, 8.45am to 4.30pm"]),
        ("Mon9am-5pm, Tue 7:30-20:00", ["Monday, 9am to 5pm", "Tuesday, 7.30am to 8pm"]),
        ("weekdays 9am-5pm", ["Monday to Friday, 9am to 5pm"]),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, words: list[str]) -> None:
    assert [hours_in_words(line) for line in hours_typed(typed)] == words


@pytest.mark.parametrize(
    "typed",
    [
        *("always", "Mon-Fri", "Mon-Fri 9-5", "Mon-Fri 25:00-26:00", "Mon 9am-5pm or later"),
        *("Sat 1-5", "Wed 2-4", "Wed 1:30-3:30", "Mon-Thu 9am-5pm, Fri 2-4", "Mon 9am-5pm, closed for lunch"),
    ],
)
def test_what_may_be_meant_in_two_ways_is_not_read(typed: str) -> None:
    with pytest.raises(HoursNotRead):
        hours_typed(typed)
