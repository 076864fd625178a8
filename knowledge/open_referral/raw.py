"""A service as a feed has it, with one name for what the versions and dialects name differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RawPhone:
    """A number and who answers it. `person` and `post` are the name and the job title of a contact, if there is one."""

    number: Any
    description: Any = None
    person: Any = None
    post: Any = None


@dataclass(frozen=True)
class RawHours:
    """When a service is open. `every` is how many weeks lie between; None is every week."""

    days: Any
    opens: Any
    closes: Any
    freq: Any = None
    every: Any = None
    valid_from: Any = None
    valid_to: Any = None


@dataclass(frozen=True)
class RawService:
    """Nothing in it has been checked yet: every value is as it was sent, or None.

    Attributes:
        addresses: each as its lines.
        terms: the words and slugs of the terms by which it is classified.
        modified: when the feed changed it last.
    """

    id: Any
    name: Any
    organization: Any
    status: Any
    description: Any
    minimum_age: Any = None
    maximum_age: Any = None
    eligibility: Any = None
    fees: Any = None
    how_to_ask: Any = None
    url: Any = None
    email: Any = None
    phones: Sequence[RawPhone] = ()
    hours: Sequence[RawHours] = ()
    addresses: Sequence[Sequence[Any]] = ()
    notes: Any = None
    terms: Sequence[Any] = ()
    assured_date: Any = None
    modified: Any = None
