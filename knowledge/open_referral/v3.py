"""Version 3 (HSDS-UK-3.0): the names of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.open_referral.raw import RawHours, RawPhone, RawService
from knowledge.open_referral.values import many, one, sentence, text

ADDRESS_LINES = ("address_1", "address_2", "city", "region", "state_province", "postal_code")


def raw(record: Mapping[str, Any]) -> RawService:
    """A service of `/services/{id}`."""
    organization = one(record.get("organization"))
    places = many(record.get("service_at_locations"))
    locations = [one(place.get("location")) for place in places]
    return RawService(
        id=record.get("id"),
        name=record.get("name"),
        organization=organization.get("name"),
        status=record.get("status"),
        description=record.get("description"),
        minimum_age=record.get("minimum_age"),
        maximum_age=record.get("maximum_age"),
        eligibility=record.get("eligibility_description"),
        fees=record.get("fees_description") or record.get("fees") or costs(record),
        how_to_ask=record.get("application_process"),
        url=record.get("url") or organization.get("website"),
        email=record.get("email") or organization.get("email"),
        phones=list(_phones(record, organization, [*places, *locations])),
        hours=[hours(item) for holder in (record, *places) for item in many(holder.get("schedules"))],
        addresses=[
            [address.get(line) for line in ADDRESS_LINES]
            for location in locations
            for address in many(location.get("addresses"))
            if address.get("address_type") != "virtual"
        ],
        notes=record.get("alert"),
        terms=[word for item in many(record.get("attributes")) for word in _words(one(item.get("taxonomy_term")))],
        assured_date=record.get("assured_date"),
        modified=record.get("last_modified"),
    )


def hours(item: Mapping[str, Any]) -> RawHours:
    """A schedule of version 3, and of version 1, which has the same names."""
    return RawHours(
        days=item.get("byday") or item.get("weekday"),
        opens=item.get("opens_at"),
        closes=item.get("closes_at"),
        freq=item.get("freq"),
        every=item.get("interval"),
        valid_from=item.get("valid_from"),
        valid_to=item.get("valid_to") or item.get("until"),
    )


def costs(record: Mapping[str, Any]) -> str | None:
    """What it costs, in words, of its cost options."""
    return sentence((_cost(item) for item in many(record.get("cost_options"))), between="; ")


def dialled(item: Mapping[str, Any]) -> Any:
    """The number of a phone with its extension, unless it says that it is a fax or for texts."""
    if (text(item.get("type")) or "").lower() in ("fax", "text", "sms"):
        return f"{text(item.get('type'))} {text(item.get('number')) or ''}"
    extension = text(item.get("extension"))
    return f"{text(item.get('number')) or ''} ext {extension}" if extension else item.get("number")


def phones_of(contact: Mapping[str, Any]) -> Iterator[RawPhone]:
    """The numbers of a contact, with whose they are."""
    for item in many(contact.get("phones")):
        yield RawPhone(dialled(item), item.get("description"), contact.get("name"), contact.get("title"))


def _phones(
    record: Mapping[str, Any], organization: Mapping[str, Any], places: list[Mapping[str, Any]]
) -> Iterator[RawPhone]:
    for holder in (record, *places):
        for item in many(holder.get("phones")):
            yield RawPhone(dialled(item), item.get("description"))
        for contact in many(holder.get("contacts")):
            yield from phones_of(contact)
    for item in many(organization.get("phones")):
        yield RawPhone(dialled(item), item.get("description"))


def _words(term: Mapping[str, Any]) -> list[Any]:
    return [term.get("term"), term.get("name")]


def _cost(item: Mapping[str, Any]) -> str | None:
    try:
        amount = float(item.get("amount") or "")
    except (TypeError, ValueError):
        amount = None
    price = None if amount is None else f"£{amount:.2f}".removesuffix(".00")
    return sentence((text(item.get("option")), price, text(item.get("amount_description") or item.get("cost_type"))))
