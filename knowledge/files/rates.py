"""Amounts and key dates that change from year to year: kept once in rates.yml, filled into pages as {rate.name}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.files.sources import Source

_PLACE = re.compile(r"\{rate\.([^{}\n]*)\}")


@dataclass(frozen=True)
class Rate:
    """An amount, or a date of the school year.

    Attributes:
        id: what a page's placeholder names.
        value: as a parent reads it, such as "£86.45".
        unit: what it is for, such as "a week"; for staff, pages say it in their own words.
        valid_from: the first day on which it is right.
        valid_to: the last one; None if it has no end.
        source: who says so.
    """

    id: str
    value: str
    unit: str
    valid_from: date
    valid_to: date | None
    source: Source

    def over(self, today: date) -> bool:
        """Whether it no longer holds."""
        return self.valid_to is not None and today > self.valid_to


@dataclass(frozen=True)
class Filled:
    """A text with its placeholders filled in.

    Attributes:
        text: has as many lines as before.
        used: the rates that are in it, each once.
        unknown: the line, counted from 1, and the name of each placeholder that has no rate; it is left as it is.
    """

    text: str
    used: tuple[Rate, ...]
    unknown: tuple[tuple[int, str], ...]


def fill(text: str, rates: Mapping[str, Rate]) -> Filled:
    """Put the values of `rates` into the places of `text` that name them."""
    names = [(text.count("\n", 0, found.start()) + 1, found[1]) for found in _PLACE.finditer(text)]
    used = dict.fromkeys(name for _, name in names if name in rates)
    unknown = tuple((line, name) for line, name in names if name not in rates)
    words = _PLACE.sub(lambda found: rates[found[1]].value if found[1] in rates else found[0], text)
    return Filled(words, tuple(rates[name] for name in used), unknown)
