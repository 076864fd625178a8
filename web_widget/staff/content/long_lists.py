"""Lists to choose from that have thousands of lines, many times on a page: their lines are written once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from wtforms import SelectField
from wtforms.widgets.core import html_params

_DIFFERENT_LISTS = 16
"""How many lists are remembered. A page has two or three."""


class LongSelect:
    """Shows a field to choose from. WTForms' own widget takes a second for twenty lists of 2,000 services."""

    def __call__(self, field: SelectField, **attributes: Any) -> Markup:
        """The field as HTML.

        Args:
            field: with its choices.
            attributes: of the element, such as its `aria-label`.
        """
        attributes.setdefault("id", field.id)
        lines = _lines(tuple(field.choices or ()))
        now = _line(str(field.data or ""))
        chosen = lines.replace(now, now.replace("<option", "<option selected", 1), 1)
        return Markup(f"<select {html_params(name=field.name, **attributes)}>{chosen}</select>")


@lru_cache(maxsize=_DIFFERENT_LISTS)
def _lines(choices: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"{_line(value)}{escape(words)}</option>" for value, words in choices)


def _line(value: str) -> str:
    """The beginning of a line."""
    return f'<option value="{escape(value)}">'
