"""Changes single fields of a YAML file and leaves every other line as it is: order, comments, quotes, blank lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_KEYS = ("id", "term", "code")
"""The fields that tell the records of a list apart."""
_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


class _Dumper(yaml.SafeDumper):
    """YAML as the files have it: lists below a field indented, lists of ids in one line, dates without quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    ids = all(isinstance(item, str) and _NAME.fullmatch(item) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=ids)


_Dumper.add_representer(list, _list)
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def with_fields(text: str, fields: Mapping[str, Any], order: Sequence[str]) -> str:
    """`text` with other values; lines that do not change stay the same, byte for byte.

    Args:
        text: a YAML mapping, read without faults by `yaml_lines.read`; empty for a new file. Lines end in \\n.
        fields: the value of every field; a field that is missing is removed.
        order: every possible field, in the order in which new ones are added.
    """
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return "".join(_dumped(name, fields[name]) for name in order if name in fields)
    old = _fields(text, node)
    written = {name: _changed(field, fields[name]) for name, field in old.items() if name in fields}
    parts = [(name, written.get(name, "") + field.after) for name, field in old.items()]
    for name in (name for name in order if name in fields and name not in old):
        parts.insert(_place(name, [other for other, _ in parts], order), (name, _dumped(name, fields[name])))
    return text[: text.index(next(iter(old.values())).text)] + "".join(part for _, part in parts)


class _Field:
    """A field as the file has it.

    Attributes:
        key, node: what was read.
        lines: its lines, each with its end.
        first: the number of the first line, from 0.
        after: the comments and blank lines after it.
    """

    def __init__(self, key: yaml.Node, node: yaml.Node, lines: Sequence[str]) -> None:
        self.key, self.node, self.first = key, node, key.start_mark.line
        count = len(lines)
        while count > 1 and _between(lines[count - 1], node):
            count -= 1
        self.lines, self.after = lines[:count], "".join(lines[count:])

    @property
    def text(self) -> str:
        return "".join(self.lines)

    @property
    def value(self) -> Any:
        return _value(self.node)


def _fields(text: str, node: yaml.MappingNode) -> dict[str, _Field]:
    lines = [line + "\n" for line in text.removesuffix("\n").split("\n")]
    starts = [key.start_mark.line for key, _ in node.value]
    ends = [*starts[1:], len(lines)]
    return {
        key.value: _Field(key, value, lines[start:end])
        for (key, value), start, end in zip(node.value, starts, ends, strict=True)
    }


def _between(line: str, node: yaml.Node) -> bool:
    """Whether a line at the end of a field does not belong to it. In a block of text, indented lines are text."""
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return not line.strip() or line.startswith("#") or (not block and line.lstrip().startswith("#"))


def _changed(field: _Field, value: Any) -> str:
    node, name = field.node, field.key.value
    if value == field.value:
        return field.text
    if isinstance(value, list) and value and isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return _changed_list(field, value)
    if isinstance(value, dict) and value and isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _changed_mapping(field, value)
    one_line = isinstance(node, yaml.ScalarNode) and node.start_mark.line == node.end_mark.line
    if one_line and not isinstance(value, list | dict):
        line, new = field.lines[0], _dumped("x", value).removeprefix("x: ").rstrip("\n")
        return line[: node.start_mark.column] + new + line[node.end_mark.column :]
    return _dumped(name, value)


def _changed_list(field: _Field, values: Sequence[Any]) -> str:
    """A list with one item a line: items that stay keep their lines."""
    items = field.node.value
    starts = [item.start_mark.line - field.first for item in items]
    ends = [*starts[1:], len(field.lines)]
    kept = [
        (_value(item), "".join(field.lines[start:end])) for item, start, end in zip(items, starts, ends, strict=True)
    ]
    indent = " " * field.lines[starts[0]].index("-")
    written = "".join(field.lines[: starts[0]])
    for value in values:
        found = next((number for number, (old, _) in enumerate(kept) if old == value), None)
        same = next((number for number, (old, _) in enumerate(kept) if _is_same_record(old, value)), None)
        if found is not None:
            written += kept.pop(found)[1]
        else:
            written += _item(value, indent) if same is None else _changed_record(kept.pop(same)[1], value, indent)
    return written


def _is_same_record(old: Any, new: Any) -> bool:
    """Whether two items are the same record with other fields."""
    both = isinstance(old, dict) and isinstance(new, dict)
    return both and any(name in old and old[name] == new.get(name) for name in _KEYS)


def _changed_record(lines: str, value: Mapping[str, Any], indent: str) -> str:
    """A record of a list with other fields; fields that stay keep their lines. Rewritten where that is impossible."""
    rows = lines.splitlines(keepends=True)
    end = len(rows)
    while end > 1 and (not rows[end - 1].strip() or rows[end - 1].lstrip().startswith("#")):
        end -= 1
    depth = len(rows[0]) - len(rows[0].lstrip(" -"))
    if any(row[:depth].strip() for row in rows[1:end]):
        return _item(value, indent) + "".join(rows[end:])
    inner = "".join(row[depth:] if row.strip() else row for row in rows[:end])
    changed = with_fields(inner, value, list(value)).splitlines(keepends=True)
    moved = [" " * depth + row if row.strip() else row for row in changed]
    return "".join([rows[0][:depth] + changed[0], *moved[1:], *rows[end:]])


def _changed_mapping(field: _Field, values: Mapping[str, Any]) -> str:
    """A field with fields of its own: those that stay keep their lines."""
    depth = field.node.start_mark.column
    first = field.node.value[0][0].start_mark.line - field.first
    inner = "".join(line[depth:] if line.strip() else line for line in field.lines[first:])
    changed = with_fields(inner, values, list(values))
    indented = [" " * depth + line if line.strip() else line for line in changed.splitlines(keepends=True)]
    return "".join(field.lines[:first]) + "".join(indented)


def _item(value: Any, indent: str) -> str:
    dumped = _yaml([value] if isinstance(value, dict) else {"x": [value, "two words"]})
    lines = dumped.splitlines() if isinstance(value, dict) else dumped.splitlines()[1:-1]
    dash = lines[0].index("-")
    return "".join(f"{indent}{line[dash:]}\n" for line in lines)


def _place(name: str, present: Sequence[str], order: Sequence[str]) -> int:
    """Where a new field goes: after the nearest field that comes before it in the order."""
    earlier = [other for other in order[: order.index(name)] if other in present]
    return present.index(earlier[-1]) + 1 if earlier else 0


def _value(node: yaml.Node) -> Any:
    """The value of a node; dates and times stay as they were typed."""
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if node.tag.endswith((":int", ":bool")):
        return yaml.safe_load(node.value)
    return node.value


def _dumped(name: str, value: Any) -> str:
    return _yaml({name: value})


def _yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100_000)
