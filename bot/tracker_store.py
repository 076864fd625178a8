"""Where Rasa keeps conversations."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from sqlalchemy import func
from sqlalchemy.orm import Query, Session, sessionmaker
from sqlalchemy.pool import QueuePool


class OrderedTrackers(SQLTrackerStore):
    """Rasa's own SQL tracker store, which orders events by the order in which they were kept.

    Rasa's finds the events of a session by their time. If the clock is set back, everything said from then on
    seems to be from before the session: it is left out when the conversation is read, and kept twice.

    A connection to SQLite stays open, where Rasa would open one three times a message. The file's log of changes
    outlives any process without waiting for the disk (https://www.sqlite.org/pragma.html#pragma_synchronous).
    """

    engine: sa.engine.Engine

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.engine.dialect.name == "sqlite":
            self.engine = sa.create_engine(self.engine.url, poolclass=QueuePool)
            sa.event.listen(self.engine, "connect", _settle)
            self.sessionmaker = sessionmaker(bind=self.engine)

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        event = self.SQLEvent
        events = session.query(event).filter(event.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            started = session.query(func.max(event.id)).filter(
                event.sender_id == sender_id, event.type_name == SessionStarted.type_name
            )
            events = events.filter(event.id >= func.coalesce(started.scalar_subquery(), 0))
        return events.order_by(event.id)


def _settle(connection: Any, _: object) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()
