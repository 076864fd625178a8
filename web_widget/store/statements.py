"""What parents said and what was done about it, as staff write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Engine, Row

from web_widget.store.tables import STATEMENTS


class Heading(StrEnum):
    """What regulation 56 of the SEND Regulations 2014 wants comments to be about."""

    CONTENT = "content"
    QUALITY = "quality"
    GAPS = "gaps"
    ACCESSIBILITY = "accessibility"
    DEVELOPED = "developed"


@dataclass(frozen=True)
class Text:
    """What staff write.

    Attributes:
        month: in which it was said, such as "2026-11".
        heading: what it is about.
        said: what was said, in the words of staff, redacted.
        done: what was done, redacted.
        people: how many said so; None if it was not counted.
        entry: id of the entry that tells more, if any.
    """

    month: str
    heading: Heading
    said: str
    done: str
    people: int | None
    entry: str | None


@dataclass(frozen=True)
class Statement:
    """A text that is kept.

    Attributes:
        id: its number.
        text: what was written.
        published: whether everybody may read it.
        written_by: full name of who changed it last.
        changed: the day of that.
    """

    id: int
    text: Text
    published: bool
    written_by: str
    changed: date


class Statements:
    """The one way to what staff wrote.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, text: Text, by: str, today: date) -> int:
        """Keep a new text, unpublished, and return its id."""
        values = {**_values(text), "published": False, "written_by": by, "changed": today}
        with self._engine.begin() as connection:
            return int(connection.execute(sa.insert(STATEMENTS).values(**values)).inserted_primary_key[0])

    def change(self, identifier: int, text: Text, by: str, today: date) -> None:
        """Replace a text; it stays published, or not."""
        self._update(identifier, **_values(text), written_by=by, changed=today)

    def publish(self, identifier: int) -> None:
        """Let everybody read it."""
        self._update(identifier, published=True)

    def withdraw(self, identifier: int) -> None:
        """Let nobody but staff read it any more."""
        self._update(identifier, published=False)

    def find(self, identifier: int) -> Statement | None:
        """The text with this id."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(STATEMENTS).where(STATEMENTS.c.id == identifier)).first()
        return _statement(row) if row else None

    def all(self) -> list[Statement]:
        """Every text, the newest month first."""
        return self._read(sa.true())

    def published(self) -> list[Statement]:
        """The published texts, the newest month first."""
        return self._read(STATEMENTS.c.published.is_(True))

    def _read(self, which: sa.sql.ColumnElement[bool]) -> list[Statement]:
        query = sa.select(STATEMENTS).where(which).order_by(STATEMENTS.c.month.desc(), STATEMENTS.c.id)
        with self._engine.connect() as connection:
            return [_statement(row) for row in connection.execute(query)]

    def _update(self, identifier: int, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.update(STATEMENTS).where(STATEMENTS.c.id == identifier).values(**values))


def _values(text: Text) -> dict[str, object]:
    return {**vars(text), "heading": text.heading.value}


def _statement(row: Row) -> Statement:
    text = Text(row.month, Heading(row.heading), row.said, row.done, row.people, row.entry)
    return Statement(row.id, text, bool(row.published), row.written_by, row.changed)
