"""Lists of questions that people saved under a name, each with its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from web_widget.coverage.questions import Question, digest
from web_widget.store.coverage_tables import QUESTIONS, RUNS, SETS


@dataclass(frozen=True)
class QuestionSet:
    """A version of a list. `questions` is their number."""

    id: int
    name: str | None
    version: int
    made_by: str
    made_at: datetime
    questions: int


class QuestionSets:
    """The one way to the lists that were saved.

    Args:
        engine: of the database of the records, whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def saved(self) -> list[QuestionSet]:
        """The newest version of every list with a name, by name."""
        newest = sa.select(SETS.c.name, sa.func.max(SETS.c.version).label("version")).group_by(SETS.c.name).subquery()
        same = (SETS.c.name == newest.c.name) & (SETS.c.version == newest.c.version)
        return self._read(self._counted().join(newest, same).order_by(SETS.c.name))

    def find(self, identifier: int) -> QuestionSet | None:
        """A version by its id."""
        return next(iter(self._read(self._counted().where(SETS.c.id == identifier))), None)

    def named(self, name: str) -> QuestionSet | None:
        """The newest version of a list."""
        return next((found for found in self.saved() if found.name == name), None)

    def questions(self, identifier: int) -> list[Question]:
        """The questions of a version, in order."""
        rows = sa.select(QUESTIONS).where(QUESTIONS.c.set_id == identifier).order_by(QUESTIONS.c.number)
        with self._engine.connect() as connection:
            return [
                Question(row.number, row.text, row.expected, row.asked_by, row.asked_on)
                for row in connection.execute(rows)
            ]

    def keep(self, questions: Sequence[Question], made_by: str, now: datetime) -> int:
        """Keep a list that has no name yet.

        Args:
            questions: redacted.
            made_by: full name of a person, or what made it.
            now: with its zone.

        Returns:
            Its id.
        """
        values = {"version": 1, "digest": digest(questions), "made_by": made_by, "made_at": now.replace(tzinfo=None)}
        with self._engine.begin() as connection:
            identifier = int(connection.execute(sa.insert(SETS).values(**values)).inserted_primary_key[0])
            connection.execute(sa.insert(QUESTIONS), [_row(identifier, question) for question in questions])
        return identifier

    def name(self, identifier: int, name: str) -> QuestionSet:
        """Save a list under a name: as its next version, if that name is already in use.

        The runs of the list go by that name from now on.
        """
        with self._engine.begin() as connection:
            last = connection.execute(sa.select(sa.func.max(SETS.c.version)).where(SETS.c.name == name)).scalar()
            mine = SETS.c.id == identifier
            connection.execute(sa.update(SETS).where(mine).values(name=name, version=(last or 0) + 1))
            connection.execute(sa.update(RUNS).where(RUNS.c.set_id == identifier).values(title=name))
        found = self.find(identifier)
        if found is None:
            raise LookupError(f"There is no list of questions with the id {identifier}.")
        return found

    def _counted(self) -> sa.sql.Select:
        number = sa.select(sa.func.count()).where(QUESTIONS.c.set_id == SETS.c.id).scalar_subquery()
        return sa.select(SETS, number.label("questions"))

    def _read(self, query: sa.sql.Select) -> list[QuestionSet]:
        with self._engine.connect() as connection:
            return [
                QuestionSet(row.id, row.name, row.version, row.made_by, row.made_at, row.questions)
                for row in connection.execute(query)
            ]


def _row(identifier: int, question: Question) -> dict[str, object]:
    fields = ("number", "text", "expected", "asked_by", "asked_on")
    return {"set_id": identifier, **{name: getattr(question, name) for name in fields}}
