"""Values of a feed as our records hold them; what cannot be used comes back as None."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Any

import phonenumbers

from knowledge import check

LONGEST_TEXT = 600
"""In characters. A card shows the text on a phone; the feed's own page has the rest."""
OLDEST_AGE = 120
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TIME = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$")
_URL = re.compile(r"^https?://[^\s<>\"']+\.[^\s<>\"']+$", re.I)
_EMAIL = re.compile(r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")
_SHORT_NUMBER = re.compile(r"^\d{3,6}$")
_BLOCKS = frozenset({"p", "br", "li", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th"})
_SILENT = frozenset({"script", "style"})


class _Words(HTMLParser):
    """The words of HTML, without its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def many(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; one object by itself counts as a list of one, anything else as none."""
    if isinstance(value, Mapping):
        return [value]
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def one(value: Any) -> Mapping[str, Any]:
    """The object, or the first of a list of them, or an empty one."""
    return next(iter(many(value)), {})


def text(value: Any) -> str | None:
    """Words on one line, without HTML and control characters."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    parser = _Words()
    try:
        parser.feed(str(value))
        parser.close()
        words = "".join(parser.words)
    except AssertionError:  # so it says that a declaration, such as "<![x", is none
        words = str(value)
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(printable.split()) or None


def shortened(words: str | None) -> str | None:
    """As many whole sentences as LONGEST_TEXT holds; a first sentence that is longer is cut between two words."""
    if words is None or len(words) <= LONGEST_TEXT:
        return words
    kept = ""
    for sentence in check.sentences(words):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > LONGEST_TEXT:
            break
        kept = longer
    return kept or words[: LONGEST_TEXT - 1].rsplit(" ", 1)[0] + "…"


def sentence(parts: Iterable[str | None], between: str = " ") -> str | None:
    """What is there of several texts, each once."""
    return between.join(dict.fromkeys(part for part in parts if part)) or None


def age(value: Any, rounded: Any = math.floor) -> int | None:
    """Whole years; a number may come as text."""
    try:
        years = int(rounded(float(value)))
    except (TypeError, ValueError, OverflowError):
        return None
    return years if 0 <= years <= OLDEST_AGE else None


def day(value: Any) -> date | None:
    """The day of a date or of a date with a time."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def clock(value: Any) -> str | None:
    """HH:MM of a time, with or without seconds and zone."""
    found = _TIME.match(str(value).strip().rpartition("T")[2])
    return f"{int(found[1]):02}:{found[2]}" if found else None


def address_of_page(value: Any) -> str | None:
    """A web address."""
    words = text(value)
    if words and words.lower().startswith("www."):
        words = f"https://{words}"
    return words if words and _URL.match(words) else None


def email(value: Any) -> str | None:
    """An e-mail address."""
    words = (text(value) or "").removeprefix("mailto:")
    return words if _EMAIL.match(words) else None


def phone(value: Any) -> str | None:
    """A number as it is dialled in the United Kingdom."""
    words = text(value)
    if words is None:
        return None
    if _SHORT_NUMBER.match(words):
        return words
    try:
        number = phonenumbers.parse(words, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    home = number.country_code == phonenumbers.country_code_for_region("GB")
    number.extension = None
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return re.sub(r"[^\d+]+", " ", phonenumbers.format_number(number, form)).strip()


def extension(value: Any) -> str | None:
    """The extension that is named with a number."""
    try:
        return phonenumbers.parse(text(value) or "", "GB").extension
    except phonenumbers.NumberParseException:
        return None


def weekdays(value: Any) -> list[str]:
    """The days in "MO,TU", "Monday" and the like, in the order of the week; "1MO" (the first of a month) is none."""
    words = value if isinstance(value, str) else ""
    named = {part.strip().lower() for part in words.split(",")}
    return [name for name in DAYS if any(_is_day(part, name) for part in named)]


def _is_day(part: str, name: str) -> bool:
    return part.isalpha() and len(part) >= 2 and (part == name[:2] or part.startswith(name))
