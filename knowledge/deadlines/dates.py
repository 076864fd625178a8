"""Reads the day in what a parent types, or says that it is not sure.

A wrong day would make every deadline wrong, so what could be read in two ways is not read at all.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import dateparser  # type: ignore[import-untyped]
from dateparser.search import search_dates  # type: ignore[import-untyped]

LONGEST_TEXT = 200
"""In characters. A longer text is a story, and any day in it may be a different one."""
FURTHEST_AHEAD = timedelta(days=183)
"""A review meeting may be planned for next term; later than that, the year was probably typed wrongly."""
EARLIEST = date(2014, 9, 1)
"""The day on which the SEND Regulations 2014 began."""

_SPOKEN_DAY = re.compile(r"\b(yesterday|today|tomorrow|(days?|weeks?|fortnights?)\s+ago)\b", re.IGNORECASE)
_NOT_EXACT = re.compile(r"\b(months?|years?)\s.*ago\b|:|\d\s*[ap]m\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b\d{1,2}(st|nd|rd|th)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(s|r|rs|nes|ur)?(day)?\b", re.IGNORECASE)
_WRITTEN_OUT = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
"""Inside a sentence, "sat" and "sun" are other words."""
_WE = re.compile(r"\bwe\b", re.IGNORECASE)
"""In "we asked on 3 March" dateparser takes it for a Wednesday."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HEDGED = re.compile(
    r"\b(about|around|roughly|approximately|maybe|perhaps|before|after|since|until|early|mid|middle|late|end"
    r"|beginning|between|or|not|week of|next week|last (week|month|year))\b",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[\s./-]+\d{1,2}\b")


def parse_date(text: str, today: date) -> date | None:
    """The one day that `text` names, read the British way: 03/04/2026 is 3 April.

    A day without a year is the last one that has passed ("3 March", "the 5th", "Tuesday"). Show the day with its year
    to the parent and ask whether it is right.

    Args:
        text: what was typed: a day, or a short sentence with one day in it.
        today: the day on which it was typed.

    Returns:
        The day, or None: if there is no day ("March", "last month", "two months ago"), more than one, one that
        does not exist or is not sure ("about 3 March", a Monday that was a Thursday), one more than
        `FURTHEST_AHEAD` in the future, or one before `EARLIEST`.
    """
    if len(text) > LONGEST_TEXT or _HEDGED.search(text):
        return None
    day = _whole(text, today) or _inside(text, today)
    if day is None or not EARLIEST <= day <= today + FURTHEST_AHEAD:
        return None
    return day


def _whole(text: str, today: date) -> date | None:
    """The day, if `text` is a day and nothing else."""
    day = _with_month(text, today)
    if day is None and _ORDINAL.search(text):
        day = _day_of_month(text, today)
    if day is None and _WEEKDAY.search(text) and not re.search(r"\d", text):
        day = _read(text, today, "absolute-time")
    if day is None and _SPOKEN_DAY.search(text) and not _NOT_EXACT.search(text):
        day = _read(text, today, "relative-time")
    return day if day and _agrees(text, day) else None


def _inside(text: str, today: date) -> date | None:
    """The day in a sentence, if it is the only one and no number is left over."""
    said = _WE.sub("", text)
    found = search_dates(said, languages=["en"], settings=_settings(today)) or []
    if len(found) != 1:
        return None
    words = found[0][0]
    if re.search(r"\d", said.replace(words, "", 1)):
        return None
    if _with_month(words, today) or _SPOKEN_DAY.search(words) or _WRITTEN_OUT.search(words):
        day = _whole(words, today)
        return day if day and _agrees(text, day) else None
    return None


def _day_of_month(text: str, today: date) -> date | None:
    """The last "5th" that has passed: of this month, or else of the one before."""
    day = _read(text, today, "absolute-time", "day")
    if day is None or day > today:
        day = _read(text, today.replace(day=1) - timedelta(days=1), "absolute-time", "day")
    return day


def _with_month(text: str, today: date) -> date | None:
    return _read(text, today, "absolute-time", "day", "month")


def _read(text: str, today: date, parser: str, *parts: str) -> date | None:
    settings = {**_settings(today), "PARSERS": [parser], "REQUIRE_PARTS": list(parts)}
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return found.date() if found else None


def _settings(today: date) -> dict[str, Any]:
    return {
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),
        "RETURN_AS_TIMEZONE_AWARE": False,
    }


def _agrees(text: str, day: date) -> bool:
    """Whether the weekday that is named is that of the day, and numbers were read with the day first."""
    weekdays = {_WEEKDAYS.index(match.group(1).lower()) for match in _WEEKDAY.finditer(text)}
    numbers = _DAY_FIRST.match(text)
    return weekdays <= {day.weekday()} and (numbers is None or int(numbers.group(1)) == day.day)
