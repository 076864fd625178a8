"""A list between two pages, in the browser of whoever sent it: nothing of it is kept here before they say yes.

It is signed, so that only what was read here comes back, and packed small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from web_widget.coverage.arranging import Layout
from web_widget.coverage.questions import QuestionsInvalid
from web_widget.coverage.reading import SentList
from web_widget.coverage.table import Table, TableRow

_SALT = "a list of questions before it is asked"
SECONDS = 12 * 60 * 60


@dataclass(frozen=True)
class HeldList:
    """What was sent, its title, and where its questions were found when it was shown."""

    sent: SentList
    title: str
    layout: Layout


def packed(held: HeldList, secret: str) -> str:
    """The list as one word for a hidden field.

    Args:
        held: the list.
        secret: of this installation.
    """
    return URLSafeTimedSerializer(secret, _SALT).dumps(_plain(held))


def unpacked(word: str, secret: str) -> HeldList:
    """The list that such a word holds.

    Raises:
        QuestionsInvalid: it is not from here, or too old.
    """
    try:
        return _held(URLSafeTimedSerializer(secret, _SALT).loads(word, max_age=SECONDS))
    except BadData as error:
        raise QuestionsInvalid("This list has been open for too long. Send it again.") from error


def _plain(held: HeldList) -> dict[str, Any]:
    layout = held.layout
    return {
        "title": held.title,
        "name": held.sent.name,
        "notes": held.sent.notes,
        "tables": [_plain_table(table) for table in held.sent.tables],
        "layout": [layout.sheet, layout.heading, [*layout.columns.items()], layout.hidden],
    }


def _plain_table(table: Table) -> list[Any]:
    rows = [[row.number, row.cells, row.merged if row.merged != row.cells else None, row.hidden] for row in table.rows]
    return [table.name, rows, table.notes, table.hidden]


def _held(plain: Mapping[str, Any]) -> HeldList:
    sheet, heading, columns, hidden = plain["layout"]
    sent = SentList(plain["name"], tuple(map(_table, plain["tables"])), tuple(plain["notes"]))
    return HeldList(sent, plain["title"], Layout(sheet, heading, dict(columns), hidden))


def _table(plain: list[Any]) -> Table:
    name, rows, notes, hidden = plain
    return Table(name, tuple(_row(*row) for row in rows), tuple(notes), hidden)


def _row(number: int, cells: list[str], merged: list[str] | None, hidden: bool) -> TableRow:
    return TableRow(number, tuple(cells), tuple(cells if merged is None else merged), hidden)
