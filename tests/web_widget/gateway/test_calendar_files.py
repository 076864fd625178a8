"""The dates of a timetable are a calendar file at an address that tells the days and nothing about a family."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from knowledge.deadlines.calendar_address import Counted, read, token_of
from web_widget.privacy.access_log import asked


@pytest.mark.parametrize(
    "counted",
    [
        Counted("ehc-request", date(2026, 3, 12)),
        Counted("mediation-certificate", date(2026, 6, 1), date(2026, 5, 20)),
    ],
)
def test_name_holds_what_the_deadlines_are_counted_from_and_gives_it_back(counted: Counted) -> None:
    assert read(token_of(counted)) == counted


def test_file_is_a_calendar_with_every_deadline(client: FlaskClient) -> None:
    reply = client.get("/deadlines/ehc-request_2026-03-12.ics")
    assert (reply.status_code, reply.mimetype) == (200, "text/calendar")
    assert len(Calendar.from_ical(reply.text).walk("VEVENT")) >= 2
    assert "attachment" not in reply.headers["Content-Disposition"], "a phone would put it among its downloads"
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "token",
    [
        "ehc-request",
        "nothing_2026-03-12",
        "ehc-request_2026-02-31",
        "ehc-request_9999-12-31",
        "mediation-certificate_2026-05-01_2026-06-01",
        "ehc-request_2026-03-12_Jack",
        "..%2f..%2fcouncil",
    ],
)
def test_other_addresses_are_not_there(client: FlaskClient, token: str) -> None:
    assert client.get(f"/deadlines/{token}.ics").status_code == 404


def test_days_are_not_logged() -> None:
    assert asked("GET", "/deadlines/ehc-request_2026-03-12.ics", "200") == "GET /deadlines/"
