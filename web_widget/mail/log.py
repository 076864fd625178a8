"""Remembers what e-mails have told, so that nothing is told twice. It holds no addresses and no words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from web_widget.store.tables import MAILED


class MailLog:
    """What was told, by keys such as "review:short-breaks:2027-05-22".

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def known(self, keys: Iterable[str]) -> set[str]:
        """Which of some keys were told already."""
        with self._engine.connect() as connection:
            found = connection.execute(sa.select(MAILED.c.key).where(MAILED.c.key.in_(list(keys))))
            return {row.key for row in found}

    def count(self, beginning: str) -> int:
        """How many keys begin with some letters."""
        query = sa.select(sa.func.count()).where(MAILED.c.key.startswith(beginning, autoescape=True))
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def claim(self, keys: Sequence[str], now: datetime) -> bool:
        """Note keys as told, before the e-mail is sent; False, and nothing is noted, if any of them is there.

        A process that is killed while it sends leaves its keys: rather one e-mail lost than one that comes twice.
        """
        at = now.astimezone(UTC).replace(tzinfo=None)
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(MAILED), [{"key": key, "at": at} for key in keys])
        except sa.exc.IntegrityError:
            return False
        return True

    def release(self, keys: Sequence[str]) -> None:
        """The e-mail was not sent: its keys are to be told the next time."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(MAILED).where(MAILED.c.key.in_(keys)))
