"""A service of a feed as fields of our service record, with what had to be left out and why."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from knowledge.documents import Need
from knowledge.open_referral import localgov_drupal, outpost, v1, v3, values
from knowledge.open_referral.faults import ServiceUnusable
from knowledge.open_referral.needs import needs_of
from knowledge.open_referral.raw import RawHours, RawPhone, RawService

STATUSES = ("active", "inactive", "defunct", "temporarily closed")


class Form(Enum):
    """The version or dialect in which a service was written."""

    V1 = "version 1"
    V3 = "version 3"
    OUTPOST = "Outpost"
    LOCALGOV_DRUPAL = "LocalGov Drupal"


@dataclass(frozen=True)
class Offered:
    """What a feed says of one service.

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
        record: as it came.
        version: 1 or 3, by the page on which it stood.
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
        record: as it came.
        form: how it is written.
        needs: of the content.
        today: the day against which dates are held.
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
        "eligibility": _shortened("eligibility", values.text(raw.eligibility), left_out),
        "fees": _shortened("fees", values.text(raw.fees), left_out),
        "how_to_ask": _shortened("how to ask", values.text(raw.how_to_ask), left_out),
        "url": _kept("web address", raw.url, values.address_of_page(raw.url), left_out),
        "phones": _phones(raw, left_out),
        "email": _kept("e-mail address", raw.email, values.email(raw.email), left_out),
        "opening_hours": _opening_hours(raw.hours, today, left_out),
        "address": _address(raw, left_out),
        "notes": _shortened("notes", values.text(raw.notes), left_out),
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
    status = (values.text(raw.status) or "active").lower()
    if status not in STATUSES:
        raise ServiceUnusable(f'Its status "{status}" is none of: {", ".join(STATUSES)}.')
    return status


def _past(value: Any, today: date) -> date | None:
    day = values.day(value)
    return day if day and day <= today else None


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
    lowest, highest = values.age(raw.minimum_age), values.age(raw.maximum_age, math.ceil)
    for came, kept in ((raw.minimum_age, lowest), (raw.maximum_age, highest)):
        if came not in (None, "") and kept is None:
            left_out.append(f'the age "{values.text(came)}"')
    if lowest is not None and highest is not None and lowest > highest:
        left_out.append(f"the ages {lowest} to {highest}")
        return {}
    return {"minimum_age": lowest, "maximum_age": highest}


def _phones(raw: RawService, left_out: list[str]) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for phone in raw.phones:
        number = values.phone(phone.number)
        if number is None:
            _kept("phone number", phone.number, None, left_out)
        elif _private(phone, raw):
            left_out.append("a phone number that stands with a person's name and no post")
        else:
            found.setdefault(number, {"number": number, **_description(phone)})
    return list(found.values())


def _private(phone: RawPhone, raw: RawService) -> bool:
    """Whether a number may be somebody's own: the contact is a person, and no post is named."""
    person = values.text(phone.person)
    own_names = {(values.text(name) or "").lower() for name in (raw.name, raw.organization)}
    return bool(person) and not values.text(phone.post) and (person or "").lower() not in own_names


def _description(phone: RawPhone) -> dict[str, str]:
    extension = values.extension(phone.number)
    words = values.sentence(
        (values.text(phone.description) or values.text(phone.post), extension and f"extension {extension}"), ", "
    )
    return {"description": words} if words else {}


def _opening_hours(hours: Sequence[RawHours], today: date, left_out: list[str]) -> list[dict[str, Any]]:
    open_on: dict[tuple[str, str], set[str]] = {}
    for item in hours:
        days, opens, closes = values.weekdays(item.days), values.clock(item.opens), values.clock(item.closes)
        if not _now(item, today):
            continue
        if not days or not opens or not closes or opens >= closes or not _weekly(item):
            left_out.append(f"opening hours ({values.sentence(_shown(item), ', ') or 'empty'})")
            continue
        open_on.setdefault((opens, closes), set()).update(days)
    return [
        {"days": [day for day in values.DAYS if day in days], "opens": opens, "closes": closes}
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
        left_out.append(f"all but the first of {len(known)} addresses")
    return known[0] if known else None


def _source(name: str, address: str | None, modified: date | None) -> dict[str, str]:
    published = modified.isoformat() if modified else "undated"
    return {"title": name, **({"url": address} if address else {}), "published": published}
