"""The time in London, which is the time for all that people read, whatever the server's clock is set to."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, by London's clock."""
    return datetime.now(LONDON)


def today() -> date:
    """Today's date in London. In summer it changes an hour before the date in UTC."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in London at a moment, which must have a time zone."""
    return moment.astimezone(LONDON).date()
