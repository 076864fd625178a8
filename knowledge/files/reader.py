"""Reads content files of both layers one by one and collects what is wrong with them, by file and line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from knowledge.faults import Fault
from knowledge.files import yaml_lines
from knowledge.files.layers import Layer, Layers, joined
from knowledge.files.placeholders import Names, left_over
from knowledge.files.schema_words import explain
from knowledge.text.characters import hidden, without_unseen

LARGEST_FILE_BYTES = 300_000
_HAS_NAMES = re.compile(r"\{[^ ]|\brole:")

T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """YAML of a file.

    Attributes:
        path: of the file.
        text: a YAML document.
        first_line: the line of the file on which it begins, counted from 1.
    """

    path: Path
    text: str
    first_line: int = 1


class FileReader:
    """Reads the files of both layers and collects what is wrong with them.

    Args:
        layers: where they are.

    Attributes:
        names: what the council calls things; nothing is filled in before they are known.
        lines: the YAML of each file by its name in either layer.
        without: the roles that no service fills, each with the file and line that asks for it.
    """

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.names = Names()
        self.faults: list[Fault] = []
        self.lines: dict[str, yaml_lines.Document] = {}
        self.without: list[tuple[str, str, int]] = []

    def fault(self, path: Path, line: int, field_name: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.relative(path), line, field_name, problem, remedy))

    def fault_at(self, name: str, where: yaml_lines.Path, problem: str, remedy: str) -> None:
        """Report a fault in what was read under a name, in whichever file the value is."""
        file, line = self.lines[name].place(where)
        field_name = ".".join(str(part) for part in where) or "file"
        self.faults.append(Fault(file, line, field_name, problem, remedy))

    def fault_of_id(self, path: Path, line: int, given: str) -> None:
        """Report a file whose name is not its id: a copy that a program has made, or a slip."""
        if path.with_name(f"{given}{path.suffix}").exists():
            problem = f'It seems to be a copy of "{given}", made by a program that syncs folders.'
            self.fault(path, line, "id", problem, "Keep the newer one under that name, and remove the other one.")
        else:
            self.fault(path, line, "id", f'"{given}" does not match the name of the file.', f"Write id: {path.stem}")

    def relative(self, path: Path) -> str:
        name = self.layers.relative(path)
        return name.encode(errors="backslashreplace").decode()  # a name that is not valid text can still be printed

    def name(self, path: Path) -> str:
        """The name of a file in its layer."""
        return self.relative(path).removeprefix(f"{Layer.ENGLAND}/")

    def folder(self, name: str, pattern: str, read: Callable[[tuple[Path, ...]], T | None]) -> list[T]:
        """A record for each name in a folder, read from the files of that name, the national one first."""
        found: dict[str, tuple[Path, ...]] = {}
        for folder in self.layers.folders:
            if (folder / name).is_symlink():
                self._refuse_link(folder / name)
                return []
            for path in (folder / name).glob(pattern):
                if not path.name.startswith("."):
                    found[path.name] = (*found.get(path.name, ()), path)
        records = [read(found[file]) for file in sorted(found)]
        return [record for record in records if record is not None]

    def items(self, name: str, form: dict[str, Any], make: Callable[[dict[str, Any]], T]) -> list[T]:
        return self.one(name, form, lambda data: [make(item) for item in data]) or []

    def one(self, name: str, form: dict[str, Any], make: Callable[[Any], T]) -> T | None:
        paths = self.layers.existing(name) or (self.layers.council / name,)
        texts = {path: self.text(path) for path in paths}
        parts = [Part(path, text) for path, text in texts.items() if text is not None]
        data = self.yaml(parts, form) if len(parts) == len(paths) else None
        return None if data is None else make(data)

    def text(self, path: Path) -> str | None:
        """The text of a file, or None if there was a fault."""
        if leads_elsewhere(self._folder_of(path), path):
            self._refuse_link(path)
        elif not path.is_file():
            self.fault(path, 1, "file", "It is missing.", "Put it back.")
        elif path.stat().st_size > LARGEST_FILE_BYTES:
            self.fault(path, 1, "file", f"It is larger than {LARGEST_FILE_BYTES:,} bytes.", "Split or shorten it.")
        else:
            return self._read(path)
        return None

    def _folder_of(self, path: Path) -> Path:
        return self.layers.folders[0] if self.layers.layer(path) is Layer.ENGLAND else self.layers.council

    def _refuse_link(self, path: Path) -> None:
        self.fault(path, 1, "file", "It is a link to something else.", "Put what it leads to here itself.")

    def _read(self, path: Path) -> str | None:
        try:
            text = without_unseen(path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            self.fault(path, 1, "file", f"It is not UTF-8 text (byte {error.start}).", "Save it as UTF-8 text.")
            return None
        except OSError as error:
            self.fault(
                path, 1, "file", f"It cannot be read: {error.strerror}.", "Give the assistant permission to read it."
            )
            return None
        for number, line in enumerate(text.split("\n"), start=1):
            if found := hidden(line):
                problem = f"There is an invisible character ({found}) on this line."
                self.fault(path, number, "text", problem, "Type the line again.")
                return None
        return text

    def alone(self, part: Part) -> Any:
        """What one file says before the other layer is laid over it. `yaml` must have read it without faults."""
        return _parsed(part.text, part.first_line, self.relative(part.path)).data

    def yaml(self, parts: Sequence[Part], form: dict[str, Any]) -> Any:
        """The checked value of one file, or of a national one and the council's; None if there was a fault."""
        documents = []
        for part in parts:
            try:
                documents.append(_parsed(part.text, part.first_line, self.relative(part.path)))
            except yaml_lines.YamlFault as error:
                remedy = "Compare it with the examples in the editing guide."
                self.fault(part.path, error.line, "YAML", str(error), remedy)
        if len(documents) < len(parts):
            return None
        name = self.name(parts[-1].path)
        texts = tuple((part.text, part.first_line, self.relative(part.path)) for part in parts)
        plain = len(parts) == 1 and not _HAS_NAMES.search(parts[0].text)
        read = _checked(texts, Names() if plain else self.names, _Form(id(form), form))
        self.lines[name] = read.document
        for broken in read.errors:
            self.fault_at(name, *explain(broken))
        for where, brace in read.braces:
            self.fault_at(name, where, *not_filled(brace))
        self.without += read.without
        return None if read.errors else read.document.data


def not_filled(brace: str) -> tuple[str, str]:
    """The problem with a brace in a text, and the remedy."""
    return f'Nothing is known to put in for "{brace}".', "Correct its name, add it to council.yml, or take it out."


def leads_elsewhere(folder: Path, path: Path) -> bool:
    """Whether a path below a folder passes a link. The folder itself may be reached by one."""
    return Path(os.path.realpath(path)) != folder.resolve() / path.relative_to(folder)


@dataclass(frozen=True)
class _Form:
    """A schema, compared by its identity."""

    identity: int
    schema: dict[str, Any] = field(compare=False, repr=False)


@lru_cache(maxsize=1024)
def _parsed(text: str, first_line: int, name: str) -> yaml_lines.Document:
    return yaml_lines.read(text, first_line, name)


@dataclass(frozen=True)
class _Checked:
    """The YAML of a file of either layer or of both.

    Attributes:
        without: the roles that no service fills.
        errors: how it breaks its form.
        braces: that are left in its texts, and where.
    """

    document: yaml_lines.Document
    without: tuple[tuple[str, str, int], ...]
    errors: tuple[ValidationError, ...]
    braces: tuple[tuple[yaml_lines.Path, str], ...]


@lru_cache(maxsize=1024)
def _checked(texts: tuple[tuple[str, int, str], ...], names: Names, form: _Form) -> _Checked:
    """When one file of many changes, the others are not read again."""
    document, without = joined([_parsed(*text) for text in texts], names)
    errors = tuple(Draft7Validator(form.schema).iter_errors(document.data))
    return _Checked(document, without, errors, tuple(_braces(document.data)) if form.schema else ())


def _braces(value: Any, where: yaml_lines.Path = ()) -> Iterator[tuple[yaml_lines.Path, str]]:
    """Each brace that is left in a text, and where."""
    if isinstance(value, str):
        yield from ((where, brace) for _, brace in left_over(value))
    elif isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _braces(part, (*where, name))
