"""The results of checking the links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from web_widget.store.tables import LINKS


class State(StrEnum):
    """The result of checking a link."""

    WORKS = "works"
    BROKEN = "broken"
    LEADS_AWAY = "leads_away"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True)
class LinkFinding:
    """The result for a link, and why in a few words."""

    state: State
    detail: str = ""


@dataclass(frozen=True)
class Looked:
    """The result for a link, and when; times are in UTC, without a zone."""

    result: LinkFinding
    checked: datetime


class LinkResults:
    """The one way to the results.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, url: str, result: LinkFinding, now: datetime) -> None:
        """Keep the result for a link."""
        values = {"state": result.state.value, "detail": result.detail[:300], "checked": now}
        with self._engine.begin() as connection:
            connection.execute(sa.delete(LINKS).where(LINKS.c.url == url))
            connection.execute(sa.insert(LINKS).values(url=url, **values))

    def all(self) -> Mapping[str, Looked]:
        """The result for each link that was ever checked."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(LINKS)).all()
        return {row.url: Looked(LinkFinding(State(row.state), row.detail), row.checked) for row in rows}
