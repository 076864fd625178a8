"""Dates right after a name, long past: "jak 12/05/2014". Deadlines are worked out from newer ones, which stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge import london

FEWEST_YEARS = 3
"""A more recent date may be the date of a letter."""
_FULL = re.compile(
    r"\W{1,3}(?:b\.?\s{0,2})?(?P<date>\d{1,2}(?:st|nd|rd|th)?[\s./-]{1,3}(?:\d{1,2}|[a-z]{3,9})[\s./-]{1,3}(?P<year>(?:19|20)?\d\d))\b",
    re.IGNORECASE,
)


def after(names: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Where dates of birth follow right after names.

    Args:
        names: where names are in `text`.
        text: a message.
    """
    for _, end in names:
        match = _FULL.match(text, end)
        if match and _is_past(int(match["year"])):
            yield match.span("date")


def _is_past(year: int) -> bool:
    this = london.today().year
    full = year if year > 99 else 2000 + year if year <= this % 100 else 1900 + year
    return full <= this - FEWEST_YEARS
