"""How often danger was noticed: numbers by month, level and kind. They lead to no conversation and to no day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from web_widget.store.tables import DANGERS_NOTICED


@dataclass(frozen=True)
class DangerShown:
    """What a parent was shown: the level, "card" or "line", and the id of the kind of danger."""

    level: str
    kind: str


class DangersNoticed:
    """Counts what was shown.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, shown: DangerShown, day: date) -> None:
        """Add one to the number of its month."""
        if not self._add(shown, day):
            try:
                self._begin(shown, day)
            except IntegrityError:  # another process has just begun this row
                self._add(shown, day)

    def since(self, month: str) -> Mapping[tuple[str, str, str], int]:
        """The numbers of a month ("2026-11") and of those after it, by month, level and kind."""
        query = sa.select(DANGERS_NOTICED).where(DANGERS_NOTICED.c.month >= month)
        with self._engine.connect() as connection:
            return {(row.month, row.level, row.kind): row.times for row in connection.execute(query)}

    def _add(self, shown: DangerShown, day: date) -> bool:
        row = (
            (DANGERS_NOTICED.c.month == f"{day:%Y-%m}")
            & (DANGERS_NOTICED.c.level == shown.level)
            & (DANGERS_NOTICED.c.kind == shown.kind)
        )
        more = sa.update(DANGERS_NOTICED).where(row).values(times=DANGERS_NOTICED.c.times + 1)
        with self._engine.begin() as connection:
            return bool(connection.execute(more).rowcount)

    def _begin(self, shown: DangerShown, day: date) -> None:
        first = {"month": f"{day:%Y-%m}", "level": shown.level, "kind": shown.kind, "times": 1}
        with self._engine.begin() as connection:
            connection.execute(sa.insert(DANGERS_NOTICED).values(**first))
