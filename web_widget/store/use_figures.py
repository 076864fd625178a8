"""How much the assistant is used, counted from the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from actions.wire import Outcome
from web_widget.store.dangers_noticed import DangersNoticed
from web_widget.store.records import WITHOUT_QUESTION
from web_widget.store.tables import FEEDBACK, RECORDS


@dataclass(frozen=True)
class Counts:
    """Exact numbers by month ("2026-11"). They are not for showing: see `web_widget/staff/feedback/use_table.py`.

    Attributes:
        outcomes: questions by outcome.
        answers: questions that an entry answered, by its id.
        out_of_hours: questions that came while the council was closed.
        judged: feedback, by whether the answer helped.
        dangers: cards and lines about danger, by level ("card" or "line") and kind.
    """

    outcomes: Mapping[tuple[str, Outcome], int]
    answers: Mapping[tuple[str, str], int]
    out_of_hours: Mapping[str, int]
    judged: Mapping[tuple[str, bool], int]
    dangers: Mapping[tuple[str, str, str], int] = field(default_factory=dict)


class UseFigures:
    """Counts.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def since(self, month: str) -> Counts:
        """The counts of a month and of those after it."""
        asked = (RECORDS.c.month >= month) & RECORDS.c.outcome.not_in([outcome.value for outcome in WITHOUT_QUESTION])
        answered = asked & RECORDS.c.entry.is_not(None) & (RECORDS.c.outcome == Outcome.ANSWERED.value)
        closed = asked & RECORDS.c.out_of_hours.is_(True)
        outcomes = self._count(asked, RECORDS.c.month, RECORDS.c.outcome)
        answers = self._count(answered, RECORDS.c.month, RECORDS.c.entry)
        judged = self._count(FEEDBACK.c.month >= month, FEEDBACK.c.month, FEEDBACK.c.helped)
        return Counts(
            outcomes={(month, Outcome(outcome)): times for (month, outcome), times in outcomes.items()},
            answers={(month, entry): times for (month, entry), times in answers.items()},
            out_of_hours={month: times for (month,), times in self._count(closed, RECORDS.c.month).items()},
            judged={(month, bool(helped)): times for (month, helped), times in judged.items()},
            dangers=DangersNoticed(self._engine).since(month),
        )

    def _count(self, which: sa.sql.ColumnElement[bool], *by: sa.Column) -> dict[tuple[str, ...], int]:
        query = sa.select(*by, sa.func.count()).where(which).group_by(*by)
        with self._engine.connect() as connection:
            return {tuple(row[:-1]): row[-1] for row in connection.execute(query)}
