"""Notes which questions were not answered: while a conversation goes on, since later nobody knows what came after what.

A question fell short where no answer was known, where it was asked back twice in a row, where its answer was said not
to help, and where the parent went on to a person.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from web_widget.store.outcomes import Outcome, Shortfall
from web_widget.store.tables import RECORDS

_WITH_A_WISH = frozenset({Outcome.ANSWERED.value, Outcome.ASKED_BACK.value, Outcome.OUT_OF_SCOPE.value})
"""A question that came to this and was followed by the wish for a person ended with a person."""


def note(connection: Connection, conversation: str, outcome: Outcome) -> str | None:
    """Why the message that is about to be kept fell short, or None; notes it of the message before, if that is meant.

    Args:
        connection: in the transaction that keeps the message.
        conversation: its id.
        outcome: of the message.
    """
    if outcome is Outcome.NOT_KNOWN:
        return Shortfall.NOT_KNOWN.value
    if outcome not in (Outcome.ASKED_BACK, Outcome.HANDED_OVER):
        return None
    before = _question_before(connection, conversation)
    if outcome is Outcome.ASKED_BACK:
        if before is None or before.outcome != Outcome.ASKED_BACK.value:
            return None
        _mark(connection, before, Shortfall.ASKED_BACK_TWICE)
        return Shortfall.ASKED_BACK_TWICE.value
    if before is None:
        return Shortfall.HANDED_OVER.value
    if before.outcome in _WITH_A_WISH:
        _mark(connection, before, Shortfall.HANDED_OVER)
    return None


def note_unhelpful(connection: Connection, conversation: str, entry: str) -> None:
    """Note of the last question of a conversation that an entry answered that the answer did not help."""
    found = (
        sa.select(RECORDS.c.id, RECORDS.c.shortfall)
        .where(RECORDS.c.conversation == conversation, RECORDS.c.entry == entry, RECORDS.c.question.is_not(None))
        .order_by(RECORDS.c.id.desc())
        .limit(1)
    )
    if row := connection.execute(found).first():
        _mark(connection, row, Shortfall.UNHELPFUL)


def _question_before(connection: Connection, conversation: str) -> Row | None:
    found = (
        sa.select(RECORDS.c.id, RECORDS.c.outcome, RECORDS.c.shortfall)
        .where(RECORDS.c.conversation == conversation, RECORDS.c.question.is_not(None))
        .order_by(RECORDS.c.id.desc())
        .limit(1)
    )
    return connection.execute(found).first()


def _mark(connection: Connection, row: Row, why: Shortfall) -> None:
    """What was noted first stays."""
    if row.shortfall is None:
        connection.execute(sa.update(RECORDS).where(RECORDS.c.id == row.id).values(shortfall=why.value))
