"""Where Rasa keeps conversations."""

from __future__ import annotations

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from sqlalchemy import func
from sqlalchemy.orm import Query, Session


class OrderedTrackers(SQLTrackerStore):
    """Rasa's own SQL tracker store, where what follows what is told by the order in which it was kept.

    Rasa's finds the events of a session by their time. Where the clock is set back, all that is said from then on
    seems to be from before the session: it is left out when the conversation is read, and kept twice.
    """

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        event = self.SQLEvent
        events = session.query(event).filter(event.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            started = session.query(func.max(event.id)).filter(
                event.sender_id == sender_id, event.type_name == SessionStarted.type_name
            )
            events = events.filter(event.id >= func.coalesce(started.scalar_subquery(), 0))
        return events.order_by(event.id)
