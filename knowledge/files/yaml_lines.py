"""Reads YAML and remembers the line of each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.composer import Composer

from knowledge.text.characters import hidden

Path = tuple[str | int, ...]


DEEPEST = 20


class _PlainLoader(Composer, yaml.CSafeLoader):
    """Safe YAML in which dates and times stay as they were typed; refuses what we do not accept as it comes to it.

    Args:
        text: one YAML document.
        first_line: the line of the file on which `text` begins, counted from 1.
    """

    def __init__(self, text: str, first_line: int) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)
        self._first_line = first_line
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """The next value. The composer written in C cannot be made to look at each one."""
        self._refuse(self.peek_event())
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _refuse(self, event: yaml.Event | None) -> None:
        line = (event.start_mark.line if event and event.start_mark else 0) + self._first_line
        if self._depth >= DEEPEST and isinstance(event, yaml.CollectionStartEvent):
            raise YamlFault("There are too many levels of indentation.", line)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise YamlFault(
                "Anchors (&, *) and tags (!) cannot be used here. If it is text, put it in quotation marks.", line
            )


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class YamlFault(Exception):
    """The text is not YAML, or not YAML that we accept.

    Attributes:
        line: line number, counted from 1.
    """

    def __init__(self, problem: str, line: int) -> None:
        self.line = line
        super().__init__(problem)


@dataclass(frozen=True)
class Document:
    """A YAML value with the place of each of its parts.

    Attributes:
        lines: by the path of the part.
        name: of the file.
        files: of the parts that are from another file.
    """

    data: Any
    lines: dict[Path, int]
    name: str = ""
    files: Mapping[Path, str] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest value around it that has one."""
        return self.place(path)[1]

    def place(self, path: Path) -> tuple[str, int]:
        """The file and line of the value at `path`, or of the nearest value around it that has one."""
        while path not in self.lines:
            path = path[:-1]
        return self.files.get(path, self.name), self.lines[path]


def read(text: str, first_line: int = 1, name: str = "") -> Document:
    """Parse `text`.

    Args:
        text: one YAML document.
        first_line: the line of the file on which `text` begins, counted from 1.
        name: of the file.

    Raises:
        YamlFault: it is not YAML, or it uses anchors, tags, repeated keys or invisible characters.
    """
    try:
        loader = _PlainLoader(text, first_line)
        node = loader.get_single_node()
        data = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else first_line
        raise YamlFault(f"This cannot be read as YAML: {error.problem}.", line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlFault(f"This cannot be read as YAML: {error}.", first_line) from error
    except ValueError as error:  # it looks like a number, but is too long for Python
        raise YamlFault("A number is too long. If it is text, put it in quotation marks.", first_line) from error
    lines: dict[Path, int] = {(): first_line}
    if node is not None:
        _collect_lines(node, (), first_line, lines)
    return Document(data, lines, name)


def _collect_lines(node: yaml.Node, path: Path, first_line: int, lines: dict[Path, int]) -> None:
    lines[path] = node.start_mark.line + first_line
    if isinstance(node, yaml.ScalarNode) and (found := hidden(node.value)):
        raise YamlFault(f"There is an invisible character ({found}) here. Type the text again.", lines[path])
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _collect_lines(child, (*path, index), first_line, lines)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if (*path, key.value) in lines:
                raise YamlFault(f'"{key.value}" is here twice. Remove one.', key.start_mark.line + first_line)
            _collect_lines(child, (*path, key.value), first_line, lines)
            lines[(*path, key.value)] = key.start_mark.line + first_line
