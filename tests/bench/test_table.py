"""The tables can be read, by people and as Markdown."""

from __future__ import annotations

from tests.bench.statistics import Estimate
from tests.bench.table import number, share, table


def test_columns_are_as_wide_as_what_is_in_them() -> None:
    assert table(["", "ms"], [["one at a time", "1.0"], ["20", "12.5"]]).splitlines() == [
        "|               |   ms |",
        "| ------------- | ---: |",
        "| one at a time |  1.0 |",
        "| 20            | 12.5 |",
    ]


def test_share_is_printed_with_its_interval() -> None:
    assert share(Estimate(0.935, 0.905, 0.961)) == "93.5% (90.5–96.1)"


def test_what_was_not_measured_is_a_dash() -> None:
    assert (share(None), number(None)) == ("-", "-")


def test_thousands_are_set_apart() -> None:
    assert number(1234.56, 0) == "1,235"
