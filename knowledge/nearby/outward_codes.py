"""The first part of a postcode, such as LE15, and where it is. Nothing more of a postcode is ever read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "outward_codes.tsv"
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)[ .-]*(?:\d[A-Z]{0,2})?\b", re.I)

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@cache
def outward_codes() -> Mapping[str, Point]:
    """The middle of each outward code of Great Britain."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in rows}


def outward_code(text: str) -> str | None:
    """The outward code of the postcode in a text, whether it is whole or cut short.

    Returns:
        one that exists, if the text has any; else what looks like one; None if nothing does.
    """
    found = [match[1].upper() for match in _POSTCODE.finditer(text)]
    return next((code for code in found if code in outward_codes()), next(iter(found), None))


def without_postcode(text: str) -> str:
    """The text without its postcodes."""
    return _POSTCODE.sub("", text).strip(" ,.-")
