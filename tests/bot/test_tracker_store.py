"""A conversation is kept in the order in which it was said, whatever the clock says."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import OrderedTrackers

NOON = 1_800_000_000.0
HOUR = 3600.0


@pytest.fixture
def store(tmp_path: Path) -> OrderedTrackers:
    return OrderedTrackers(Domain.empty(), host=f"sqlite:///{tmp_path / 'trackers.db'}")


def begin(store: TrackerStore, when: float) -> None:
    """A session begins."""
    tracker = read(store)
    tracker.update(ActionExecuted("action_session_start", timestamp=when))
    tracker.update(SessionStarted(timestamp=when))
    asyncio.run(store.save(tracker))


def say(store: TrackerStore, text: str, when: float) -> None:
    """Somebody says something, and Rasa keeps it."""
    tracker = read(store)
    tracker.update(UserUttered(text, timestamp=when))
    asyncio.run(store.save(tracker))


def read(store: TrackerStore) -> DialogueStateTracker:
    return asyncio.run(store.get_or_create_tracker("someone", append_action_listen=False))


def said(store: TrackerStore) -> list[str]:
    """What is read of the session."""
    return [event.text for event in read(store).events if isinstance(event, UserUttered)]


@pytest.mark.parametrize("jump", [-24 * HOUR, -1.0, 0.0, 24 * HOUR])
def test_nothing_is_left_out_or_doubled_when_the_clock_jumps(store: OrderedTrackers, jump: float) -> None:
    begin(store, NOON)
    say(store, "before", NOON + 1)
    say(store, "after", NOON + 2 + jump)
    say(store, "later", NOON + 3 + jump)
    assert said(store) == ["before", "after", "later"]


def test_earlier_session_is_not_read_even_where_it_seems_to_be_later(store: OrderedTrackers) -> None:
    begin(store, NOON)
    say(store, "yesterday", NOON + 1)
    begin(store, NOON - HOUR)
    say(store, "today", NOON - HOUR + 1)
    assert said(store) == ["today"]


def test_rasas_own_store_loses_what_is_said_after_the_clock_was_set_back(tmp_path: Path) -> None:
    store = SQLTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path / 'trackers.db'}")
    begin(store, NOON)
    say(store, "before", NOON + 1)
    say(store, "after", NOON - HOUR)
    assert said(store) != ["before", "after"], "Rasa does it right by now: OrderedTrackers can go."


def test_file_keeps_a_log_of_changes_and_overwrites_what_is_deleted(tmp_path: Path) -> None:
    trackers = OrderedTrackers(Domain.empty(), host=f"sqlite:///{tmp_path / 'trackers.db'}")
    with trackers.engine.connect() as connection:
        settings = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "secure_delete")]
    assert settings == ["wal", 1]
