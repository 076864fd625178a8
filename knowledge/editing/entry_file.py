"""The files of entries and services as the fields of a form, and back. What does not change stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.editing.yaml_fields import with_fields
from knowledge.faults import KnowledgeError
from knowledge.files import front_matter, yaml_lines

ENTRY_FIELDS = tuple(
    "id title ask questions not_here intent services follow_ups rights law sources statutory owner checked checked_by "
    "review_due replaces".split()
)
SERVICE_FIELDS = tuple(
    "id name organization status description minimum_age maximum_age eligibility fees how_to_ask url phones email "
    "opening_hours text address notes needs topics missing sources assured_date".split()
)
"""In the order in which the editing guide shows them."""

_HEADING = re.compile(r"^##[ \t]+(.*?)[ \t]*#*[ \t]*\n", re.MULTILINE)
NEW = "---\n---\n"
"""A file before anything is written."""


class NotAForm(KnowledgeError):
    """A file that cannot be shown as fields; the message says why."""


@dataclass(frozen=True)
class EntryText:
    """An entry as a form shows it.

    Attributes:
        fields: the front matter.
        sections: the Markdown below each heading; the answer's heading is empty.
    """

    fields: Mapping[str, Any]
    sections: Mapping[str, str]


def read_entry(text: str, headings: Sequence[str]) -> EntryText:
    """The fields and sections of an entry's file.

    Raises:
        NotAForm: it has no front matter, is not YAML, or has fields or headings that are not used.
    """
    _, front, _, body = parts_of(plain(text))
    sections = _sections(body)
    unknown = [heading for heading in sections if heading not in headings]
    if unknown:
        raise NotAForm(f'The heading "{unknown[0]}" cannot be used. Use one of: {", ".join(filter(None, headings))}.')
    return EntryText(
        fields_in(front, ENTRY_FIELDS), {heading: _words(heading, chunk) for heading, chunk in sections.items()}
    )


def write_entry(text: str, entry: EntryText, headings: Sequence[str]) -> str:
    """The file of an entry with other fields and sections.

    Args:
        text: as it is; empty for a new entry.
        entry: as it should be.
        headings: every heading, in order.
    """
    opening, front, closing, body = parts_of(plain(text) or NEW)
    old = _sections(body)
    chunks: list[str] = []
    for heading in headings:
        words = _lines(entry.sections.get(heading, ""))
        same = heading in old and words == _words(heading, old[heading])
        if words or same:
            chunks.append(old[heading] if same else _chunk(heading, words))
    whole = opening + with_fields(front, entry.fields, ENTRY_FIELDS) + closing + _joined(chunks, list(old.values()))
    return ends_as(text, whole)


def read_service(text: str) -> Mapping[str, Any]:
    """The fields of a service's file.

    Raises:
        NotAForm: it cannot be read as YAML, or has fields that are not used.
    """
    return fields_in(plain(text), SERVICE_FIELDS)


def write_service(text: str, fields: Mapping[str, Any]) -> str:
    """The file of a service with other fields; `text` is empty for a new one."""
    return ends_as(text, with_fields(plain(text), fields, SERVICE_FIELDS))


def fields_in(text: str, known: Sequence[str]) -> Mapping[str, Any]:
    """The fields of YAML.

    Args:
        text: with lines that end in \\n.
        known: the names that can be used.

    Raises:
        NotAForm: it cannot be read, or has other fields.
    """
    try:
        data = yaml_lines.read(text, 1).data
    except yaml_lines.YamlFault as error:
        raise NotAForm(str(error)) from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise NotAForm("It does not have fields such as id: and title:.")
    if unknown := [name for name in data if name not in known]:
        raise NotAForm(f'The field "{unknown[0]}" cannot be used here. Remove it, or correct its spelling.')
    return data


def parts_of(text: str) -> tuple[str, str, str, str]:
    """The line of dashes, the front matter, the line of dashes, and the body.

    Raises:
        NotAForm: it has no front matter.
    """
    if text == NEW:
        return "---\n", "", "---\n", "\n"
    page = front_matter.split(text)
    if page is None:
        raise NotAForm("It does not begin with fields between two --- lines.")
    return page.opening, page.front, page.closing, page.body


def _sections(body: str) -> dict[str, str]:
    """Each section as the file has it, heading included, by its heading."""
    found = list(_HEADING.finditer(body))
    ends = [*(match.start() for match in found), len(body)]
    sections = {"": body[: ends[0]]}
    for match, end in zip(found, ends[1:], strict=True):
        if match.group(1) in sections:
            raise NotAForm(f'The heading "{match.group(1)}" is used twice. Remove one.')
        sections[match.group(1)] = body[match.start() : end]
    return sections


def _words(heading: str, chunk: str) -> str:
    return (_HEADING.sub("", chunk, count=1) if heading else chunk).strip()


def _chunk(heading: str, words: str) -> str:
    return f"## {heading}\n\n{words}\n\n" if heading else f"\n{words}\n\n"


def _joined(chunks: Sequence[str], old: Sequence[str]) -> str:
    """The body. Blank lines are corrected where sections were added or removed."""
    if list(chunks) == list(old):
        return "".join(chunks)
    inner = [chunk if chunk in old[:-1] else chunk.rstrip("\n") + "\n\n" for chunk in chunks[:-1]]
    last = chunks[-1] if chunks and old and chunks[-1] == old[-1] else "".join(chunks[-1:]).rstrip("\n") + "\n"
    return "".join(inner) + last


def _lines(text: str) -> str:
    return re.sub(r"[ \t]+$", "", text.replace("\r\n", "\n").replace("\r", "\n"), flags=re.MULTILINE).strip()


def plain(text: str) -> str:
    """A text without a byte order mark, whose lines end in \\n."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def ends_as(old: str, new: str) -> str:
    """`new` with the byte order mark and the ends of lines that `old` has."""
    marked = "\ufeff" + new if old.startswith("\ufeff") else new
    return marked.replace("\n", "\r\n") if "\r\n" in old else marked
