"""What staff did: a row for each act, for a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from web_widget.store.tables import ACTS

KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Act:
    """Something that somebody did.

    Attributes:
        at: when, in UTC without a zone.
        who: user name.
        what: the view that did it, such as "staff.publishing.publish".
        about: the address, without what was typed.
    """

    at: datetime
    who: str
    what: str
    about: str


class Acts:
    """The one way to the acts.

    Args:
        engine: of a database whose tables are up to date.
        now: tells the time, with its zone.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engine = engine
        self._now = now

    def keep(self, who: str, what: str, about: str) -> None:
        """Keep an act, and forget those of more than a year ago."""
        at = self._now().astimezone(UTC).replace(tzinfo=None)
        with self._engine.begin() as connection:
            connection.execute(sa.insert(ACTS).values(at=at, who=who, what=what[:80], about=about[:300]))
            connection.execute(sa.delete(ACTS).where(ACTS.c.at < at - KEPT))

    def newest(self, most: int) -> list[Act]:
        """The newest acts, newest first."""
        query = sa.select(ACTS.c.at, ACTS.c.who, ACTS.c.what, ACTS.c.about).order_by(ACTS.c.id.desc()).limit(most)
        with self._engine.connect() as connection:
            return [Act(*row) for row in connection.execute(query)]
