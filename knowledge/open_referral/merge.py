"""What a feed says now, what it said last time and what our record says, brought together field by field.

Where only the feed changed, the feed is followed. Where staff changed a field by hand, their words stay; if the feed
changed it too, both are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.files import schema

OF_THE_FEED = (
    "name",
    "organization",
    "status",
    "description",
    "minimum_age",
    "maximum_age",
    "eligibility",
    "fees",
    "how_to_ask",
    "url",
    "phones",
    "email",
    "opening_hours",
    "address",
    "notes",
    "needs",
    "sources",
    "assured_date",
)
"""The fields that a feed can fill. The others are staff's alone."""
_REQUIRED = frozenset(schema.SERVICE["required"])
_LOOKED_FOR = {
    "phone": "phones",
    "email": "email",
    "url": "url",
    "address": "address",
    "opening_hours": "opening_hours",
}


@dataclass(frozen=True)
class Difference:
    """A field, and what it holds where; None is nothing.

    Attributes:
        last: what the feed said at the last import.
        ours: what our record says.
        offered: what the feed says now.
    """

    field: str
    last: Any
    ours: Any
    offered: Any


@dataclass(frozen=True)
class Merged:
    """A record, and how it was made.

    Attributes:
        record: what our record should hold.
        taken: fields in which the feed was followed.
        conflicts: fields that staff and the feed both changed; ours stay.
        kept: fields that staff changed and the feed did not; ours stay.
    """

    record: Mapping[str, Any]
    taken: tuple[Difference, ...]
    conflicts: tuple[Difference, ...]
    kept: tuple[Difference, ...]


def merge(ours: Mapping[str, Any], last: Mapping[str, Any], offered: Mapping[str, Any]) -> Merged:
    """Combine three states of a service.

    Args:
        ours: our record.
        last: the fields as the feed gave them last time; empty if it never did.
        offered: the fields as it gives them now.
    """
    record = dict(ours)
    found: dict[str, list[Difference]] = {"taken": [], "conflicts": [], "kept": []}
    for field in OF_THE_FEED:
        difference = Difference(field, last.get(field), ours.get(field), offered.get(field))
        outcome = _outcome(difference)
        if outcome is None:
            continue
        found[outcome].append(difference)
        if outcome == "taken":
            record[field] = difference.offered
            if difference.offered is None:
                del record[field]
    _no_longer_missing(record)
    return Merged(record, tuple(found["taken"]), tuple(found["conflicts"]), tuple(found["kept"]))


def _outcome(difference: Difference) -> str | None:
    if difference.ours == difference.offered:
        return None
    if difference.offered is None and (difference.field in _REQUIRED or difference.last is None):
        return None
    if difference.ours == difference.last:
        return "taken"
    return "kept" if difference.offered == difference.last else "conflicts"


def _no_longer_missing(record: dict[str, Any]) -> None:
    if "missing" not in record:
        return
    record["missing"] = [name for name in record["missing"] if _LOOKED_FOR.get(name) not in record]
    if not record["missing"]:
        del record["missing"]
