"""What a form sent, as a file holds it: lines, a single line, what was chosen, the fields that are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.text import pasted


def lines(text: str | None) -> list[str]:
    """The lines of a text that are not empty."""
    return pasted.pasted_lines(text or "")


def one_line(text: str | None) -> str:
    """A text without line breaks."""
    return pasted.one_line(text or "")


def chosen(values: Iterable[str | None]) -> list[str]:
    """What was chosen, each once."""
    return list(dict.fromkeys(value for value in values if value))


def filled(sent: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """The fields that are not empty, each in one line."""
    values = {name: one_line(str(sent.get(name) or "")) for name in names}
    return {name: value for name, value in values.items() if value}
