"""What is kept of conversations: redacted questions and their outcomes, and what parents said about answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from actions.wire import Outcome
from web_widget.store import shortfalls
from web_widget.store.database import shred
from web_widget.store.tables import FEEDBACK, FORGOTTEN, RECORDS

WITHOUT_QUESTION = frozenset({Outcome.GUIDED, Outcome.TALK})
"""Outcomes whose words are not kept: answers to the questions of a guided journey, greetings and thanks."""


@dataclass(frozen=True)
class Record:
    """A message and its outcome.

    Attributes:
        conversation: its id; None once it is too old.
        question: the redacted text.
        entry: id of the entry that was shown, if any.
        outcome: what the assistant did.
        day: on which it was asked.
        version: of the content.
        out_of_hours: whether the council was closed.
    """

    conversation: str
    question: str
    entry: str | None
    outcome: Outcome
    day: date
    version: str
    out_of_hours: bool = False


@dataclass(frozen=True)
class Feedback:
    """What a parent said of an answer; `comment` is redacted."""

    conversation: str
    entry: str
    helped: bool
    reason: str | None
    comment: str | None
    day: date


@dataclass(frozen=True)
class Unanswered:
    """A question that was not answered, and how often it was asked in these words."""

    question: str
    outcome: Outcome
    times: int


class Records:
    """The one way to what is kept.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, record: Record) -> None:
        """Keep a record, but not the words of small talk or of the steps of a guided journey."""
        question = None if record.outcome in WITHOUT_QUESTION else record.question
        with self._engine.begin() as connection:
            shortfall = shortfalls.note(connection, record.conversation, record.outcome)
            connection.execute(
                sa.insert(RECORDS).values(
                    conversation=record.conversation,
                    question=question,
                    entry=record.entry,
                    outcome=record.outcome.value,
                    month=_month(record.day),
                    day=record.day,
                    version=record.version,
                    shortfall=shortfall,
                    out_of_hours=record.out_of_hours,
                )
            )

    def judge(self, feedback: Feedback) -> None:
        """Keep what a parent said of an answer."""
        with self._engine.begin() as connection:
            if not feedback.helped:
                shortfalls.note_unhelpful(connection, feedback.conversation, feedback.entry)
            connection.execute(
                sa.insert(FEEDBACK).values(
                    conversation=feedback.conversation,
                    entry=feedback.entry,
                    helped=feedback.helped,
                    reason=feedback.reason,
                    comment=feedback.comment,
                    month=_month(feedback.day),
                    day=feedback.day,
                )
            )

    def forget(self, conversation: str, today: date) -> None:
        """Delete all that is kept of a conversation, for good."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(RECORDS).where(RECORDS.c.conversation == conversation))
            connection.execute(sa.delete(FEEDBACK).where(FEEDBACK.c.conversation == conversation))
            connection.execute(sa.delete(FORGOTTEN).where(FORGOTTEN.c.digest == _digest(conversation)))
            connection.execute(sa.insert(FORGOTTEN).values(digest=_digest(conversation), day=today))
        shred(self._engine)

    def is_forgotten(self, conversation: str) -> bool:
        """Whether a conversation was deleted."""
        found = sa.select(FORGOTTEN.c.digest).where(FORGOTTEN.c.digest == _digest(conversation))
        with self._engine.connect() as connection:
            return connection.execute(found).first() is not None

    def make_anonymous(self, until: date) -> int:
        """Make conversations anonymous that began on a day or before it.

        What stays is the question, the entry, the outcome, why it fell short, out of hours or not, and the month. The
        comments in feedback are deleted as well.

        Returns:
            How many rows were changed.
        """
        with self._engine.begin() as connection:
            changed = 0
            for table, more in ((RECORDS, {"version": None}), (FEEDBACK, {"comment": None})):
                old = (
                    sa.select(table.c.conversation)
                    .group_by(table.c.conversation)
                    .having(sa.func.min(table.c.day) <= until)
                )
                rows = table.c.conversation.in_(old) | (table.c.day <= until)
                done = connection.execute(sa.update(table).where(rows).values(conversation=None, day=None, **more))
                changed += done.rowcount
            connection.execute(sa.delete(FORGOTTEN).where(FORGOTTEN.c.day <= until))
        shred(self._engine)
        return changed

    def unanswered(self, month: str) -> list[Unanswered]:
        """The questions of a month ("2026-11") to which no answer was known, the most frequent first."""
        wanted = [Outcome.NOT_KNOWN.value, Outcome.HANDED_OVER.value]
        times = sa.func.count().label("times")
        query = (
            sa.select(RECORDS.c.question, RECORDS.c.outcome, times)
            .where(RECORDS.c.month == month, RECORDS.c.outcome.in_(wanted))
            .group_by(RECORDS.c.question, RECORDS.c.outcome)
            .order_by(times.desc(), RECORDS.c.question)
        )
        with self._engine.connect() as connection:
            return [Unanswered(row.question, Outcome(row.outcome), row.times) for row in connection.execute(query)]

    def asked_since(self, month: str, most: int) -> list[str]:
        """The questions of a month ("2026-11") and of those after it, the most frequent first, `most` at the most."""
        query = (
            sa.select(RECORDS.c.question)
            .where(RECORDS.c.month >= month, RECORDS.c.question.is_not(None))
            .group_by(RECORDS.c.question)
            .order_by(sa.func.count().desc(), RECORDS.c.question)
            .limit(most)
        )
        with self._engine.connect() as connection:
            return [row.question for row in connection.execute(query)]


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _digest(conversation: str) -> str:
    return hashlib.sha256(conversation.encode()).hexdigest()
