"""The hours of a service or of the main number, as files have them and in words, and the days and clock of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from knowledge.faults import KnowledgeError

_CLOCK = r"(\d{1,2})(?:[:.](\d\d))?\s*([ap]m)?"
_DAY = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_TO = r"\s*(?:-|\u2013|to|until)\s*"
_TYPED = re.compile(rf"{_DAY}(?:{_TO}{_DAY})?[,:]?\s*(?:from\s+)?{_CLOCK}{_TO}{_CLOCK}")
EXAMPLE = "Mon-Thu 8.30am-5pm, Fri 8.30am-4.30pm"

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_force(hours: Mapping[str, Any], day: date) -> bool:
    """Whether hours count on a day: not before their first day, and not after their last one.

    Args:
        hours: one line of `opening_hours`.
        day: in London.
    """
    return str(hours.get("valid_from", "")) <= day.isoformat() <= str(hours.get("valid_to", "9999"))


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
    plain = text.lower()
    if re.search(r"[^\s,;.]", re.sub(r"\band\b", "", _TYPED.sub("", plain))):
        raise HoursNotRead(f'"{text}" is not read as hours. Write days and times, such as {EXAMPLE}.')
    return [_line(*found.groups()) for found in _TYPED.finditer(plain)]


def _line(first: str, last: str | None, *clocks: str | None) -> dict[str, Any]:
    """
    Raises:
        HoursNotRead: there is no such time, or it may be the morning or the afternoon.
    """
    opens, closes = _time(*clocks[:3]), _time(*clocks[3:])
    if closes <= opens and not clocks[-1]:
        raise HoursNotRead(f'"{closes}" may be the morning or the afternoon. Write am or pm, such as {EXAMPLE}.')
    begins, ends = DAYS.index(first), DAYS.index(last or first)
    days = [DAYS[number % 7] for number in range(begins, (ends if ends >= begins else ends + 7) + 1)]
    return {"days": days, "opens": opens, "closes": closes}


def _time(hour: str | None, minute: str | None, half: str | None) -> str:
    number = int(hour or 0)
    if half:
        number = number % 12 + (12 if half == "pm" else 0)
    try:
        return time(number, int(minute or 0)).isoformat("minutes")
    except ValueError as error:
        raise HoursNotRead(f'"{hour}" is no time of the day. Write times such as {EXAMPLE}.') from error
