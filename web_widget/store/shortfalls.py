"""Notes which questions were not answered: during a conversation, because later the order of messages is not known.

A question fell short if no answer was known, if it was asked back or refused, if its answer was said not to help,
and where the parent went on to a person.
"""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from actions.wire import Outcome
from web_widget.store.tables import RECORDS


class Shortfall(StrEnum):
    """Why a question counts as not answered."""

    NOT_KNOWN = "not_known"
    ASKED_BACK = "asked_back"
    REFUSED = "refused"
    ASKED_BACK_TWICE = "asked_back_twice"
    UNHELPFUL = "unhelpful"
    HANDED_OVER = "handed_over"


_AT_ONCE = {
    Outcome.NOT_KNOWN: Shortfall.NOT_KNOWN,
    Outcome.ASKED_BACK: Shortfall.ASKED_BACK,
    Outcome.OUT_OF_SCOPE: Shortfall.REFUSED,
}
"""Why a question fell short, whatever comes before and after it."""
_MILD = (None, Shortfall.ASKED_BACK.value, Shortfall.REFUSED.value)
"""These reasons give way to what the parent does next."""
_WITH_A_WISH = frozenset({Outcome.ANSWERED.value, Outcome.ASKED_BACK.value, Outcome.OUT_OF_SCOPE.value})
"""A question with one of these outcomes, followed by the wish for a person, counts as ended with a person."""


def note(connection: Connection, conversation: str, outcome: Outcome) -> str | None:
    """Why the message that is about to be kept fell short, or None; notes it of the message before, if that is meant.

    Args:
        connection: in the transaction that keeps the message.
        conversation: its id.
        outcome: of the message.
    """
    if outcome is Outcome.HANDED_OVER:
        return _handed_over(connection, conversation)
    before = _question_before(connection, conversation) if outcome is Outcome.ASKED_BACK else None
    if before is not None and before.outcome == Outcome.ASKED_BACK.value:
        _mark(connection, before, Shortfall.ASKED_BACK_TWICE)
        return Shortfall.ASKED_BACK_TWICE.value
    return _AT_ONCE[outcome].value if outcome in _AT_ONCE else None


def _handed_over(connection: Connection, conversation: str) -> str | None:
    """The question before the wish for a person fell short; the wish itself only where nothing was asked before."""
    before = _question_before(connection, conversation)
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
    """What was noted first stays, unless it was mild."""
    if row.shortfall in _MILD:
        connection.execute(sa.update(RECORDS).where(RECORDS.c.id == row.id).values(shortfall=why.value))
