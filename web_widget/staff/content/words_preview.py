"""What parents would read of a described form, and what could be plainer, while it is being written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.files import plain_english, schema
from knowledge.files.opening_hours import hours_in_words
from knowledge.files.placeholders import left_over
from knowledge.files.plain_english import PageReading
from knowledge.files.records import Content
from web_widget.staff.content.form_description import Field, Kind


@dataclass(frozen=True)
class WordsPreview:
    """What is shown beside the form.

    Attributes:
        said: the label of each field that parents read, and its words with what is filled in.
        problems: what would stop it, as far as one field shows it. The rest is checked before publishing.
        reading: how it reads.
    """

    said: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    reading: PageReading


def preview(content: Content, sent: Mapping[Field, Any]) -> WordsPreview:
    """Look at what was written.

    Args:
        content: what is live, for names and titles.
        sent: the value of each field.
    """
    said = tuple(
        (field.label, text) for field, value in sent.items() if field.shown and (text := _text(content, field, value))
    )
    problems = tuple(
        f"{label}: nothing is known to put in for the words in curly brackets. Correct them, or take them out."
        for label, text in said
        if any(left_over(text))
    )
    texts = {field.label: _text(content, field, value) for field, value in sent.items() if _is_prose(field)}
    return WordsPreview(said, problems, plain_english.read(texts, content.glossary))


def _is_prose(field: Field) -> bool:
    """Whether the field can be checked for plain English. Other languages cannot."""
    return field.shown and field.kind is Kind.TEXT and "languages" not in field.path


def _is_whole(hours: Mapping[str, Any]) -> bool:
    """Whether a line of hours has days and times that can be said."""
    times = (str(hours.get(name, "")) for name in ("opens", "closes"))
    return bool(hours.get("days")) and all(re.match(schema.TIME, time) for time in times)


def _text(content: Content, field: Field, value: Any) -> str:
    if field.kind is Kind.ENTRIES:
        return " · ".join(content.entries[name].title for name in value if name in content.entries)
    if field.kind is Kind.HOURS:
        return "\n".join(hours_in_words(line) for line in value if _is_whole(line))
    return content.names.filled("\n".join(value) if isinstance(value, list) else str(value or ""))
