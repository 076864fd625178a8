"""How long things are kept, and the job that deletes what is too old."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from rasa.core.tracker_store import SQLTrackerStore

from actions.wire import Outcome
from web_widget import __main__ as commands
from web_widget.store import keeping
from web_widget.store.keeping import KeepSettings, Stores, Tidied, keep_tidying
from web_widget.store.records import Record
from web_widget.store.trackers import EVENTS

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def stores(keep: KeepSettings) -> Stores:
    return Stores(keep)


@pytest.fixture
def events(keep: KeepSettings) -> sa.engine.Engine:
    """The trackers' database with Rasa's own table."""
    engine = sa.create_engine(keep.tracker_url)
    SQLTrackerStore.Base.metadata.create_all(engine)
    return engine


def said(engine: sa.engine.Engine, conversation: str, when: datetime) -> None:
    """An event, as Rasa keeps it."""
    table = SQLTrackerStore.SQLEvent.__table__
    values: dict[str, Any] = {"sender_id": conversation, "type_name": "user", "timestamp": when.timestamp()}
    with engine.begin() as connection:
        connection.execute(sa.insert(table).values(**values, data="the words of the parent"))


def left(engine: sa.engine.Engine) -> set[str]:
    with engine.connect() as connection:
        return {row.sender_id for row in connection.execute(sa.select(EVENTS.c.sender_id))}


def test_conversation_is_deleted_30_days_after_it_began(stores: Stores, events: sa.engine.Engine) -> None:
    said(events, "old", NOW - timedelta(days=30, seconds=1))
    said(events, "old", NOW)
    said(events, "new", NOW - timedelta(days=29))
    assert stores.tidy(30, NOW) == Tidied(events=2, rows=0)
    assert left(events) == {"new"}


def test_records_of_the_same_conversation_become_anonymous(stores: Stores) -> None:
    for name, day in (("old", date(2026, 10, 23)), ("new", date(2026, 10, 24))):
        stores.records.keep(Record(name, "a question", None, Outcome.NOT_KNOWN, day, "abc"))
    assert stores.tidy(30, NOW).rows == 1


@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_words_of_a_deleted_tracker_are_in_no_file(stores: Stores, events: sa.engine.Engine, tmp_path: Path) -> None:
    said(events, "a", NOW)
    stores.forget("a")
    files = [path.read_bytes() for path in tmp_path.glob("trackers.db*")]
    assert files
    assert b"the words of the parent" not in b"".join(files)


def test_only_the_conversation_that_was_named_is_deleted(stores: Stores, events: sa.engine.Engine) -> None:
    said(events, "a", NOW)
    said(events, "b", NOW)
    stores.forget("a")
    assert left(events) == {"b"}


def test_job_is_quiet_where_rasa_has_kept_nothing_yet(stores: Stores) -> None:
    assert stores.tidy(30, NOW) == Tidied(0, 0)
    stores.forget("a")


def test_days_are_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP_DAYS", "7")
    assert KeepSettings.from_environment().days == 7


@pytest.mark.parametrize("days", ["-1", "a month", ""])
def test_days_that_are_no_number_are_refused(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    monkeypatch.setenv("KEEP_DAYS", days)
    with pytest.raises(ValueError, match="KEEP_DAYS"):
        KeepSettings.from_environment()


@contextmanager
def tidying(keep: KeepSettings) -> Iterator[None]:
    """The job is done for a while."""
    stopped = threading.Event()
    job = threading.Thread(target=keep_tidying, args=(keep, stopped))
    job.start()
    try:
        yield
    finally:
        stopped.set()
        job.join()


def is_soon_deleted(engine: sa.engine.Engine) -> bool:
    """Whether nothing is left within a few seconds."""
    deadline = time.monotonic() + 5
    while left(engine):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_job_is_done_at_once_and_again_within_an_hour(keep: KeepSettings, events: sa.engine.Engine) -> None:
    said(events, "old", datetime.now(UTC) - timedelta(days=31))
    with tidying(keep):
        assert is_soon_deleted(events)
    assert keeping.EVERY_SECONDS <= 3600


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_job_is_done_again_in_time_when_the_clock_was_moved(
    keep: KeepSettings, events: sa.engine.Engine, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    monkeypatch.setattr(keeping, "EVERY_SECONDS", 0.1)
    said(events, "old", datetime.now(UTC) - timedelta(days=31))
    with tidying(keep):
        assert is_soon_deleted(events)
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            said(events, "another", datetime.now(UTC) - timedelta(days=31))
            assert is_soon_deleted(events)


def test_job_that_failed_is_done_again(
    keep: KeepSettings, events: sa.engine.Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    errors, tidy = [OSError("The disk is full.")], keeping.tidy

    def fail_once(settings: KeepSettings) -> Tidied:
        if errors:
            raise errors.pop()
        return tidy(settings)

    monkeypatch.setattr(keeping, "tidy", fail_once)
    monkeypatch.setattr(keeping, "EVERY_SECONDS", 0.1)
    said(events, "old", datetime.now(UTC) - timedelta(days=31))
    with tidying(keep):
        assert is_soon_deleted(events)
    assert "It is tried again in an hour." in caplog.text


def test_what_follows_the_job_is_done_each_time_also_when_the_job_failed(
    keep: KeepSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped, times = threading.Event(), []

    def fail(settings: KeepSettings) -> Tidied:
        raise OSError("The disk is full.")

    def then() -> None:
        times.append(1)
        if len(times) == 2:
            stopped.set()

    monkeypatch.setattr(keeping, "tidy", fail)
    monkeypatch.setattr(keeping, "EVERY_SECONDS", 0.01)
    keep_tidying(keep, stopped, then)
    assert len(times) == 2


def test_job_can_be_done_by_hand(
    events: sa.engine.Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said(events, "old", datetime.now(UTC) - timedelta(days=31))
    monkeypatch.setattr("sys.argv", ["web_widget", "tidy"])
    assert commands.main() == 0
    assert capsys.readouterr().out == "Deleted 1 events of old conversations; made 0 rows anonymous.\n"


@pytest.mark.scale
@pytest.mark.parametrize("new_database", ["postgresql"], indirect=True)
def test_job_leaves_no_connection_open(keep: KeepSettings, events: sa.engine.Engine) -> None:
    def connections() -> int:
        mine = "SELECT count(*) FROM pg_stat_activity WHERE datname = split_part(:url, '/', 4)"
        with events.connect() as connection:
            return int(connection.execute(sa.text(mine), {"url": keep.records_url}).scalar_one())

    for _ in range(3):
        keeping.tidy(keep)
    deadline = time.monotonic() + 10
    while connections() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert connections() == 0


def test_default_is_30_days() -> None:
    assert keeping.KeepSettings().days == 30
