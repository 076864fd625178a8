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
_FROM_TO = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b|\btill?\b|\bthr(?:u|ough)\b)\s*", re.I)
_FROM = re.compile(r"\s*(?:from|open)\s+", re.I)
_BETWEEN = re.compile(r"\s*between\s+(.+?)\s+and\s+(.+)", re.I)
_EVERY = re.compile(r"^(?:on|every|each)\s+|\s+(?:mornings?|afternoons?|evenings?)$")
_EARLIEST_NIGHT, _LATEST_MORNING = "15:00", "12:00"
"""Hours over midnight begin after the one and end by the other; else "9:00 to 5:00" would be twenty hours."""

Hours = tuple[list[str], str, str]


@dataclass(frozen=True)
class _Typed:
    """A time as it was typed; `half` is "a", "p" or "" where nobody said so."""

    hour: int
    minute: str | None
    half: str

    @property
    def certain(self) -> str | None:
        """HH:MM; None if a bare hour leaves open which half of the day is meant."""
        if self.half:
            return f"{self.hour % 12 + (12 if self.half == 'p' else 0):02}:{self.minute or '00'}"
        bare = self.minute is None and self.hour <= 12
        return None if bare else f"{self.hour % 24:02}:{self.minute or '00'}"


def read_hours(days: str, opens: str, closes: str) -> Hours | None:
    """Days, and the times at which it opens and closes, such as (["mon"], "09:00", "17:00"); None if not certain.

    Args:
        days: as typed; the times may be behind them.
        opens: as typed; the closing time may be behind it.
        closes: as typed, or "".
    """
    if not opens and not closes and (times := re.search(r"(?<!\w)\d[^,]*$", days)):
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
    if not first or not last or last.certain is None:
        return None
    begins = _begins(first, last)
    if begins is None or begins == last.certain:
        return None
    over_night = begins >= _EARLIEST_NIGHT and last.certain <= _LATEST_MORNING
    return (begins, last.certain) if begins < last.certain or over_night else None


def clock(words: str) -> str | None:
    """HH:MM of one time that is certain by itself."""
    found = _time(words)
    return found.certain if found else None


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
    return _Typed(hour, found["minute"], half) if fits else None


def _begins(first: _Typed, last: _Typed) -> str | None:
    """When it opens: "2:30 to 4:30 pm" is in one half of the day, and "9 to 17" is by the clock of 24 hours."""
    if first.half or not 1 <= first.hour <= 12:
        return first.certain
    minute, closes = first.minute or "00", last.certain or ""
    morning, afternoon = f"{first.hour % 12:02}:{minute}", f"{first.hour % 12 + 12:02}:{minute}"
    if not last.half:
        return first.certain or (f"{first.hour:02}:00" if last.minute is None else _before(closes, afternoon, morning))
    return _before(closes, afternoon, morning)


def _before(closes: str, *times: str) -> str | None:
    """The first of some times that is before another."""
    return next((time for time in times if time < closes), None)
