"""A reply that got lost is read from what Rasa kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from actions.wire import WireCard
from tests.web_widget.conftest import said as said_by_action
from web_widget.store.database import connect
from web_widget.store.keeping import KeepSettings
from web_widget.store.trackers import MESSAGE_ID, Trackers

CARD: WireCard = {"type": "text", "text": "One.", "options": []}
SECOND: WireCard = {"type": "text", "text": "Two.", "options": []}


def said(message: str | None) -> UserUttered:
    return UserUttered("hello", metadata={MESSAGE_ID: message} if message else None)


def shown(card: Mapping[str, object]) -> BotUttered:
    return BotUttered(None, {"custom": said_by_action(dict(card)).to_wire()})


def kept_by_rasa(url: str, conversation: str, *events: Event) -> None:
    """Keep a conversation as Rasa does."""
    store = SQLTrackerStore(Domain.empty(), host=url)
    tracker = DialogueStateTracker.from_events(conversation, list(events))
    # In a thread of its own: in this one, a browser of other tests may have an event loop.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, store.save(tracker)).result()
    store.engine.dispose()


@pytest.fixture
def trackers(keep: KeepSettings) -> Trackers:
    return Trackers(connect(keep.tracker_url))


def test_reply_is_all_cards_that_follow_the_message(trackers: Trackers, keep: KeepSettings) -> None:
    events = (SessionStarted(), said("first"), shown(SECOND), said("second"), ActionExecuted("action_answer"))
    kept_by_rasa(keep.tracker_url, "a", *events, shown(CARD), shown(SECOND), ActionExecuted("action_listen"))
    assert trackers.reply_to("a", "second") == said_by_action(CARD, SECOND)


def test_reply_ends_where_the_next_message_begins(trackers: Trackers, keep: KeepSettings) -> None:
    kept_by_rasa(keep.tracker_url, "a", said("first"), shown(CARD), said(None), shown(SECOND))
    assert trackers.reply_to("a", "first") == said_by_action(CARD)


def test_message_that_was_not_kept_has_no_reply(trackers: Trackers, keep: KeepSettings) -> None:
    kept_by_rasa(keep.tracker_url, "a", said("first"), shown(CARD))
    assert trackers.reply_to("a", "second") is None
    assert trackers.reply_to("b", "first") is None


def test_reply_cannot_be_told_where_rasa_has_no_table_yet(trackers: Trackers) -> None:
    with pytest.raises(sa.exc.SQLAlchemyError):
        trackers.reply_to("a", "first")
