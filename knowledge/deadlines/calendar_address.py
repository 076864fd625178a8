"""`token_of` names a calendar file, so that it has an address; the name says the days and nothing about a family."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

FOLDER = "/deadlines/"
_TOKEN = re.compile(r"(?P<start>[a-z][a-z-]{0,60})_(?P<day>20\d\d-\d\d-\d\d)(?:_(?P<also>20\d\d-\d\d-\d\d))?")


@dataclass(frozen=True)
class Counted:
    """What the deadlines of a file are counted from: see `knowledge.deadlines.timetable.deadlines`."""

    start: str
    day: date
    also: date | None = None


def token_of(counted: Counted) -> str:
    """Its name on the gateway, such as ehc-request_2026-03-12 in "/deadlines/ehc-request_2026-03-12.ics"."""
    parts = (counted.start, counted.day.isoformat(), counted.also.isoformat() if counted.also else "")
    return "_".join(filter(None, parts))


def read(token: str) -> Counted | None:
    """What a name says; None if it is not one of ours."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    try:
        day, also = (date.fromisoformat(text) if text else None for text in (found["day"], found["also"]))
    except ValueError:
        return None
    return Counted(found["start"], day, also) if day else None
