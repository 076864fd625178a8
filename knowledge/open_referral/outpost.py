"""Outpost's `/api/v1/services`: version 1 with names of its own, here put into those of version 1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.open_referral.values import day, many, one

OWN_NAMES = frozenset(
    {"organisation", "send_needs", "local_offer", "min_age", "max_age", "needs_referral", "directories"}
)
_STATUS = {"active": "active", "temporarily closed": "temporarily closed"}
_HIDDEN = "***"


def is_outpost(record: Mapping[str, Any]) -> bool:
    """Whether a record has names that only Outpost uses."""
    return not OWN_NAMES.isdisjoint(record)


def as_v1(record: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The record with the names of version 1.

    Args:
        record: of a page.
        today: a service that is not shown on this day is inactive.
    """
    local_offer = one(record.get("local_offer"))
    ages = {"minimum_age": record.get("min_age"), "maximum_age": record.get("max_age")}
    return {
        **record,
        "organization": one(record.get("organisation")),
        "status": _status(record, today),
        "eligibilities": [*many(record.get("eligibilities")), ages],
        "fees": record.get("fees")
        or ("Free." if record.get("free") is True and not record.get("cost_options") else None),
        "attending_access": "referral" if record.get("needs_referral") is True else record.get("attending_access"),
        "url": record.get("url") or local_offer.get("link"),
        "contacts": [
            _contact(contact) for contact in many(record.get("contacts")) if contact.get("visible") is not False
        ],
        "service_at_locations": [
            {"location": {"physical_addresses": [location]}}
            for location in many(record.get("locations"))
            if not location.get("mask_exact_address") and location.get("address_1") != _HIDDEN
        ],
        "service_taxonomies": [
            {"taxonomy": term} for name in ("send_needs", "taxonomies") for term in many(record.get(name))
        ],
        "alert": local_offer.get("description"),
        "last_modified": record.get("updated_at"),
    }


def _status(record: Mapping[str, Any], today: date) -> str:
    first, last = day(record.get("visible_from")), day(record.get("visible_to"))
    if (first and first > today) or (last and last < today):
        return "inactive"
    return _STATUS.get(str(record.get("status") or "active"), "inactive")


def _contact(contact: Mapping[str, Any]) -> dict[str, Any]:
    return {**contact, "phones": [*many(contact.get("phones")), {"number": contact.get("phone")}]}
