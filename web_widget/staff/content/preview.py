"""What a change would look like to a parent, and what could be plainer, while it is being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from actions import cards
from actions.card_types import to_wire
from actions.wire import WireCard
from knowledge.faults import ContentInvalid
from knowledge.files import plain_english
from knowledge.files.layers import Layers
from knowledge.files.loading import load_one
from knowledge.files.plain_english import PageReading
from knowledge.files.records import Content, Entry, Service
from web_widget.staff.content.fault_words import StaffFault, all_in_words


@dataclass(frozen=True)
class Preview:
    """What is shown beside the form.

    Attributes:
        card: as a parent sees it; None if there are faults.
        faults: in the form of this file. How files fit together is checked before publishing.
        reading: how it reads.
    """

    card: WireCard | None
    faults: tuple[StaffFault, ...]
    reading: PageReading


def preview(
    content: Content, file: str, text: str, sections: Mapping[str, str], today: date, folder: Path | None = None
) -> Preview:
    """Look at one file as it would be.

    Args:
        content: what is live, for the services and pages that it names.
        file: its path in the content folder.
        text: as it would be.
        sections: the texts to check for plain words, by their headings.
        today: for telling whether an entry is past its review date.
        folder: the content folder, if the file may add to a national one.
    """
    england = Layers.of(folder).england if folder else None
    reading = plain_english.read(sections, content.glossary)
    try:
        one = load_one(file, text, content, england)
    except ContentInvalid as error:
        return Preview(None, tuple(all_in_words(error.faults, content)), reading)
    if isinstance(one, Service):
        return Preview(to_wire(cards.services(one.description, [one])), (), reading)
    return Preview(_entry_card(content, one, today), (), reading)


def _entry_card(content: Content, entry: Entry, today: date) -> WireCard:
    """Unknown ids are left out here; the check before publishing reports them."""
    known = replace(
        entry,
        services=_known(entry.services, content.services),
        follow_ups=_known(entry.follow_ups, content.entries),
        law=_known(entry.law, content.provisions),
    )
    return to_wire(cards.answer(content, known, "answer", 1.0, (), today))


def _known(identifiers: Sequence[str], known: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(identifier for identifier in identifiers if identifier in known)
