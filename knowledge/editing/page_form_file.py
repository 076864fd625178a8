"""The files of a page's other forms as the fields and rows of a form, and back. A text that does not change stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.editing.entry_file import NEW, ends_as, fields_in, parts_of, plain
from knowledge.editing.yaml_fields import with_fields

EASY_FIELDS = ("id", "checked", "checked_by")
TRANSLATION_FIELDS = ("id", "ask", "translator", "translated", "english", "english_changed")
_HEADING = "## "
_PICTURE = re.compile(r"\[(?P<picture>[^\]\n]*)\](?!\()[ \t]*(?P<words>.*)")


@dataclass(frozen=True)
class EasyRow:
    """A line of an easy-read version.

    Attributes:
        words: of the line, or of the heading.
        picture: the name of the picture beside it; empty for none.
        heading: whether it is one.
    """

    words: str
    picture: str = ""
    heading: bool = False


@dataclass(frozen=True)
class TextPart:
    """A part of a translation; the first one has no heading."""

    heading: str
    text: str


@dataclass(frozen=True)
class EasyText:
    """An easy-read version as a form shows it."""

    fields: Mapping[str, Any]
    rows: tuple[EasyRow, ...]


@dataclass(frozen=True)
class TranslatedText:
    """A translation as a form shows it."""

    fields: Mapping[str, Any]
    parts: tuple[TextPart, ...]


def read_easy(text: str) -> EasyText:
    """What is in a file; nothing where it is empty.

    Raises:
        NotAForm: no form can show it.
    """
    _, front, _, body = parts_of(plain(text) or NEW)
    return EasyText(fields_in(front, EASY_FIELDS), _rows(body))


def write_easy(text: str, easy: EasyText) -> str:
    """The file with other fields and rows; `text` is as it is, and empty for a new one.

    Raises:
        NotAForm: no form can show what is there.
    """
    opening, front, closing, body = parts_of(plain(text) or NEW)
    body = body if text and _rows(body) == easy.rows else _easy_body(easy.rows)
    return ends_as(text, opening + with_fields(front, easy.fields, EASY_FIELDS) + closing + body)


def row_at(text: str, line: int) -> int | None:
    """The number of the row on a line of a file; None if none is there. Both are counted as a file has them.

    Args:
        text: of the file.
        line: counted from 1.

    Returns:
        counted from 0.
    """
    opening, front, closing, _ = parts_of(plain(text))
    first = (opening + front + closing).count("\n")
    lines = plain(text).split("\n")
    if not first < line <= len(lines) or not lines[line - 1].strip():
        return None
    return sum(1 for written in lines[first : line - 1] if written.strip())


def read_translation(text: str) -> TranslatedText:
    """What is in a file; nothing where it is empty.

    Raises:
        NotAForm: no form can show it.
    """
    _, front, _, body = parts_of(plain(text) or NEW)
    return TranslatedText(fields_in(front, TRANSLATION_FIELDS), tuple(_parts(body)))


def write_translation(text: str, translated: TranslatedText) -> str:
    """The file with other fields and parts; `text` is as it is, and empty for a new one.

    Raises:
        NotAForm: no form can show what is there.
    """
    opening, front, closing, body = parts_of(plain(text) or NEW)
    body = body if text and tuple(_parts(body)) == translated.parts else _text_body(translated.parts)
    return ends_as(text, opening + with_fields(front, translated.fields, TRANSLATION_FIELDS) + closing + body)


def _rows(body: str) -> tuple[EasyRow, ...]:
    return tuple(_row(line) for line in body.split("\n") if line.strip())


def _row(line: str) -> EasyRow:
    if line.startswith(_HEADING):
        return EasyRow(line.removeprefix(_HEADING).strip(), heading=True)
    found = _PICTURE.fullmatch(line.strip())
    return EasyRow(found["words"].strip(), found["picture"]) if found else EasyRow(line.strip())


def _easy_body(rows: Sequence[EasyRow]) -> str:
    lines = [""]
    for row in rows:
        if row.heading:
            lines += [*([""] if lines[-1] else []), f"{_HEADING}{row.words}", ""]
        else:
            lines.append(f"[{row.picture}] {row.words}" if row.picture else row.words)
    return "\n".join(lines).rstrip("\n") + "\n"


def _parts(body: str) -> Iterator[TextPart]:
    first, *others = re.split(r"^## ", body, flags=re.MULTILINE)
    yield TextPart("", first.strip())
    for other in others:
        heading, _, text = other.partition("\n")
        yield TextPart(heading.strip(), text.strip())


def _text_body(parts: Sequence[TextPart]) -> str:
    written = (f"{_HEADING}{part.heading}\n\n{part.text}" if part.heading else part.text for part in parts)
    return "\n" + "\n\n".join(text.strip() for text in written if text.strip()) + "\n"
