"""Deadlines as a calendar file that phones and computers can open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from knowledge.deadlines.timetable import Deadline
from knowledge.files.timetable_records import Timetable

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//SEND Local Offer assistant//Timetable//EN"
WEEK = timedelta(weeks=1)
MORNING = timedelta(hours=9)
_ONE_DAY = timedelta(days=1)


def to_ics(deadlines: Iterable[Deadline], timetable: Timetable, made: datetime) -> str:
    """Deadlines as an iCalendar text (RFC 5545).

    Each is an event of a whole day that does not show as busy, with a reminder in the morning a week before, unless
    that week has begun by then. The same deadline from the same start has the same UID each time, so that a calendar
    into which the file is put again does not show it twice. The file gives the calendar no name: Outlook would make a
    new calendar of it.

    Args:
        deadlines: as `knowledge.deadlines.timetable.deadlines` gives them.
        timetable: the content, for the words.
        made: when the file is made, with its time zone.

    Returns:
        The file's text, with CRLF line ends; send it as UTF-8 with `CONTENT_TYPE`.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for deadline in deadlines:
        calendar.add_component(_event(deadline, timetable, made))
    return calendar.to_ical().decode("utf-8")


def uid(deadline: Deadline) -> str:
    """The name of a deadline among all events: what it is, the day it was counted from, nothing about the parent."""
    return str(uuid5(NAMESPACE_URL, f"{PRODUCT}/{deadline.start}/{deadline.id}/{deadline.counted_from.isoformat()}"))


def _event(deadline: Deadline, timetable: Timetable, made: datetime) -> Event:
    event = Event()
    event.add("uid", uid(deadline))
    event.add("dtstamp", made)
    event.add("dtstart", deadline.due)
    event.add("dtend", deadline.due + _ONE_DAY)
    event.add("summary", deadline.title)
    event.add("description", _description(deadline, timetable))
    event.add("transp", "TRANSPARENT")
    address = next((source.url for source in deadline.sources if source.url), None)
    if address:
        event.add("url", address)
    if deadline.due - WEEK > made.date():
        event.add_component(_reminder(deadline, timetable))
    return event


def _description(deadline: Deadline, timetable: Timetable) -> str:
    sources = [" ".join(filter(None, (source.title, source.url))) for source in deadline.sources]
    return "\n".join([deadline.rule, *deadline.notes, deadline.regulation, *sources, timetable.guide])


def _reminder(deadline: Deadline, timetable: Timetable) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{timetable.calendar['reminder']} {deadline.title}")
    alarm.add("trigger", MORNING - WEEK)
    return alarm
