"""What a change would tell of a person: staff are asked about it before they publish, since parents read it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.editing.differences import Line, WordChange
from knowledge.files.loading import EMERGENCY_FILE
from web_widget.privacy.redactor import Redactor

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
"""What is asked about, by what the redactor calls it. Telephone numbers and e-mail addresses belong in the content."""
_OF_SERVICES = frozenset({"address", "postcode"})
"""What services have themselves."""
_WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Detail:
    """Words of a change that may say who somebody is.

    Attributes:
        words: as they were typed.
        said: what they may be.
        line: where they are.
    """

    words: str
    said: str
    line: str


def details(places: Mapping[str, Iterable[Iterable[Line]]], redactor: Redactor) -> tuple[Detail, ...]:
    """What is new in a change and may say who somebody is, each once.

    Args:
        places: where each file differs, by its path in the content folder. The list of emergency contacts is left
            out: the program writes it, with the names of the staff who agreed.
        redactor: of the content in use, whose services and places are nobody.
    """
    found = (
        detail
        for file, differences in places.items()
        if file != EMERGENCY_FILE
        for difference in differences
        for line in difference
        if line.kind is not WordChange.GONE
        for detail in _of_line(line, redactor)
        if not (file.startswith("services/") and detail[0] in _OF_SERVICES)
    )
    return tuple({detail.words: detail for _, detail in found}.values())


def _of_line(line: Line, redactor: Redactor) -> Iterator[tuple[str, Detail]]:
    """What the redactor would take out of a line, where one of its words is new."""
    kept = [run for run in line.words if run.kind is not WordChange.GONE]
    text = "".join(run.text for run in kept)
    new = _places([run.text for run in kept], [run.kind is WordChange.NEW for run in kept])
    if not new:
        return
    for part in redactor.redact(_WEB_ADDRESS.sub(_blank, text)).removed:
        if part.kind in _WORDS and any(part.start < end and start < part.end for start, end in new):
            yield part.kind, Detail(text[part.start : part.end], _WORDS[part.kind], text.strip())


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
