"""What can be edited in the browser: entries and services, each a file of the content folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import url_for

from knowledge.documents import Content

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Editable:
    """A kind of file.

    Attributes:
        kind: as it stands in addresses.
        folder, ending: where its files are, and how their names end.
        one: what one of them is called.
    """

    kind: str
    folder: str
    ending: str
    one: str

    def file(self, identifier: str) -> str:
        """The path of one in the content folder."""
        return f"{self.folder}/{identifier}{self.ending}"

    def all(self, content: Content) -> dict[str, str]:
        """The title of each that is in use, by its id, in the order of the titles."""
        named: dict[str, Any] = dict(content.entries if self is ENTRIES else content.services)
        titles = {identifier: _title(record) for identifier, record in named.items()}
        return dict(sorted(titles.items(), key=lambda pair: pair[1].lower()))

    def address(self, identifier: str) -> str:
        """The address of the page that shows one."""
        if self is ENTRIES:
            return url_for("staff.entries.show", identifier=identifier)
        return url_for("staff.entries.show_service", identifier=identifier)


ENTRIES = Editable("entries", "topics", ".md", "entry")
SERVICES = Editable("services", "services", ".yml", "service")
KINDS = {editable.kind: editable for editable in (ENTRIES, SERVICES)}
ANY = f"<any({', '.join(KINDS)}):kind>"
"""Either, in the rule of an address."""


def is_id(identifier: str) -> bool:
    """Whether a file can be named so."""
    return bool(_ID.fullmatch(identifier)) and len(identifier) <= 60


def id_from(title: str) -> str:
    """An id made from a title: "Short breaks (Aiming High)" becomes "short-breaks-aiming-high"."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower().replace("'", "").replace("’", "")))[:60].strip("-")


def of_file(file: str) -> tuple[Editable, str] | None:
    """The kind and id of a content file, if it can be edited in the browser."""
    for editable in KINDS.values():
        name = file.removeprefix(f"{editable.folder}/").removesuffix(editable.ending)
        if file == editable.file(name) and is_id(name):
            return editable, name
    return None


def _title(record: Any) -> str:
    return str(getattr(record, "title", None) or record.name)
