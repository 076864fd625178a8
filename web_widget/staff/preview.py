"""What a change would look like to a parent, and what could be said more plainly, while it is being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions import cards
from knowledge import plain_english
from knowledge.documents import Content, Entry, Service, load_one
from knowledge.faults import ContentInvalid, Fault
from knowledge.plain_english import Reading


@dataclass(frozen=True)
class Preview:
    """What is shown beside the form.

    Attributes:
        card: as a parent sees it; None where there are faults.
        faults: in the form of this file. What lies between files is checked before publishing.
        reading: how it reads.
    """

    card: Mapping[str, Any] | None
    faults: tuple[Fault, ...]
    reading: Reading


def preview(content: Content, file: str, text: str, sections: Mapping[str, str], today: date) -> Preview:
    """Look at one file as it would be.

    Args:
        content: what is live, for the services and pages that it names.
        file: its path in the content folder.
        text: as it would be.
        sections: the texts to look over, by their headings.
        today: for telling whether an entry is past its review date.
    """
    reading = plain_english.read(sections, content.glossary)
    try:
        one = load_one(file, text, content.sections)
    except ContentInvalid as error:
        return Preview(None, error.faults, reading)
    if isinstance(one, Service):
        return Preview(cards.services(one.description, [one]), (), reading)
    return Preview(_entry_card(content, one, today), (), reading)


def _entry_card(content: Content, entry: Entry, today: date) -> Mapping[str, Any]:
    """What it names and is not known is left out here; the check before publishing says so."""
    known = replace(
        entry,
        services=_known(entry.services, content.services),
        follow_ups=_known(entry.follow_ups, content.entries),
    )
    return cards.answer(content, known, "answer", 1.0, (), "preview", today)


def _known(identifiers: Sequence[str], known: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(identifier for identifier in identifiers if identifier in known)
