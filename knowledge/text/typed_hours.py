"""Opening hours as people type them: "Mon-Fri 9am-5pm". What can be read in two ways is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHORT = {"weds": 2, "thurs": 3}
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MANY = {
    "m-f": DAYS[:5],
    "weekdays": DAYS[:5],
    "weekday": DAYS[:5],
    "weekends": DAYS[5:],
    "weekend": DAYS[5:],
    "daily": DAYS,
    "every day": DAYS,
    "everyday": DAYS,
    "all week": DAYS,
    "7 days a week": DAYS,
    "seven days a week": DAYS,
}
_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])(?:(?:[:.h]|(?=\d\d(?!\d)))(?P<minute>[0-5]\d))?(?::[0-5]\d(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?(?:\s*(?:z|[+-]\d\d:?\d\d))?(?:\s*(?:o.?clock|h(?:ou)?rs?))?",
    re.I,
)
_DAY_BEFORE = re.compile(r"^\d{4}-\d\d-\d\dT")
_SAID = {"noon": "12pm", "12noon": "12pm", "12 noon": "12pm", "midday": "12pm", "12 midday": "12pm"}
_SAID |= {"midnight": "12am", "12 midnight": "12am"}
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_PAST = re.compile(rf"\b(half|quarter) past (?:(\d{{1,2}})(?!\d)|({'|'.join(_HOURS)})\b)", re.I)
_FROM_TO = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b|['‘’]?\btill?\b|\bthr(?:u|ough)\b)\s*", re.I)
_FROM = re.compile(r"\s*(?:from|open)\s+", re.I)
_BETWEEN = re.compile(r"\s*between\s+(.+?)\s+and\s+(.+)", re.I)
_BEHIND_DAYS = re.compile(r"(?:\b(?:from|open|between)\s+)?(?:(?<!\d)\d|(?<!\w)(?:noon|midday|midnight)\b)[^,]*$", re.I)
_NEXT_DAYS = re.compile(
    r"(\d|[ap]\.?\s?m|noon|midday|midnight|hrs?|hours|clock)[\s,;.]+(?:(?:and|&)\s+)?"
    r"(?=mon|tue|we|thu|fri|sat|sun|daily|every|(?:mo|tu|th|fr|sa|su)\b)",
    re.I,
)
"""Where days follow a time, and a new line of hours begins."""
_EVERY = re.compile(r"^(?:on|every|each)\s+|\s+(?:mornings?|afternoons?|evenings?)$")
_EARLIEST_NIGHT, _LATEST_MORNING = "15:00", "12:00"
"""Hours over midnight begin after the one and end by the other; else "9:00 to 5:00" would be twenty hours."""
_FIRST_BY_DAY = 8
"""Nobody says "8:30" or "10" for the evening without more, but "1:30" and "7:30" may be either half of the day."""
_FIRST_BY_24_HOURS = 6
"""Beside "20:00", "7:30" is in the morning, but "1:30" may still be either."""

Hours = tuple[list[str], str, str]


@dataclass(frozen=True)
class _Typed:
    """A time as it was typed.

    Attributes:
        half: "a", "p" or "" where nobody said so.
        padded: whether it begins with a nought, as a clock of 24 hours shows it.
    """

    hour: int
    minute: str | None
    half: str
    padded: bool

    @property
    def by_the_clock(self) -> str:
        """HH:MM by the clock of 24 hours."""
        return f"{self.hour % 24:02}:{self.minute or '00'}"

    @property
    def certain(self) -> str | None:
        """HH:MM; None if it leaves open which half of the day is meant."""
        if self.half:
            return self.in_half(self.half)
        return self.by_the_clock if self.hour > 12 or (self.padded and self.minute is not None) else None

    def in_half(self, half: str) -> str:
        """HH:MM in the morning, "a", or in the afternoon, "p"."""
        return f"{self.hour % 12 + (12 if half == 'p' else 0):02}:{self.minute or '00'}"


def lines_of(text: str) -> list[str]:
    """The text of each line of hours: "Mon-Thu 9am-5pm, Fri 9am-4pm" has two."""
    lines = _NEXT_DAYS.sub(r"\1\n", text).split("\n")
    return [line for line in (line.strip(" \t\r,;.") for line in lines) if line]


def read_hours(days: str, opens: str, closes: str) -> Hours | None:
    """Days, and the times at which it opens and closes, such as (["mon"], "09:00", "17:00"); None if not certain.

    Args:
        days: as typed; the times may be behind them.
        opens: as typed; the closing time may be behind it.
        closes: as typed, or "".
    """
    days, opens, closes = (_PAST.sub(_in_digits, words) for words in (days, opens, closes))
    if not opens and not closes and (times := _BEHIND_DAYS.search(days)):
        days, opens = days[: times.start()], times[0]
    opens = _BETWEEN.sub(r"\1 to \2", _FROM.sub("", opens))
    if not closes and len(parts := _FROM_TO.split(opens)) == 2:
        opens, closes = parts
    named, times_read = read_days(days), read_times(opens, closes)
    return (named, *times_read) if named and times_read else None


def read_days(words: str) -> list[str]:
    """The days that are named, in the order of the week; none if one word is not understood, such as "1MO"."""
    found: set[str] = set()
    tidy = re.sub(r"[()]", " ", words.strip().lower()).rstrip(":, ")
    for part in filter(None, re.split(r"\s*(?:[,;/&+]|\band\b)\s*", tidy)):
        named = _span(_EVERY.sub("", " ".join(part.split())))
        if not named:
            return []
        found.update(named)
    return [day for day in DAYS if day in found]


def read_times(opens: str, closes: str) -> tuple[str, str] | None:
    """When it opens and closes; "9-5pm" is 9 in the morning, and "9-5" is not certain."""
    first, last = _time(opens), _time(closes)
    if not first or not last:
        return None
    ends = _ends(first, last)
    begins = _begins(first, last, ends) if ends else None
    if begins is None or ends is None or begins == ends:
        return None
    said_so = last.certain is not None or _is_next_day(first, last)
    over_night = said_so and begins >= _EARLIEST_NIGHT and ends <= _LATEST_MORNING
    return (begins, ends) if begins < ends or over_night else None


def _in_digits(past: re.Match[str]) -> str:
    hour = past[2] or _HOURS.index(past[3].lower()) + 1
    return f"{hour}:{'30' if past[1].lower() == 'half' else '15'}"


def _span(part: str) -> Sequence[str]:
    if part in _MANY:
        return _MANY[part]
    ends = _FROM_TO.split(part)
    if len(ends) == 1:
        parts = [_day(word) for word in part.split()]
        return [DAYS[day] for day in parts if day is not None] if None not in parts else ()
    first, last = (_day(end) for end in (ends[0], ends[-1]))
    if len(ends) > 2 or first is None or last is None:
        return ()
    return [DAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)]


def _day(word: str) -> int | None:
    plain = word.strip(" .")
    if plain in _SHORT:
        return _SHORT[plain]
    plain = plain[:-1] if plain.endswith("s") and plain[:-1] in _FULL else plain
    fits = [number for number, name in enumerate(_FULL) if len(plain) >= 2 and name.startswith(plain)]
    return fits[0] if len(fits) == 1 else None


def _time(words: str) -> _Typed | None:
    plain = " ".join(_DAY_BEFORE.sub("", words.strip()).lower().split())
    found = _TIME.fullmatch(_SAID.get(plain, plain))
    if not found:
        return None
    hour, half = int(found["hour"]), (found["half"] or "")[:1]
    fits = 1 <= hour <= 12 if half else hour < 24 or found["minute"] in (None, "00")
    return _Typed(hour, found["minute"], half, found["hour"].startswith("0")) if fits else None


def _ends(first: _Typed, last: _Typed) -> str | None:
    """When it closes: "12" is noon, "9:30" is in the morning, and "2:00" is certain behind "22:00"."""
    to_the_minute = last.minute is not None and (last.hour >= _FIRST_BY_DAY or _is_next_day(first, last))
    return last.by_the_clock if not last.half and (last.hour == 12 or to_the_minute) else last.certain


def _begins(first: _Typed, last: _Typed, ends: str) -> str | None:
    """When it opens: "2:30 to 4:30 pm" is in one half of the day, and "9 to 17" is by the clock of 24 hours."""
    if first.half or not 1 <= first.hour <= 12:
        return first.certain
    if last.half:
        fits = [time for time in (first.in_half("p"), first.in_half("a")) if time < ends]
        return fits[0] if len(fits) == 1 or (fits and not first.padded) else None
    earliest = _FIRST_BY_24_HOURS if last.hour > 12 else _FIRST_BY_DAY
    return first.by_the_clock if first.certain or first.hour >= earliest else None


def _is_next_day(first: _Typed, last: _Typed) -> bool:
    """Whether the closing time would be over before it opens, in either half of the day: "22:00 to 2:00"."""
    return last.hour + 12 < first.hour
