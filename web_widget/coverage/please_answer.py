"""Questions that volunteers sent to staff as "please answer this", and what staff replied.

They belong to the words of a question: the reply is beside it in every run of any list that asks it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from knowledge.text.comparing import normalised
from web_widget.coverage.results import Result
from web_widget.store.coverage_tables import PLEASE_ANSWER


@dataclass(frozen=True)
class Request:
    """A question that was sent to staff.

    Attributes:
        run_id: the run in which it was sent.
        number: of the question in that run.
        note: what the volunteer wrote, redacted.
        reply: what staff replied; None until they do.
    """

    id: int
    question: str
    run_id: int
    number: int
    note: str
    sent_by: str
    sent_at: datetime
    reply: str | None
    replied_by: str | None
    replied_at: datetime | None


class Requests:
    """The one way to the questions that were sent to staff.

    Args:
        engine: of the database of the records, whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def send(self, run: int, result: Result, note: str, by: str, now: datetime) -> None:
        """Send a question to staff. If it was sent before, the note is the new one, and it waits again.

        Args:
            run: id of the run.
            result: of the question.
            note: redacted.
            by: full name.
            now: with its zone.
        """
        key = _key(result.question)
        values = {
            **{"question": result.question, "key": key, "run_id": run, "number": result.number, "note": note},
            **{"sent_by": by, "sent_at": now.replace(tzinfo=None), "reply": None, "replied_by": None},
        }
        with self._engine.begin() as connection:
            connection.execute(sa.delete(PLEASE_ANSWER).where(PLEASE_ANSWER.c.key == key))
            connection.execute(sa.insert(PLEASE_ANSWER).values(**values))

    def reply(self, identifier: int, words: str, by: str, now: datetime) -> None:
        """Keep what staff reply.

        Args:
            identifier: of the request.
            words: redacted.
            by: full name.
            now: with its zone.
        """
        values = {"reply": words, "replied_by": by, "replied_at": now.replace(tzinfo=None)}
        with self._engine.begin() as connection:
            mine = PLEASE_ANSWER.c.id == identifier
            connection.execute(sa.update(PLEASE_ANSWER).where(mine).values(**values))

    def find(self, identifier: int) -> Request | None:
        """A request by its id."""
        return next(iter(self._read(PLEASE_ANSWER.c.id == identifier)), None)

    def all(self) -> list[Request]:
        """Those without a reply first, then the others; the newest first in each part."""
        return sorted(self._read(sa.true()), key=lambda request: request.reply is not None)

    def waiting(self) -> int:
        """How many wait for a reply."""
        return sum(request.reply is None for request in self.all())

    def of(self, results: Sequence[Result]) -> Mapping[int, Request]:
        """The request for each question that was sent to staff, in this list or another, by the question's number."""
        sent = {_key(request.question): request for request in self._read(sa.true())}
        return {result.number: sent[key] for result in results if (key := _key(result.question)) in sent}

    def _read(self, which: sa.sql.ColumnElement[bool]) -> list[Request]:
        query = sa.select(PLEASE_ANSWER).where(which).order_by(PLEASE_ANSWER.c.id.desc())
        with self._engine.connect() as connection:
            rows = [dict(row._mapping) for row in connection.execute(query)]
        return [Request(**{name: value for name, value in row.items() if name != "key"}) for row in rows]


def _key(question: str) -> str:
    return hashlib.sha256(normalised(question).encode()).hexdigest()
