"""The pages in groups to browse: by need, by stage of life, and by what a Local Offer must cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions import cards
from actions.card_types import FormPart
from knowledge.files.records import Content, Entry, Need

INITIALS = 4
"""A shorter word for a need is initials, such as ADD, and counts only in capitals: "add" is a common word."""


@dataclass(frozen=True)
class Shelf:
    """Pages that belong together.

    Attributes:
        name: in the address.
        title: as people read it.
        entries: in the order of their titles.
    """

    name: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class _Stage:
    """A stage of life, and what shows that a page is about it.

    Attributes:
        covers: what a Local Offer must cover at this stage, by id.
        ages: the youngest and the oldest; a service for nobody else is of this stage.
    """

    name: str
    title: str
    covers: frozenset[str]
    ages: tuple[int, int]


STAGES = (
    _Stage("early-years", "Before school, up to 5", frozenset({"childcare"}), (0, 5)),
    _Stage("school", "At school, 5 to 16", frozenset({"schools-approach", "about-schools"}), (5, 16)),
    _Stage("growing-up", "Growing up, 14 to 25", frozenset({"preparing-for-adulthood", "training"}), (14, 25)),
)


@dataclass(frozen=True)
class Shelves:
    """Every way to browse. A shelf with no page on it is left out.

    Attributes:
        by: the shelves of each way, by its name in the address: "need", "stage" and "about".
        everything: all pages in the order of their titles.
        forms: the other forms of each page that has some, by its id.
    """

    by: Mapping[str, tuple[Shelf, ...]]
    everything: tuple[Entry, ...]
    forms: Mapping[str, tuple[FormPart, ...]]

    def named(self, way: str, name: str) -> Shelf | None:
        """One shelf; None if there is none of this name."""
        return next((shelf for shelf in self.by[way] if shelf.name == name), None)


def shelves(content: Content) -> Shelves:
    """The shelves of a content."""
    everything = tuple(sorted(content.entries.values(), key=lambda entry: entry.title.lower()))
    needs = (_shelf(need.id, need.title, _of_need(need, content, everything)) for need in content.needs)
    stages = (_shelf(stage.name, stage.title, _of_stage(stage, content, everything)) for stage in STAGES)
    subjects = (
        _shelf(name, title, (entry for entry in everything if name in entry.statutory))
        for name, title in content.statutory.items()
    )
    by = {"need": needs, "stage": stages, "about": subjects}
    return Shelves(
        {way: tuple(shelf for shelf in made if shelf.entries) for way, made in by.items()},
        everything,
        {entry.id: forms for entry in everything if (forms := cards.forms_of(content, entry))},
    )


def _shelf(name: str, title: str, entries: Iterable[Entry]) -> Shelf:
    return Shelf(name, title, tuple(entries))


def _of_need(need: Need, content: Content, entries: Iterable[Entry]) -> Iterable[Entry]:
    """The pages that name the need, or a service for it."""
    pattern = re.compile("|".join(map(_word, need.words)))
    for entry in entries:
        served = any(need.id in content.services[service].needs for service in entry.services)
        if served or pattern.search(" ".join([entry.title, entry.ask, *(part.text for part in entry.sections)])):
            yield entry


def _word(word: str) -> str:
    return rf"\b{re.escape(word.upper())}\b" if len(word) < INITIALS else rf"(?i:\b{re.escape(word)}\b)"


def _of_stage(stage: _Stage, content: Content, entries: Iterable[Entry]) -> Iterable[Entry]:
    """The pages on what a Local Offer must cover at this stage, and those with a service for nobody else."""
    youngest, oldest = stage.ages
    alone = {
        service.id
        for service in content.services.values()
        if service.maximum_age is not None and youngest <= (service.minimum_age or 0) and service.maximum_age <= oldest
    }
    return (entry for entry in entries if stage.covers & set(entry.statutory) or alone & set(entry.services))
