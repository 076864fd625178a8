"""Rasa's trackers, as its SQL tracker store keeps them: to delete them, and to read a reply that got lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import dropwhile, islice, takewhile
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from actions.wire import Reply, joined
from web_widget.store.database import shred

MESSAGE_ID = "message_id"
"""The key of the gateway's message id in the metadata that Rasa keeps with a message."""
TRIAL = "trial-"
"""The beginning of the ids of conversations that only tried out a question, without a parent."""

EVENTS = sa.Table(
    "events",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("data", sa.Text),
)
"""Rasa's own table (rasa.core.tracker_store.SQLTrackerStore.SQLEvent); it makes it and fills it."""


Event = Mapping[str, Any]


class Trackers:
    """Deletes trackers, and reads replies.

    Args:
        engine: of the database in which Rasa keeps them. Rasa may not have made its table yet.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Close the connections to the database."""
        self._engine.dispose()

    def reply_to(self, conversation: str, message: str) -> Reply | None:
        """What Rasa kept in reply to a message; None if it did not keep the message.

        Args:
            conversation: its id.
            message: the id in the message's metadata.
        """
        said = EVENTS.c.type_name.in_(("user", "bot"))
        query = sa.select(EVENTS.c.data).where(EVENTS.c.sender_id == conversation, said).order_by(EVENTS.c.id)
        with self._engine.connect() as connection:
            events = [json.loads(row.data) for row in connection.execute(query)]
        return reply_after(events, message)

    def forget(self, conversation: str) -> None:
        """Delete the tracker of a conversation, for good."""
        self._delete(EVENTS.c.sender_id == conversation)

    def forget_begun_before(self, moment: datetime) -> int:
        """Delete the trackers of conversations that began before a moment.

        Returns:
            How many events were deleted.
        """
        began = sa.func.min(EVENTS.c.timestamp)
        old = sa.select(EVENTS.c.sender_id).group_by(EVENTS.c.sender_id).having(began < moment.timestamp())
        return self._delete(EVENTS.c.sender_id.in_(old))

    def forget_trials(self) -> int:
        """Delete the trackers of questions that were only tried out.

        Returns:
            How many events were deleted.
        """
        return self._delete(EVENTS.c.sender_id.startswith(TRIAL, autoescape=True))

    def _delete(self, which: sa.sql.ColumnElement[bool]) -> int:
        if not sa.inspect(self._engine).has_table(EVENTS.name):
            return 0
        with self._engine.begin() as connection:
            deleted: int = connection.execute(sa.delete(EVENTS).where(which)).rowcount
        shred(self._engine)
        return deleted


def reply_after(events: Iterable[Event], message: str) -> Reply | None:
    """The reply to a message: what was said before the next one."""
    from_it = dropwhile(lambda event: (event.get("metadata") or {}).get(MESSAGE_ID) != message, events)
    replies = takewhile(lambda event: event["event"] == "bot", islice(from_it, 1, None))
    return joined([Reply.from_wire(event["data"]["custom"]) for event in replies if event["data"].get("custom")])
