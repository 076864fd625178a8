"""A service of a feed as fields of our service record, with what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from knowledge.files.records import Need
from knowledge.open_referral import localgov_drupal, outpost, v1, v3, values
from knowledge.open_referral.faults import ServiceUnusable
from knowledge.open_referral.needs import needs_of
from knowledge.open_referral.numbers import Number, Numbers, numbers_in
from knowledge.open_referral.raw import RawHours, RawPhone, RawService
from knowledge.text.typed_hours import DAYS, read_hours

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
OLDEST_DAY = date(1990, 1, 1)
"""Days before it are what a program writes when it knows none, such as 1 January 1970."""


class Form(Enum):
    """The version or dialect in which a service was written."""

    V1 = "version 1"
    V3 = "version 3"
    OUTPOST = "Outpost"
    LOCALGOV_DRUPAL = "LocalGov Drupal"


@dataclass(frozen=True)
class Offered:
    """What a feed says about one service.

    Attributes:
        feed_id: its id in the feed.
        fields: fields of our service record; those that the feed does not fill are absent.
        left_out: what could not be used, in words.
    """

    feed_id: str
    fields: Mapping[str, Any]
    left_out: tuple[str, ...] = ()


def form_of(record: Mapping[str, Any], version: int) -> Form:
    """The form of a record.

    Args:
        record: as it was sent.
        version: 1 or 3, by the page it was on.
    """
    if version == 3:
        return Form.V3
    if outpost.is_outpost(record):
        return Form.OUTPOST
    return Form.LOCALGOV_DRUPAL if localgov_drupal.is_localgov_drupal(record) else Form.V1


def read(
    record: Mapping[str, Any], form: Form, needs: Sequence[Need], today: date, source: str, address: str | None
) -> Offered:
    """The fields of a service.

    Args:
        record: as it was sent.
        form: how it is written.
        needs: of the content.
        today: the day to compare dates with.
        source: the name of the feed, for `sources`.
        address: where the record can be read, for `sources`.

    Raises:
        ServiceUnusable: the id, the name, the organisation or the description is missing, or the status is unknown.
    """
    raw = _raw(record, form, today)
    left_out: list[str] = []
    checked, modified = _past(raw.assured_date, today), _past(raw.modified, today)
    description = _required(raw, "description", raw.description)
    fields = {
        "name": _required(raw, "name", raw.name),
        "organization": _required(raw, "organisation", raw.organization),
        "status": _status(raw),
        "description": _shortened("description", description, left_out),
        **_ages(raw, left_out),
        "eligibility": _shortened("eligibility", values.said(raw.eligibility), left_out),
        "fees": _shortened("fees", values.said(raw.fees), left_out),
        "how_to_ask": _shortened("how to ask", values.said(raw.how_to_ask), left_out),
        "url": _kept("web address", raw.url, values.address_of_page(raw.url), left_out),
        "phones": _phones(raw, left_out),
        "email": _kept("e-mail address", raw.email, values.email(raw.email), left_out),
        "opening_hours": _opening_hours(raw.hours, today, left_out),
        "address": _address(raw, left_out),
        "notes": _shortened("notes", values.said(raw.notes), left_out),
        "needs": needs_of(raw.terms, needs),
        "sources": [_source(source, address, modified)],
        "assured_date": (checked or modified or date.min).isoformat() if checked or modified else None,
    }
    return Offered(
        str(raw.id), {name: value for name, value in fields.items() if value not in (None, [])}, tuple(left_out)
    )


def _raw(record: Mapping[str, Any], form: Form, today: date) -> RawService:
    if form is Form.V3:
        return v3.raw(record)
    return v1.raw(outpost.as_v1(record, today) if form is Form.OUTPOST else record)


def _required(raw: RawService, what: str, value: Any) -> str:
    words = values.text(value)
    if words is None:
        raise ServiceUnusable(f"It has no {what}.")
    return words


def _status(raw: RawService) -> str:
    status = values.status(raw.status)
    if status is None:
        raise ServiceUnusable(
            f'Its status "{(values.text(raw.status) or "").lower()}" is not one of: {", ".join(STATUSES)}.'
        )
    return status


def _past(value: Any, today: date) -> date | None:
    day = values.day(value)
    return day if day and OLDEST_DAY <= day <= today else None


def _shortened(what: str, words: str | None, left_out: list[str]) -> str | None:
    short = values.shortened(words)
    if short != words:
        left_out.append(f"the end of a long text ({what})")
    return short


def _kept(what: str, came: Any, kept: str | None, left_out: list[str]) -> str | None:
    if kept is None and values.text(came):
        left_out.append(f'the {what} "{values.text(came)}"')
    return kept


def _ages(raw: RawService, left_out: list[str]) -> dict[str, int | None]:
    lowest, highest, unread = values.ages(raw.minimum_age, raw.maximum_age)
    left_out += [f'the age "{words}"' for words in unread]
    if lowest is not None and highest is not None and lowest > highest:
        left_out.append(f"the ages {lowest} to {highest}")
        return {}
    return {"minimum_age": lowest, "maximum_age": highest}


def _phones(raw: RawService, left_out: list[str]) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for phone in raw.phones:
        words = values.text(phone.number)
        numbers = numbers_in(words) if words else Numbers()
        if numbers.left_out:
            left_out.append(numbers.left_out)
        if numbers.found and _private(phone, raw):
            left_out.append("a phone number with a person's name but no job title")
        for number in () if _private(phone, raw) else numbers.found:
            found.setdefault(number.number, {"number": number.number, **_description(phone, number)})
    return list(found.values())


def _private(phone: RawPhone, raw: RawService) -> bool:
    """Whether a number may be somebody's own: the contact is a person, and no job title is given."""
    person = values.text(phone.person)
    own_names = {(values.text(name) or "").lower() for name in (raw.name, raw.organization)}
    return bool(person) and not values.text(phone.post) and (person or "").lower() not in own_names


def _description(phone: RawPhone, number: Number) -> dict[str, str]:
    words = values.sentence((values.text(phone.description) or values.text(phone.post), number.note or None), ", ")
    return {"description": words} if words else {}


def _opening_hours(hours: Sequence[RawHours], today: date, left_out: list[str]) -> list[dict[str, Any]]:
    open_on: dict[tuple[str, str], set[str]] = {}
    for item in hours:
        if not _now(item, today):
            continue
        read = read_hours(*(values.text(value) or "" for value in (item.days, item.opens, item.closes)))
        if read is None or not _weekly(item):
            left_out.append(f"opening hours ({values.sentence(_shown(item), ', ') or 'empty'})")
            continue
        days, opens, closes = read
        open_on.setdefault((opens, closes), set()).update(days)
    return [
        {"days": [day for day in DAYS if day in days], "opens": opens, "closes": closes}
        for (opens, closes), days in open_on.items()
    ]


def _now(item: RawHours, today: date) -> bool:
    first, last = values.day(item.valid_from), values.day(item.valid_to)
    return (first is None or first <= today) and (last is None or last >= today)


def _weekly(item: RawHours) -> bool:
    return str(item.freq or "weekly").lower() in ("weekly", "week") and str(item.every or 1) in ("1", "1.0")


def _shown(item: RawHours) -> Iterator[str | None]:
    for value in (item.freq, item.days, item.opens, item.closes):
        yield values.text(value)


def _address(raw: RawService, left_out: list[str]) -> str | None:
    written = [values.sentence((values.text(line) for line in lines), ", ") for lines in raw.addresses]
    known = list(dict.fromkeys(address for address in written if address))
    if len(known) > 1:
        left_out.append(f"all but the first of its {len(known)} addresses")
    return known[0] if known else None


def _source(name: str, address: str | None, modified: date | None) -> dict[str, str]:
    published = modified.isoformat() if modified else "undated"
    return {"title": name, **({"url": address} if address else {}), "published": published}
