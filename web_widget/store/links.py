"""What came of looking at the links, and how far the last look is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from web_widget.links.checker import Result, State
from web_widget.store.tables import LINK_RUNS, LINKS

SILENT = timedelta(minutes=2)
"""Longer than one link can take. A look that was not heard of for so long was stopped."""


@dataclass(frozen=True)
class Looked:
    """What came of a link, and when; times are those of UTC, without a zone."""

    result: Result
    checked: datetime


@dataclass(frozen=True)
class Progress:
    """How far a look at all links is."""

    began: datetime
    seen: datetime
    done: int
    total: int

    def going_on(self, now: datetime) -> bool:
        """Whether it is still under way."""
        return self.done < self.total and now - self.seen < SILENT


class LinkResults:
    """The one way to the results.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, total: int, now: datetime) -> int:
        """Note that a look at `total` links begins; gives its number."""
        with self._engine.begin() as connection:
            begun = sa.insert(LINK_RUNS).values(began=now, seen=now, done=0, total=total)
            return int(connection.execute(begun).inserted_primary_key[0])

    def keep(self, run: int, url: str, result: Result, now: datetime) -> None:
        """Keep what came of a link."""
        values = {"state": result.state.value, "detail": result.detail[:300], "checked": now}
        with self._engine.begin() as connection:
            connection.execute(sa.delete(LINKS).where(LINKS.c.url == url))
            connection.execute(sa.insert(LINKS).values(url=url, **values))
            further = sa.update(LINK_RUNS).where(LINK_RUNS.c.id == run)
            connection.execute(further.values(done=LINK_RUNS.c.done + 1, seen=now))

    def progress(self) -> Progress | None:
        """Of the last look, if there was one."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(LINK_RUNS).order_by(LINK_RUNS.c.id.desc()).limit(1)).first()
        return Progress(row.began, row.seen, row.done, row.total) if row else None

    def all(self) -> Mapping[str, Looked]:
        """What came of each link that was ever looked at."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(LINKS)).all()
        return {row.url: Looked(Result(State(row.state), row.detail), row.checked) for row in rows}
