"""How often each entry was shown, and what parents said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from actions.wire import Outcome
from web_widget.store.tables import FEEDBACK, RECORDS


@dataclass(frozen=True)
class Figures:
    """How often an entry was the answer, and how often parents said that it helped or did not."""

    answers: int = 0
    helped: int = 0
    unhelpful: int = 0


@dataclass(frozen=True)
class Said:
    """Why an answer did not help; how many said so without more words of their own."""

    reason: str | None
    comment: str | None
    times: int


class EntryFigures:
    """Reads the records by entry.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def since(self, month: str) -> Mapping[str, Figures]:
        """The figures of every entry that was shown or judged.

        Args:
            month: the first that counts, such as "2026-01".
        """
        shown = (
            sa.select(RECORDS.c.entry, sa.func.count().label("times"))
            .where(RECORDS.c.month >= month, RECORDS.c.entry.isnot(None), RECORDS.c.outcome == Outcome.ANSWERED.value)
            .group_by(RECORDS.c.entry)
        )
        judged = (
            sa.select(FEEDBACK.c.entry, FEEDBACK.c.helped, sa.func.count().label("times"))
            .where(FEEDBACK.c.month >= month)
            .group_by(FEEDBACK.c.entry, FEEDBACK.c.helped)
        )
        with self._engine.connect() as connection:
            answers = {row.entry: row.times for row in connection.execute(shown)}
            ratings = {(row.entry, bool(row.helped)): row.times for row in connection.execute(judged)}
        entries = answers.keys() | {entry for entry, _ in ratings}
        return {
            entry: Figures(answers.get(entry, 0), ratings.get((entry, True), 0), ratings.get((entry, False), 0))
            for entry in entries
        }

    def unhelpful(self, entry: str, month: str) -> list[Said]:
        """Why an entry did not help, the most frequent reason first."""
        times = sa.func.count().label("times")
        query = (
            sa.select(FEEDBACK.c.reason, FEEDBACK.c.comment, times)
            .where(FEEDBACK.c.entry == entry, FEEDBACK.c.helped.is_(False), FEEDBACK.c.month >= month)
            .group_by(FEEDBACK.c.reason, FEEDBACK.c.comment)
            .order_by(times.desc(), FEEDBACK.c.reason, FEEDBACK.c.comment)
        )
        with self._engine.connect() as connection:
            return [Said(row.reason, row.comment, row.times) for row in connection.execute(query)]
