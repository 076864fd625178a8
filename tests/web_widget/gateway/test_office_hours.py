"""What is out of hours."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
import sqlalchemy as sa

from actions.wire import Outcome
from tests.web_widget.conftest import CARD, FakeRasa, said
from web_widget.app import create_app
from web_widget.gateway.office_hours import OfficeHours
from web_widget.settings import Settings
from web_widget.store.database import connect
from web_widget.store.keeping import KeepSettings
from web_widget.store.tables import RECORDS


@pytest.mark.parametrize(
    ("moment", "closed"),
    [
        ("2026-11-20T09:00+00:00", False),  # a Friday
        ("2026-11-20T08:59+00:00", True),
        ("2026-11-20T17:00+00:00", True),
        ("2026-11-21T12:00+00:00", True),  # a Saturday
        ("2026-07-20T08:00+00:00", False),  # a Monday, nine o'clock in summer time
        ("2026-07-20T16:00+00:00", True),
    ],
)
def test_office_is_open_on_working_days_from_nine_to_five(moment: str, closed: bool) -> None:
    assert OfficeHours().closed_at(datetime.fromisoformat(moment)) is closed


def test_hours_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE_HOURS", "Mon-Thu 08:30-17:15")
    assert OfficeHours.from_environment() == OfficeHours(0, 3, time(8, 30), time(17, 15))


@pytest.mark.usefixtures("in_use")
@pytest.mark.parametrize(("closes", "closed"), [(time(0), True), (time.max, False)])
def test_of_a_question_it_is_kept_whether_the_office_was_closed_and_no_hour(
    rasa: FakeRasa, keep: KeepSettings, tmp_path: Path, closes: time, closed: bool
) -> None:
    hours = OfficeHours(0, 6, time(0), closes)
    client = create_app(Settings(widgets=tmp_path / "widget", office_hours=hours), rasa).test_client()
    rasa.reply = said(CARD, outcome=Outcome.NOT_KNOWN)
    conversation = client.post("/api/conversations", json={}).json["conversation"]  # type: ignore[index]
    client.post("/api/messages", json={"conversation": conversation, "text": "is there a swing"})
    with connect(keep.records_url).connect() as connection:
        (row,) = connection.execute(sa.select(RECORDS)).mappings()
    assert row["out_of_hours"] is closed
    assert not any(isinstance(value, datetime | time) for value in row.values())


@pytest.mark.parametrize(
    "given",
    ["9 to 5", "mon-fri 09:00-25:00", "day-fri 09:00-17:00", "fri-mon 09:00-17:00", "mon-fri 17:00-09:00"],
)
def test_hours_in_another_form_are_refused_with_an_example(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("OFFICE_HOURS", given)
    with pytest.raises(ValueError, match="mon-fri 09:00-17:00"):
        OfficeHours.from_environment()
