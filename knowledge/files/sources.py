"""Where a fact comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where a fact comes from. `published` is a year, a month (2021-07), a day, or "undated"."""

    title: str
    published: str
    url: str | None = None
