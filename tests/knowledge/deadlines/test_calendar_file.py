"""The calendar file can be read back, and says no more than it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from knowledge.deadlines.calendar_file import to_ics, uid
from knowledge.deadlines.timetable import Deadline, deadlines
from knowledge.files.records import Content

MADE = datetime(2026, 1, 6, 9, 30, tzinfo=UTC)
RECEIVED = date(2026, 1, 5)


@pytest.fixture
def found(shipped: Content) -> tuple[Deadline, ...]:
    return deadlines("ehc-request", RECEIVED, shipped.timetable, today=MADE.date())


def events(text: str) -> list[Event]:
    return [event for event in Calendar.from_ical(text).walk("VEVENT") if isinstance(event, Event)]


def test_each_deadline_is_an_event_of_one_whole_day(shipped: Content, found: tuple[Deadline, ...]) -> None:
    read = events(to_ics(found, shipped.timetable, MADE))
    assert [event.decoded("dtstart") for event in read] == [deadline.due for deadline in found]
    assert all(event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in read)
    assert "DTSTART;VALUE=DATE:20260216" in to_ics(found, shipped.timetable, MADE)
    assert {str(event["transp"]) for event in read} == {"TRANSPARENT"}


def test_event_says_the_rule_its_source_and_that_it_is_a_guide(shipped: Content, found: tuple[Deadline, ...]) -> None:
    event = events(to_ics(found, shipped.timetable, MADE))[0]
    assert str(event["summary"]) == found[0].title
    for part in (found[0].rule, found[0].regulation, found[0].sources[0].title, shipped.timetable.guide):
        assert part in str(event["description"])
    assert str(event["url"]) == found[0].sources[0].url


def test_notes_such_as_five_o_clock_are_in_the_event(shipped: Content) -> None:
    appeal = deadlines("decision-letter", date(2026, 6, 15), shipped.timetable, today=MADE.date())[-1]
    event = events(to_ics([appeal], shipped.timetable, MADE))[0]
    assert shipped.timetable.words["before_5pm"] in str(event["description"])
    assert shipped.timetable.words["moved_closed"] in str(event["description"])


def test_reminder_comes_in_the_morning_a_week_before(shipped: Content, found: tuple[Deadline, ...]) -> None:
    for event in events(to_ics(found, shipped.timetable, MADE)):
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(weeks=-1, hours=9)
        assert str(alarm["action"]) == "DISPLAY"
        assert str(event["summary"]) in str(alarm["description"])


@pytest.mark.parametrize(("made", "reminders"), [("2026-02-08", 1), ("2026-02-09", 0), ("2026-03-01", 0)])
def test_no_reminder_for_a_week_that_has_begun(
    shipped: Content, found: tuple[Deadline, ...], made: str, reminders: int
) -> None:
    then = datetime.fromisoformat(made).replace(tzinfo=UTC)
    (event,) = events(to_ics(found[:1], shipped.timetable, then))
    assert len(event.walk("VALARM")) == reminders


def test_same_deadline_has_the_same_uid_whenever_the_file_is_made(
    shipped: Content, found: tuple[Deadline, ...]
) -> None:
    later = events(to_ics(found, shipped.timetable, MADE + timedelta(days=30)))
    assert [str(event["uid"]) for event in later] == [uid(deadline) for deadline in found]
    assert len({uid(deadline) for deadline in found}) == len(found)


def test_uid_does_not_change_when_the_day_is_corrected(found: tuple[Deadline, ...]) -> None:
    """So that a calendar moves the event, where staff mend a number in the timetable."""
    assert uid(replace(found[0], due=date(2026, 2, 20), title="Other words")) == uid(found[0])
    assert uid(replace(found[0], counted_from=date(2026, 1, 6))) != uid(found[0])


def test_file_has_the_line_ends_and_line_lengths_of_the_standard(shipped: Content, found: tuple[Deadline, ...]) -> None:
    text = to_ics(found, shipped.timetable, MADE)
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_file_has_no_name_of_a_calendar_so_that_no_program_makes_a_new_one(shipped: Content) -> None:
    assert "X-WR-CALNAME" not in to_ics([], shipped.timetable, MADE)


def test_file_without_deadlines_can_be_opened(shipped: Content) -> None:
    assert events(to_ics([], shipped.timetable, MADE)) == []
