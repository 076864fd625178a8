"""Writes service records as YAML, leaving what staff typed around the changed fields as it was."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from knowledge import yaml_lines
from knowledge.open_referral.merge import OF_THE_FEED

_INDENTED_LIST = re.compile(r"^  - ", re.MULTILINE)
ORDER = ("id", *OF_THE_FEED[: OF_THE_FEED.index("needs") + 1], "topics", "missing", "sources", "assured_date")


def new(record: Mapping[str, Any]) -> str:
    """The text of a record."""
    ordered = {name: record[name] for name in ORDER if name in record}
    rest = {name: value for name, value in record.items() if name not in ordered}
    return yaml.safe_dump({**ordered, **rest}, sort_keys=False, allow_unicode=True, width=10_000)


def changed(text: str, record: Mapping[str, Any]) -> str:
    """The text with the values of `record`. Comments, order and quotes of what is the same stay.

    Args:
        text: of the file.
        record: what it should hold.
    """
    before = yaml_lines.read(text).data
    written = _in_place(text, before, record)
    return written if written is not None and _holds(written, record) else new(record)


def _in_place(text: str, before: Mapping[str, Any], record: Mapping[str, Any]) -> str | None:
    tool: Any = YAML()
    tool.preserve_quotes = True
    tool.width = 10_000
    if _INDENTED_LIST.search(text):
        tool.indent(mapping=2, sequence=4, offset=2)
    try:
        document = tool.load(text)
    except YAMLError:
        return None
    for name in [name for name in before if name not in record]:
        del document[name]
    for name, value in record.items():
        if name not in before:
            document.insert(_place(document, name), name, _node(value))
        elif before[name] != value:
            document[name] = _node(value)
    out = io.StringIO()
    tool.dump(document, out)
    return out.getvalue()


def _place(document: CommentedMap, name: str) -> int:
    """Behind the last of the fields that come before it."""
    earlier = ORDER[: ORDER.index(name)] if name in ORDER else ORDER
    return max((place + 1 for place, other in enumerate(document) if other in earlier), default=0)


def _node(value: Any) -> Any:
    """The value as it is read back from YAML 1.1, in which 17:00 without quotes is a number."""
    return YAML(typ="rt").load(yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=10_000))


def _holds(text: str, record: Mapping[str, Any]) -> bool:
    try:
        return bool(yaml_lines.read(text).data == record)
    except yaml_lines.YamlFault:
        return False
