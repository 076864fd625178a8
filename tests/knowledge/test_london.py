"""What day it is, is told by the clock in London, on any server."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from actions.journeys.form import Answers
from actions.journeys.reading import Turn
from actions.journeys.timetable import result, said
from knowledge import london
from knowledge.files.records import Content
from knowledge.settings import ROOT

AFTER_MIDNIGHT_IN_SUMMER = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
OF_THE_SERVER = re.compile(r"\bdate\.today\(|datetime\.(?:today|utcnow)\(|now\(UTC\)\.date\(|now\(\)\.date\(")


def test_new_day_begins_at_midnight_in_london_on_a_server_in_utc() -> None:
    with time_machine.travel(AFTER_MIDNIGHT_IN_SUMMER, tick=False):
        assert london.today() == date(2026, 7, 1)
    assert london.day_of(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == date(2026, 12, 31)


def test_yesterday_after_midnight_in_summer_is_the_day_that_has_just_ended(shipped: Content) -> None:
    turn = Turn("yesterday", "inform", {}, False, False)
    with time_machine.travel(AFTER_MIDNIGHT_IN_SUMMER, tick=False):
        assert said(turn, shipped, london.today(), "start_date") == {"start_date": "2026-06-30"}


def test_time_limit_has_passed_on_the_day_after_it_in_london(shipped: Content) -> None:
    answers: Answers = {"start": "ehc-request", "start_date": "2026-01-05"}
    first = result(shipped, answers, datetime(2026, 1, 6, 12, tzinfo=UTC)).deadlines[0].due  # type: ignore[union-attr]
    midnight = datetime.combine(first + timedelta(days=1), datetime.min.time(), london.LONDON)
    for moment, passed in ((midnight - timedelta(minutes=1), False), (midnight, True)):
        card = result(shipped, answers, moment.astimezone(UTC))
        assert card.deadlines[0].passed is passed  # type: ignore[union-attr]


@pytest.mark.parametrize("room", ["actions", "bot", "knowledge", "web_widget"])
def test_no_module_asks_the_server_what_day_it_is(room: str) -> None:
    found = [path for path in (ROOT / room).rglob("*.py") if OF_THE_SERVER.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in found] == []
