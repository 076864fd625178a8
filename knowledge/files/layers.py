"""The two layers of the content: England's law once, and each council's own on top.

A council's folder whose council.yml says `country: england` adds to the national layer. Any other folder is complete.
Where both layers have a file, the council's is laid over the national one: see `joined`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.files.placeholders import Names
from knowledge.files.yaml_lines import Document
from knowledge.files.yaml_lines import Path as Place
from knowledge.settings import Paths

REPLACED = frozenset(
    {"services", "follow_ups", "first_topics", "carer_topics", "places", "languages", "cards", "shown"}
)
"""Where both layers have one of these, the council's is taken as a whole. To any other list, it adds."""

_ON_ENGLAND = re.compile(r"^country:[ \t]*[\"']?england\b", re.MULTILINE | re.IGNORECASE)
_KEYS = ("id", "term")
"""The fields that tell the records of a list apart."""


class Layer(StrEnum):
    """Whose words a text is. The value is the folder of the national layer in a copy, and in the names of files."""

    ENGLAND = "england"
    COUNCIL = "council"


@dataclass(frozen=True)
class Layers:
    """Where the content is.

    Attributes:
        council: the council's folder.
        england: the folder of the national layer; None if the council's folder is complete.
    """

    council: Path
    england: Path | None = None

    @classmethod
    def of(cls, folder: Path) -> Layers:
        """The layers of a content folder. A copy of both holds the national one inside, as `england`."""
        copied = folder / Layer.ENGLAND
        if copied.is_dir() and not copied.is_symlink():
            return cls(folder, copied)
        try:
            council = (folder / "council.yml").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return cls(folder)
        return cls(folder, Paths.from_environment().england if _ON_ENGLAND.search(council) else None)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Both folders, the national one first."""
        return (self.council,) if self.england is None else (self.england, self.council)

    def relative(self, path: Path) -> str:
        """The name of a file as staff see it: national files begin with england/."""
        if self.england and path.is_relative_to(self.england):
            return f"{Layer.ENGLAND}/{path.relative_to(self.england).as_posix()}"
        return path.relative_to(self.council).as_posix()

    def layer(self, path: Path) -> Layer:
        """The layer that a file is in."""
        return Layer.ENGLAND if self.england and path.is_relative_to(self.england) else Layer.COUNCIL

    def existing(self, name: str) -> tuple[Path, ...]:
        """The files of one name, the national one first."""
        paths = (folder / name for folder in self.folders)
        return tuple(path for path in paths if path.exists() or path.is_symlink())

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file and link that is not hidden, with its name, in the order of the names."""
        found = {self.relative(path): path for folder in self.folders for path in folder.rglob("*")}
        for name, path in sorted(found.items()):
            hidden = any(part.startswith(".") for part in Path(name).parts)
            if not hidden and (path.is_symlink() or path.is_file()):
                yield name, path


def layer_of(file: str) -> Layer:
    """The layer of a file by its name as staff see it."""
    return Layer.ENGLAND if file.startswith(f"{Layer.ENGLAND}/") else Layer.COUNCIL


@dataclass
class _Taking:
    """Values taken from documents, each with its place, filled with the council's names.

    Attributes:
        names: what placeholders and roles stand for.
        lines, files: the line and file of each value by its path.
        without: the roles that no service fills, each with its file and line.
    """

    names: Names
    lines: dict[Place, int] = field(default_factory=dict)
    files: dict[Place, str] = field(default_factory=dict)
    without: list[tuple[str, str, int]] = field(default_factory=list)

    def take(self, value: Any, source: Document, at: Place, to: Place) -> Any:
        """A value, and the place it comes from."""
        self.files[to], self.lines[to] = source.place(at)
        if isinstance(value, dict):
            return {name: self.take(part, source, (*at, name), (*to, name)) for name, part in value.items()}
        if isinstance(value, list):
            taken: list[Any] = []
            for number, item in enumerate(value):
                self._append(taken, item, source, (*at, number), to)
            return taken
        return self.names.filled(value) if isinstance(value, str) else value

    def _append(self, taken: list[Any], item: Any, source: Document, at: Place, to: Place) -> None:
        """Add an item to a list. A role becomes the service that fills it; a role that nothing fills is left out."""
        if _is_role(item):
            item = self._service(item["role"], source, at)
            if item is None or item in taken:
                return
        taken.append(self.take(item, source, at, (*to, len(taken))))

    def _service(self, role: str, source: Document, at: Place) -> str | None:
        service = self.names.service_of.get(role)
        if service is None:
            self.without.append((role, *source.place(at)))
        return service

    def join(self, national: Document, council: Document, at: tuple[Place, Place], to: Place) -> Any:
        """The value at two places, the council's laid over the national one."""
        below, above = (_value(doc.data, place) for doc, place in zip((national, council), at, strict=True))
        if to and to[-1] in REPLACED:
            return self.take(above, council, at[1], to)
        if isinstance(below, dict) and isinstance(above, dict):
            self.files[to], self.lines[to] = council.place(at[1])
            return {name: self._field(name, (national, below), (council, above), at, to) for name in {**below, **above}}
        if isinstance(below, list) and isinstance(above, list):
            return self._lists(national, council, at, to)
        return self.take(above, council, at[1], to)

    def _field(
        self, name: str, low: tuple[Document, Any], high: tuple[Document, Any], at: tuple[Place, Place], to: Place
    ) -> Any:
        places = (*at[0], name), (*at[1], name)
        if name in low[1] and name in high[1]:
            return self.join(low[0], high[0], places, (*to, name))
        (source, data), place = (high, places[1]) if name in high[1] else (low, places[0])
        return self.take(data[name], source, place, (*to, name))

    def _lists(self, national: Document, council: Document, at: tuple[Place, Place], to: Place) -> list[Any]:
        """The national items, each with what the council adds to it, then the council's own."""
        below, above = _value(national.data, at[0]), _value(council.data, at[1])
        self.files[to], self.lines[to] = national.place(at[0])
        own = {key: number for number, item in enumerate(above) if (key := _key(item)) is not None}
        taken: list[Any] = []
        joined = set()
        for number, item in enumerate(below):
            twin = own.get(_key(item) or "")
            if twin is None:
                self._append(taken, item, national, (*at[0], number), to)
            else:
                joined.add(twin)
                taken.append(self.join(national, council, ((*at[0], number), (*at[1], twin)), (*to, len(taken))))
        for number, item in enumerate(above):
            if number not in joined:
                self._append(taken, item, council, (*at[1], number), to)
        return taken


def joined(documents: Sequence[Document], names: Names) -> tuple[Document, tuple[tuple[str, str, int], ...]]:
    """One document of a national file and what the council adds to it, or of either alone.

    Fields are joined one by one; what both layers have is the council's. The records of a list are joined by their id
    or term; other lists are added to, except those in REPLACED.

    Args:
        documents: the national one first.
        names: what placeholders and roles stand for.

    Returns:
        the document, and each role that no service fills, with its file and line.
    """
    taking = _Taking(names)
    if len(documents) == 1:
        data = taking.take(documents[0].data, documents[0], (), ())
    else:
        data = taking.join(documents[0], documents[1], ((), ()), ())
    return Document(data, taking.lines, documents[-1].name, taking.files), tuple(taking.without)


def _is_role(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == ["role"]


def _key(item: Any) -> str | None:
    found = (item.get(name) for name in _KEYS) if isinstance(item, dict) else ()
    return next((key for key in found if isinstance(key, str)), None)


def _value(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data
