"""Version 1: the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.open_referral.raw import RawPhone, RawService
from knowledge.open_referral.v3 import ADDRESS_LINES, costs, dialled, hours, phones_of
from knowledge.open_referral.values import many, one, sentence, text

ATTENDING = {
    "referral": "Someone has to refer you.",
    "appointment": "Make an appointment.",
    "membership": "It is for members.",
    "drop-in": "You can drop in.",
}
"""What `attending_access` means, in words for a parent."""

NESTED = (
    "contacts",
    "cost_options",
    "eligibilities",
    "eligibilitys",
    "regular_schedules",
    "service_areas",
    "service_at_locations",
    "service_taxonomies",
    "service_taxonomys",
    "taxonomies",
)
"""The lists of a whole record; a record of a page without any of them is a summary."""


def either(record: Mapping[str, Any], *names: str) -> Any:
    """The value of the first name that the record has; feeds do not agree on the plural."""
    return next((record[name] for name in names if record.get(name)), None)


def raw(record: Mapping[str, Any]) -> RawService:
    """A service of a page, or of `/services/{id}`."""
    organization = one(record.get("organization"))
    limits = many(either(record, "eligibilities", "eligibilitys"))
    places = many(record.get("service_at_locations"))
    return RawService(
        id=record.get("id"),
        name=record.get("name"),
        organization=organization.get("name"),
        status=record.get("status"),
        description=record.get("description"),
        minimum_age=next((item["minimum_age"] for item in limits if item.get("minimum_age") is not None), None),
        maximum_age=next((item["maximum_age"] for item in limits if item.get("maximum_age") is not None), None),
        eligibility=sentence((text(item.get("eligibility")) for item in limits), between="; "),
        fees=record.get("fees") or costs(record),
        how_to_ask=ATTENDING.get(str(record.get("attending_access")).lower()),
        url=record.get("url") or organization.get("url"),
        email=record.get("email") or organization.get("email"),
        phones=[
            *(RawPhone(dialled(item), item.get("description")) for item in many(record.get("phones"))),
            *(phone for contact in many(record.get("contacts")) for phone in phones_of(contact)),
        ],
        hours=[
            hours(item)
            for holder in (record, *places)
            for item in many(either(holder, "regular_schedules", "regular_schedule"))
        ],
        addresses=[
            [address.get(line) for line in ADDRESS_LINES]
            for place in places
            for address in many(one(place.get("location")).get("physical_addresses"))
        ],
        notes=record.get("alert"),
        terms=[
            word
            for item in many(either(record, "service_taxonomies", "service_taxonomys"))
            for word in _words(one(item.get("taxonomy")))
        ],
        assured_date=record.get("assured_date"),
        modified=record.get("last_modified"),
    )


def _words(taxonomy: Mapping[str, Any]) -> list[Any]:
    return [taxonomy.get("name"), taxonomy.get("slug")]
