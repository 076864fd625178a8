"""Finds personal details in a change. Staff are asked about them before publishing, as parents read it at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.editing.differences import Line, WordChange
from web_widget.privacy.redactor import Redaction
from web_widget.staff.content import labels

Redact = Callable[[str], Redaction]

_WORDS = {
    "name": "may be a person's name",
    "date_of_birth": "may be a date of birth",
    "nhs_number": "may be an NHS number",
    "national_insurance_number": "may be a National Insurance number",
    "reference": "may be somebody's reference number",
    "profile": "may be somebody's profile",
    "address": "may be a home address",
    "postcode": "may be a home postcode",
}
"""What staff are asked about, by the redactor's names. Telephone numbers and e-mail addresses belong in the content."""
_EVERYWHERE = frozenset({"date_of_birth", "nhs_number", "national_insurance_number"})
"""What no file needs. The rest is asked about in pages alone: services and the council have names and addresses."""
_PAGES = ("topics/", "easy_read/")
_OF_STAFF = tuple(f"{labels.ENTRY[name]}: " for name in ("owner", "checked_by"))
"""The beginnings of lines that name members of staff."""
_WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Detail:
    """Words of a change that may say who somebody is.

    Attributes:
        words: as they were typed.
        kind: what the redactor takes them for.
        line: where they are.
    """

    words: str
    kind: str
    line: str

    @property
    def said(self) -> str:
        """What the words may be."""
        return _WORDS[self.kind]


def details(places: Mapping[str, Iterable[Iterable[Line]]], redacted: Redact) -> tuple[Detail, ...]:
    """What is new in a change and may say who somebody is, each once.

    Args:
        places: where each file differs, by its path in the content folder.
        redacted: removes personal details from a text; services and places of the content in use are nobody's.
    """
    found = (
        detail
        for file, differences in places.items()
        for difference in differences
        for line in difference
        if line.kind is not WordChange.GONE
        for detail in _of_line(line, redacted)
        if detail.kind in _EVERYWHERE or file.startswith(_PAGES)
    )
    return tuple({detail.words: detail for detail in found}.values())


def _of_line(line: Line, redacted: Redact) -> Iterator[Detail]:
    """What the redactor would take out of a line, where one of its words is new."""
    kept = [run for run in line.words if run.kind is not WordChange.GONE]
    text = "".join(run.text for run in kept)
    if text.startswith(_OF_STAFF):
        return
    new = _places([run.text for run in kept], [run.kind is WordChange.NEW for run in kept])
    if not new:
        return
    for part in redacted(_WEB_ADDRESS.sub(_blank, text)).removed:
        if part.kind in _WORDS and any(part.start < end and start < part.end for start, end in new):
            yield Detail(text[part.start : part.end], part.kind, text.strip())


def _places(runs: Iterable[str], new: Iterable[bool]) -> list[tuple[int, int]]:
    """Where the new words are."""
    places, start = [], 0
    for text, is_new in zip(runs, new, strict=True):
        if is_new and text.strip():
            places.append((start, start + len(text)))
        start += len(text)
    return places


def _blank(found: re.Match[str]) -> str:
    """As many blanks: what a web address has between its slashes is no name, and the places stay."""
    return " " * len(found.group())
