"""Rasa's trackers, as its SQL tracker store keeps them: only to delete them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from web_widget.store.database import shred

EVENTS = sa.Table(
    "events",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
)
"""Rasa's own table (rasa.core.tracker_store.SQLTrackerStore.SQLEvent); it makes it and fills it."""


class Trackers:
    """Deletes trackers.

    Args:
        engine: of the database in which Rasa keeps them. Rasa may not have made its table yet.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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

    def _delete(self, which: sa.sql.ColumnElement[bool]) -> int:
        if not sa.inspect(self._engine).has_table(EVENTS.name):
            return 0
        with self._engine.begin() as connection:
            deleted: int = connection.execute(sa.delete(EVENTS).where(which)).rowcount
        shred(self._engine)
        return deleted
