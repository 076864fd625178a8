"""Months as the records name them."""

from __future__ import annotations

from datetime import date


def months_before(day: date, count: int) -> str:
    """The month that is `count` months before that of a day, such as "2026-01"."""
    months = day.year * 12 + day.month - 1 - count
    return f"{months // 12}-{months % 12 + 1:02}"
