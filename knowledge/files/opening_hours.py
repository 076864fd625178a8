"""The hours of a service or of the main number, as files have them and in words, and the days and clock of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from knowledge.faults import KnowledgeError
from knowledge.text import typed_hours

EXAMPLE = "Mon-Thu 8.30am-5pm, Fri 8.30am-4.30pm"

DAYS = typed_hours.DAYS
MIDNIGHT = "24:00"
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_force(hours: Mapping[str, Any], day: date) -> bool:
    """Whether hours count on a day: not before their first day, and not after their last one.

    Args:
        hours: one line of `opening_hours`.
        day: in London.
    """
    return str(hours.get("valid_from", "")) <= day.isoformat() <= str(hours.get("valid_to", "9999"))


def is_over_night(hours: Mapping[str, Any]) -> bool:
    """Whether one line of hours closes on the next day, as what closes at or before the time at which it opens does."""
    return str(hours["closes"]) <= str(hours["opens"])


def end_of_day(hours: Mapping[str, Any]) -> str:
    """When one line of hours ends on the day on which it opens, such as "17:00"; MIDNIGHT if it goes on overnight."""
    return MIDNIGHT if is_over_night(hours) else str(hours["closes"])


def hours_in_words(hours: Mapping[str, Any]) -> str:
    """One line of hours, such as "Tuesday and Friday, 10am to 12pm, in term time only"."""
    limits = [
        f"{word} {date.fromisoformat(str(hours[name])):%d %B %Y}".replace(" 0", " ")
        for name, word in (("valid_from", "from"), ("valid_to", "until"))
        if name in hours
    ]
    term = ["in term time only"] if hours.get("term_time_only") else []
    return ", ".join([_days_in_words(hours["days"]), times_in_words(hours), *limits, *term])


def times_in_words(hours: Mapping[str, Any]) -> str:
    """From when to when, such as "9.30am to 3pm"."""
    if hours["opens"] == hours["closes"]:
        return "day and night"
    return f"{_clock(hours['opens'])} to {_clock(hours['closes'])}"


def _days_in_words(days: Iterable[str]) -> str:
    numbers = sorted(DAYS.index(day) for day in days)
    names = [DAY_NAMES[number] for number in numbers]
    if len(numbers) == len(DAYS):
        return "Every day"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _clock(time: str) -> str:
    hour, minute = int(time[:2]), time[3:]
    minutes = "" if minute == "00" else f".{minute}"
    return f"{hour % 12 or 12}{minutes}{'am' if hour < 12 else 'pm'}"


class HoursNotRead(KnowledgeError):
    """What was typed is not read as hours; the message says what to type."""


def hours_typed(text: str) -> list[dict[str, Any]]:
    """Hours as people type them, such as "Mon-Thu 8.30am to 5pm, Fri 08:30-16:30", in the form that files have.

    Raises:
        HoursNotRead: some of it is not read, or may be meant in two ways, as "9-5" may.
    """
    return [_line(line) for line in typed_hours.lines_of(text)]


def _line(typed: str) -> dict[str, Any]:
    read = typed_hours.read_hours(typed, "", "")
    if read is None:
        raise HoursNotRead(f'"{typed}" is not read as hours. Write days and times, such as {EXAMPLE}. Say am or pm.')
    days, opens, closes = read
    return {"days": days, "opens": opens, "closes": closes}
