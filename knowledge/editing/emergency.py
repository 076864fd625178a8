"""Which danger cards a change touches, and what the list of emergency contacts must then say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from knowledge.editing.changes import Change, digest, proposed, text_of
from knowledge.faults import ContentInvalid, KnowledgeError
from knowledge.files import emergency, loading
from knowledge.files.records import DangerContent


@dataclass(frozen=True)
class DangerCard:
    """A danger card that a change would make different.

    Attributes:
        kind: id of the kind of danger.
        title: as parents read it.
    """

    kind: str
    title: str


_ANYWHERE = frozenset({"council.yml", "retired.yml"})
"""Files that a danger card is not in, and that can change who and which number is on it."""


class NeedsSecondPerson(KnowledgeError):
    """A change to danger cards to which nobody but its author has agreed.

    Attributes:
        cards: those that change.
    """

    def __init__(self, cards: tuple[DangerCard, ...]) -> None:
        self.cards = cards
        named = ", ".join(f'"{card.title}"' for card in cards)
        super().__init__(f"This changes what somebody in danger is told ({named}). A second editor must agree first.")


def danger_cards_changed(folder: Path, change: Change) -> tuple[DangerCard, ...]:
    """The danger cards that the change would alter: all of them, if the present ones cannot be read.

    Raises:
        ContentInvalid: nobody could read them after the change.
    """
    if not _may_touch(change):
        return ()
    with proposed(folder, change) as copy:
        after = loading.load_danger(copy)
    before = _readable(folder)
    old, new = _cards(before) if before else {}, _cards(after)
    titles = {kind.id: kind.title for content in (after, before) if content for kind in content.danger.kinds}
    return tuple(DangerCard(kind, titles[kind]) for kind in titles if old.get(kind) != new.get(kind))


def _readable(folder: Path) -> DangerContent | None:
    try:
        return loading.load_danger(folder)
    except ContentInvalid:
        return None


def signed(folder: Path, change: Change, by: str) -> Change:
    """The change with the list of emergency contacts as it must be then.

    The same change where the list stays as it is, or where nobody could read the danger cards after the change.

    Args:
        folder: the content folder.
        change: to anything.
        by: who agrees, such as "A and B".
    """
    if not _may_touch(change):
        return change
    files = {file: text for file, text in change.files.items() if file != emergency.FILE}
    try:
        with proposed(folder, replace(change, files=files)) as copy:
            text = emergency.written(loading.load_danger(copy), by)
    except ContentInvalid:
        return change
    now = text_of(folder, emergency.FILE)
    if yaml.safe_load(text) == yaml.safe_load(now or emergency.NOBODY):
        return replace(change, files=files)
    read = {emergency.FILE: digest(now), **change.read}
    return Change({**files, emergency.FILE: text}, read)


def _may_touch(change: Change) -> bool:
    return any(file.startswith(("services/", "danger")) or file in _ANYWHERE for file in change.files)


def _cards(content: DangerContent) -> Mapping[str, Any]:
    """Everything that each danger card and line says, and what was agreed about it."""
    agreed = {contact.id: (contact.shown, contact.cards) for contact in content.emergency}
    return {
        kind.id: (
            (kind.title, kind.words, kind.line, content.danger.cannot_speak),
            [(content.services.get(name), emergency.shown_of(content, name)) for name in kind.services],
            [agreed.get(name) for name in kind.services],
        )
        for kind in content.danger.kinds
    }
