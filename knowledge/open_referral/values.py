"""Values of a feed as our records hold them; what cannot be used comes back as None."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import dateutil.parser

from knowledge.files.records import OLDEST
from knowledge.open_referral.numbers import numbers_in
from knowledge.text.mended import mended
from knowledge.text.sentences import sentences

LONGEST_TEXT = 600
"""In characters. A card shows the text on a phone; the feed's own page has the rest."""
LONGEST_DAY = 40
_TIMES_ESCAPED = 4
_MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.I)
_ADDRESS_IN_BRACKETS = re.compile(r"<(?:mailto:)?((?:https?://|[^\s<>@/]+@)[^\s<>]+)>")
_ESCAPED_LINE_END = re.compile(r"\\r\\n|\\[rn]")
_ESCAPED_LETTER = re.compile(r"\\u([0-9a-fA-F]{4})")
"""What is left of a line end and of a letter where JSON was written into JSON."""
_MARKDOWN_HEADING = re.compile(r"^\s*#{1,6}\s+", re.M)
_MARKDOWN_STRONG = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?!\w)")
_MARKDOWN_PICTURE = re.compile(r"!\[[^\]\[]*\]\([^)]*\)")
_MARKDOWN_LINK = re.compile(r"\[([^\]\[]+)\]\((?:https?:|mailto:|tel:|/)[^\s)]*(?:\s+\"[^\"]*\")?\)")
_NOTHING = frozenset({"n/a", "na", "null", "undefined", "nan", "-", "–", "--", ".", "tbc", "tba"})
"""What is typed into a field that must not be empty, in small letters."""
_IN_A_YEAR = {"m": 12, "w": 52}
_BELOW = re.compile(r"^(?:under|below|less than|younger than)\b[\s-]*")
_FROM_BIRTH = frozenset({"birth", "from birth", "newborn", "any", "all ages", "all"})
_AGE = re.compile(
    r"(?:aged? )?(?P<number>\d{1,3}(?:\.\d+)?)(?P<half>\s*½| and a half)?"
    r"\s*(?P<unit>years?|yrs?|yo|y|months?|mths?|m|weeks?|wks?)?\.?"
    r"(?:,? (?:and )?(?P<more>\d{1,3}) (?P<more_unit>months?|weeks?))?(?: olds?| of age)?(?:['’]?s)?"
)

_AGES = re.compile(r"(?:aged? )?(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})\s*(years?|yrs?|months?|mths?)?(?: olds?| of age)?")
_STATUS = {
    "active": {"active", "published", "open", "current", "live", "enabled", "approved", "running", "available"},
    "inactive": {
        "inactive",
        "unpublished",
        "draft",
        "hidden",
        "disabled",
        "archived",
        "deleted",
        "withdrawn",
        "pending",
    },
    "defunct": {"defunct", "closed", "permanently closed", "ended", "ceased"},
    "temporarily closed": {"temporarily closed", "suspended", "paused", "on hold"},
}
_OTHER_DAYS = (datetime(2001, 2, 3), datetime(2002, 5, 7))
"""What dateutil fills gaps with: a date that is read as both has no gap."""

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?!\d)")
_URL = re.compile(r"https?://[^\s<>\"']+", re.I)
_LINK = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_NO_SCHEME = re.compile(r"^(?://)?(?=[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]|$))", re.I)
_EMAIL = re.compile(r"[^@\s<>,;:()\"']+@[a-z0-9-]+(?:\.[a-z0-9-]+)+(?![\w@-])", re.I)
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
    """The objects of a list; a single object counts as a list of one, anything else as an empty list."""
    if isinstance(value, Mapping):
        return [value]
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def one(value: Any) -> Mapping[str, Any]:
    """The object, or the first of a list of them, or an empty one."""
    return next(iter(many(value)), {})


def text(value: Any) -> str | None:
    """Words on one line, without HTML, Markdown and control characters, also where HTML was escaped twice."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = _ESCAPED_LINE_END.sub("\n", _ESCAPED_LETTER.sub(lambda found: chr(int(found[1], 16)), str(value)))
    for _ in range(_TIMES_ESCAPED):
        before, words = words, mended(_without_tags(_ADDRESS_IN_BRACKETS.sub(r"\1", words)))
        if not _MARKUP.search(words) or words == before:
            break
    words = _MARKDOWN_LINK.sub(r"\1", _MARKDOWN_PICTURE.sub(" ", _MARKDOWN_HEADING.sub("", words)))
    words = _MARKDOWN_STRONG.sub(r"\2", words)
    return " ".join("".join(map(_printable, words)).split()) or None


def said(value: Any) -> str | None:
    """As `text`, but None for what people type where they have nothing to say, such as "N/A"."""
    words = text(value)
    return None if words is None or words.lower() in _NOTHING else words


def _without_tags(words: str) -> str:
    parser = _Words()
    try:
        parser.feed(words)
        parser.close()
    except AssertionError:  # raised for what is not a declaration, such as "<![x"
        return words
    return "".join(parser.words)


def _printable(letter: str) -> str:
    if letter.isprintable():
        return letter
    return "" if unicodedata.category(letter) == "Cf" else " "


def shortened(words: str | None) -> str | None:
    """As many whole sentences as LONGEST_TEXT holds; a first sentence that is longer is cut between two words."""
    if words is None or len(words) <= LONGEST_TEXT:
        return words
    kept = ""
    for sentence in sentences(words):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > LONGEST_TEXT:
            break
        kept = longer
    return kept or words[: LONGEST_TEXT - 1].rsplit(" ", 1)[0] + "…"


def sentence(parts: Iterable[str | None], between: str = " ") -> str | None:
    """What is there of several texts, each once."""
    return between.join(dict.fromkeys(part for part in parts if part)) or None


def ages(lowest: Any, highest: Any) -> tuple[int | None, int | None, list[str]]:
    """The youngest and the oldest age in whole years, and what of them cannot be used.

    Args:
        lowest: a number, or as people type it: "5 years", "18 months", "birth", "5-11".
        highest: likewise, "up to 18" or "under 5"; "18+" has no end.
    """
    low, high = text(lowest), text(highest)
    both = _AGES.fullmatch((low or "").lower()) if high is None else None
    if both:
        low, high = f"{both[1]} {both[3] or ''}", f"{both[2]} {both[3] or ''}"
    youngest, oldest = _youngest(low), _oldest(high)
    unread = [words for words, years in ((low, youngest), (high, oldest)) if words is not None and years is None]
    return youngest, oldest, unread


def _youngest(words: str | None) -> int | None:
    plain = (words or "").lower().strip()
    if plain in _FROM_BIRTH:
        return 0
    return _whole_years(
        re.sub(r"^from\b(?: (?:the )?age of\b)?|\b(?:and|or) (?:over|above|older|up)$|\+$|\bupwards$", "", plain)
    )


def _oldest(words: str | None) -> int | None:
    plain = (words or "").lower().strip()
    if _BELOW.match(plain):
        limit = _years(_BELOW.sub("", plain))
        return math.ceil(limit) - 1 if limit else None
    return _whole_years(
        re.sub(
            r"^(?:up )?to\b(?: and including\b)?(?: (?:the )?age of\b)?|\b(?:and|or) (?:under|below|younger)$",
            "",
            plain,
        )
    )


def _whole_years(words: str) -> int | None:
    years = _years(words)
    return None if years is None else math.floor(years)


def _years(words: str) -> float | None:
    """The age in years, with the months and weeks as a part of one; None where it is not read."""
    found = _AGE.fullmatch(words.strip())
    if not found:
        return None
    number = float(found["number"]) + (0.5 if found["half"] else 0)
    years = number / _in_a_year(found["unit"]) + float(found["more"] or 0) / _in_a_year(found["more_unit"])
    return years if math.floor(years) <= OLDEST else None


def _in_a_year(unit: str | None) -> int:
    return _IN_A_YEAR.get((unit or "")[:1], 1)


def status(value: Any) -> str | None:
    """Our word for a status; active if the feed has none, and None if we do not know the word."""
    if isinstance(value, bool):
        return "active" if value else "inactive"
    word = (text(value) or "active").lower().replace("_", " ").replace("-", " ")
    return next((ours for ours, theirs in _STATUS.items() if word in theirs), None)


def day(value: Any) -> date | None:
    """The day of a date, or of a date with a time; None if it is not a whole date, or cannot be read."""
    words = text(value)
    if words is None:
        return None
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return _typed_day(words)


def _typed_day(words: str) -> date | None:
    """A day as people of this country type it: what is not named is not filled in."""
    if not re.search(r"\d", words) or len(words) > LONGEST_DAY:
        return None
    if found := _YEAR_FIRST.match(words) or _DAY_FIRST.match(words):
        return _day_of(*(int(found[part]) for part in ("year", "month", "day")))
    try:
        read = {dateutil.parser.parse(words, dayfirst=True, default=other).date() for other in _OTHER_DAYS}
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return read.pop() if len(read) == 1 else None


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def address_of_page(value: Any) -> str | None:
    """A web address, also where it is in a link or has nothing before its name."""
    link = _LINK.search(value) if isinstance(value, str) else None
    words = _NO_SCHEME.sub("https://", text(link[1] if link else value) or "", count=1)
    if not _URL.fullmatch(words):
        return None
    try:
        parts = urlsplit(words)
    except ValueError:
        return None
    return words if "." in (parts.hostname or "") and parts.username is None else None


def email(value: Any) -> str | None:
    """The e-mail address of a field that holds one."""
    found = set(_EMAIL.findall(text(value) or ""))
    return found.pop() if len(found) == 1 else None


def phone(value: Any) -> str | None:
    """The number of a field that holds one, as it is dialled in the United Kingdom."""
    found = numbers_in(text(value) or "").found
    return found[0].number if len(found) == 1 else None
