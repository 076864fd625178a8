"""The files of entries and services as the fields of a form, and back. What was not touched stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge import yaml_lines
from knowledge.editing.yaml_fields import with_fields
from knowledge.faults import KnowledgeError

ENTRY_FIELDS = tuple(
    "id title ask questions intent services follow_ups rights sources statutory owner checked checked_by "
    "review_due".split()
)
SERVICE_FIELDS = tuple(
    "id name organization status description minimum_age maximum_age eligibility fees how_to_ask url phones email "
    "opening_hours text address notes needs topics missing sources assured_date".split()
)
"""In the order in which the editing guide shows them."""

_FRONT = re.compile(r"\A([ \t]*---[ \t]*\n)(.*?\n)([ \t]*---[ \t]*(?:\n|\Z))(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^##[ \t]+(.*?)[ \t]*#*[ \t]*\n", re.MULTILINE)
_NEW = "---\n---\n"


class NotAForm(KnowledgeError):
    """A file that cannot be shown as fields; the message says why. Its text can be edited as a whole."""


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
        NotAForm: it has no front matter, is no YAML, or has fields or headings that are not used.
    """
    _, front, _, body = _split(_plain(text))
    sections = _sections(body)
    unknown = [heading for heading in sections if heading not in headings]
    if unknown:
        raise NotAForm(f'The heading "{unknown[0]}" is not used. Use one of: {", ".join(filter(None, headings))}.')
    return EntryText(
        _read(front, ENTRY_FIELDS), {heading: _words(heading, chunk) for heading, chunk in sections.items()}
    )


def write_entry(text: str, entry: EntryText, headings: Sequence[str]) -> str:
    """The file of an entry with other fields and sections.

    Args:
        text: as it is; empty for a new entry.
        entry: as it shall be.
        headings: every heading, in its order.
    """
    opening, front, closing, body = _split(_plain(text) or _NEW)
    old = _sections(body)
    chunks: list[str] = []
    for heading in headings:
        words = _lines(entry.sections.get(heading, ""))
        same = heading in old and words == _words(heading, old[heading])
        if words or same:
            chunks.append(old[heading] if same else _chunk(heading, words))
    whole = opening + with_fields(front, entry.fields, ENTRY_FIELDS) + closing + _joined(chunks, list(old.values()))
    return _as(text, whole)


def read_service(text: str) -> Mapping[str, Any]:
    """The fields of a service's file.

    Raises:
        NotAForm: it cannot be read as YAML, or has fields that are not used.
    """
    return _read(_plain(text), SERVICE_FIELDS)


def write_service(text: str, fields: Mapping[str, Any]) -> str:
    """The file of a service with other fields; `text` is empty for a new one."""
    return _as(text, with_fields(_plain(text), fields, SERVICE_FIELDS))


def _read(text: str, known: Sequence[str]) -> Mapping[str, Any]:
    try:
        data = yaml_lines.read(text, 1).data
    except yaml_lines.YamlFault as error:
        raise NotAForm(str(error)) from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise NotAForm("It is not made of fields such as id: and title:.")
    if unknown := [name for name in data if name not in known]:
        raise NotAForm(f'The field "{unknown[0]}" is not used. Take it out, or correct its spelling.')
    return data


def _split(text: str) -> tuple[str, str, str, str]:
    """The line of dashes, the front matter, the line of dashes, and the body."""
    if text == _NEW:
        return "---\n", "", "---\n", "\n"
    found = _FRONT.match(text)
    if not found:
        raise NotAForm("It does not begin with a block between two --- lines.")
    opening, front, closing, body = found.groups()
    return opening, front, closing, body


def _sections(body: str) -> dict[str, str]:
    """Each section as it stands in the file, with its heading, by its heading."""
    found = list(_HEADING.finditer(body))
    ends = [*(match.start() for match in found), len(body)]
    sections = {"": body[: ends[0]]}
    for match, end in zip(found, ends[1:], strict=True):
        if match.group(1) in sections:
            raise NotAForm(f'The heading "{match.group(1)}" stands twice. Take one out.')
        sections[match.group(1)] = body[match.start() : end]
    return sections


def _words(heading: str, chunk: str) -> str:
    return (_HEADING.sub("", chunk, count=1) if heading else chunk).strip()


def _chunk(heading: str, words: str) -> str:
    return f"## {heading}\n\n{words}\n\n" if heading else f"\n{words}\n\n"


def _joined(chunks: Sequence[str], old: Sequence[str]) -> str:
    """The body. Where something follows or ends that did not before, blank lines are put right."""
    if list(chunks) == list(old):
        return "".join(chunks)
    inner = [chunk if chunk in old[:-1] else chunk.rstrip("\n") + "\n\n" for chunk in chunks[:-1]]
    last = chunks[-1] if chunks and old and chunks[-1] == old[-1] else "".join(chunks[-1:]).rstrip("\n") + "\n"
    return "".join(inner) + last


def _lines(text: str) -> str:
    return re.sub(r"[ \t]+$", "", text.replace("\r\n", "\n").replace("\r", "\n"), flags=re.MULTILINE).strip()


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _as(old: str, new: str) -> str:
    """`new` with the byte order mark and the ends of lines that `old` has."""
    marked = "\ufeff" + new if old.startswith("\ufeff") else new
    return marked.replace("\n", "\r\n") if "\r\n" in old else marked
