"""Reads YAML and remembers on which line each value stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from knowledge.characters import hidden

Path = tuple[str | int, ...]


DEEPEST = 20


class _PlainLoader(yaml.CSafeLoader):
    """Safe YAML in which dates and times stay the text that was typed."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class YamlFault(Exception):
    """The text is not YAML that we accept.

    Attributes:
        line: line number, counted from 1.
    """

    def __init__(self, problem: str, line: int) -> None:
        self.line = line
        super().__init__(problem)


@dataclass(frozen=True)
class Document:
    """A YAML value with the line of each of its parts."""

    data: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest thing around it that has one."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def read(text: str, first_line: int = 1) -> Document:
    """Parse `text`.

    Args:
        text: one YAML document.
        first_line: the line of the file on which `text` begins, counted from 1.

    Raises:
        YamlFault: it is not YAML, or uses anchors, tags, repeated keys or characters that nobody sees.
    """
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_PlainLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise YamlFault("It is nested too deeply.", _row(event) + first_line)
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise YamlFault("Anchors (&, *) and tags (!) are not used here.", _row(event) + first_line)
        node = yaml.compose(text, Loader=_PlainLoader)
        data = yaml.load(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else first_line
        raise YamlFault(f"This cannot be read as YAML: {error.problem}.", line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlFault(f"This cannot be read as YAML: {error}.", first_line) from error
    except ValueError as error:  # what looks like a number and is none that Python would make
        raise YamlFault("A number is too long. Quote it if it is text.", first_line) from error
    lines: dict[Path, int] = {(): first_line}
    if node is not None:
        _collect_lines(node, (), first_line, lines)
    return Document(data, lines)


def _row(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _collect_lines(node: yaml.Node, path: Path, first_line: int, lines: dict[Path, int]) -> None:
    lines[path] = node.start_mark.line + first_line
    if isinstance(node, yaml.ScalarNode) and (found := hidden(node.value)):
        raise YamlFault(f"A character that nobody sees ({found}) is not used here.", lines[path])
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _collect_lines(child, (*path, index), first_line, lines)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if (*path, key.value) in lines:
                raise YamlFault(f'"{key.value}" stands here twice.', key.start_mark.line + first_line)
            _collect_lines(child, (*path, key.value), first_line, lines)
            lines[(*path, key.value)] = key.start_mark.line + first_line
