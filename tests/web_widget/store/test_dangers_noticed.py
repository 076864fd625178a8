"""How often danger was noticed is a number by month and kind, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa

from web_widget.store.dangers_noticed import DangerShown
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.tables import DANGERS_NOTICED

CARD, LINE = DangerShown("card", "missing"), DangerShown("line", "missing")


@pytest.fixture
def stores(keep: KeepSettings) -> Iterator[Stores]:
    made = Stores(keep)
    yield made
    made.close()


def test_cards_and_lines_of_a_kind_are_counted_by_month(stores: Stores) -> None:
    for shown in (CARD, CARD, LINE):
        stores.dangers.count(shown, date(2026, 11, 30))
    stores.dangers.count(CARD, date(2026, 12, 1))
    assert stores.dangers.since("2026-11") == {
        ("2026-11", "card", "missing"): 2,
        ("2026-11", "line", "missing"): 1,
        ("2026-12", "card", "missing"): 1,
    }
    assert stores.dangers.since("2026-12") == {("2026-12", "card", "missing"): 1}


def test_nothing_leads_to_a_conversation_or_to_a_day(stores: Stores) -> None:
    columns = sa.inspect(stores.engine).get_columns(DANGERS_NOTICED.name)
    assert {column["name"] for column in columns} == {"month", "level", "kind", "times"}
