"""The questions that were not answered, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from web_widget.store.shortfalls import Shortfall
from web_widget.store.tables import RECORDS

MOST = 2000
"""How many of the newest questions are read. Grouping more would be too slow for a page."""


@dataclass(frozen=True)
class Asked:
    """A question that fell short.

    Attributes:
        id: of the record.
        question: redacted.
        shortfall: why it counts.
        conversation: its id; None once it is too old.
        month: in which it was asked, such as "2026-11".
        day: on which it was asked; None once it is too old.
    """

    id: int
    question: str
    shortfall: Shortfall
    conversation: str | None
    month: str
    day: date | None


class UnansweredQuestions:
    """Reads the records for what is missing.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def since(self, month: str) -> list[Asked]:
        """The questions of a month and of those after it, the newest first."""
        query = (
            sa.select(RECORDS)
            .where(RECORDS.c.month >= month, RECORDS.c.shortfall.is_not(None), RECORDS.c.question.is_not(None))
            .order_by(RECORDS.c.id.desc())
            .limit(MOST)
        )
        with self._engine.connect() as connection:
            return [
                Asked(row.id, row.question, Shortfall(row.shortfall), row.conversation, row.month, row.day)
                for row in connection.execute(query)
            ]
