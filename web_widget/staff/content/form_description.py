"""A form as data: which places of a file it changes, what each is called, and who may use it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Item:
    """In a path: the record of a list whose `field` is `key`. An empty key is for a record yet to come."""

    key: str
    field: str = "id"


Place = tuple[str | Item, ...]
"""From the top of a file to one of its values."""


class Kind(StrEnum):
    """What kind of thing is filled in."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    TICK = "tick"
    ENTRIES = "entries"
    SERVICE = "service"
    SERVICES = "services"
    HOURS = "hours"


MANY = frozenset({Kind.LINES, Kind.ENTRIES, Kind.SERVICES})
"""Kinds that hold a list."""


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Attributes:
        path: of the value in the file, or in its record.
        label: what staff call it.
        kind: how it is filled in.
        help: below the label.
        options: of a choice: each value and its words.
        shown: whether parents read it, so that the preview shows it.
        added: whether a list is added to the national one, rather than taking its place.
    """

    path: Place
    label: str
    kind: Kind = Kind.LINE
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    shown: bool = False
    added: bool = False

    @property
    def name(self) -> str:
        """The name of the field in the page."""
        return "field_" + "_".join(filter(None, map(_plain, self.path)))


@dataclass(frozen=True)
class FormDescription:
    """A form.

    Attributes:
        name: in its address.
        group: below which it is listed.
        title: what is changed with it.
        intro: what staff should know first.
        file: that it changes.
        fields: in their order; of a form of records, those of one record.
        records: where the file is a list of records, what tells them apart; None if it is not.
    """

    name: str
    group: str
    title: str
    intro: str
    file: str
    fields: tuple[Field, ...]
    records: Records | None = None

    def of(self, key: str, renamed: bool = True) -> FormDescription:
        """The form of one record; its paths lead from the top of the file.

        Args:
            key: of the record; empty for a new one.
            renamed: whether its key can change. That of a national record cannot.
        """
        assert self.records
        item, fixed = Item(key, self.records.key), (self.records.key,)
        kept = (field for field in self.fields if renamed or field.path != fixed)
        return replace(self, fields=tuple(replace(field, path=(item, *field.path)) for field in kept))


@dataclass(frozen=True)
class Records:
    """The records of a file that is a list.

    Attributes:
        key: the field that tells them apart.
        title: the field that names one; "" where `titles` do.
        one: what one is called.
        titles: the names of records whose ids are fixed.
        fresh: what a new record has besides what the form asks for; None if there can be no new ones.
    """

    key: str
    title: str
    one: str
    titles: Mapping[str, str]
    fresh: Mapping[str, Any] | None = None

    def title_of(self, record: Mapping[str, Any]) -> str:
        """What a record is called."""
        return str(self.titles.get(record.get(self.key, "")) or record.get(self.title) or "No name yet")


def _plain(part: str | Item) -> str:
    return re.sub(r"[^a-z0-9]+", "_", (part.key if isinstance(part, Item) else part).lower()).strip("_")
