"""What needs attention: pure functions from the content and the figures to lists, the most pressing first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.files.records import Content, Entry, Service
from knowledge.files.sources import Source
from web_widget.gateway.addresses import website_of
from web_widget.store.entry_figures import Figures
from web_widget.store.records import Unanswered

OLD_AFTER_YEARS = 3
LAW = "legislation.gov.uk"
"""An act is not out of date because it is old."""


@dataclass(frozen=True)
class EntryCare:
    """An entry, and how much it is used."""

    entry: Entry
    figures: Figures
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class ServiceCare:
    """A service with unknown contacts, and how often answers named it."""

    service: Service
    shown: int


@dataclass(frozen=True)
class Missed:
    """A question to which no answer was known."""

    question: str
    times: int


def past_review(content: Content, figures: Mapping[str, Figures], today: date) -> list[EntryCare]:
    """Entries whose day for checking has passed; first those that gave the most answers."""
    return _ranked(EntryCare(entry, _of(figures, entry)) for entry in content.entries.values() if entry.overdue(today))


def old_sources(content: Content, figures: Mapping[str, Figures], today: date) -> list[EntryCare]:
    """Entries with sources that are now old; first those that gave the most answers."""
    looked = [
        (entry, tuple(source for source in entry.sources if is_old(source, today)))
        for entry in content.entries.values()
    ]
    return _ranked(EntryCare(entry, _of(figures, entry), old) for entry, old in looked if old)


def overtaken(content: Content, figures: Mapping[str, Figures]) -> list[EntryCare]:
    """Entries with national words that have changed below the council's own; first those that gave most answers."""
    return _ranked(EntryCare(entry, _of(figures, entry)) for entry in content.entries.values() if entry.overtaken)


def is_old(source: Source, today: date) -> bool:
    """Whether a source was published too many years ago; one without a date is not known to be."""
    website = website_of(source.url or "")
    year = source.published[:4]
    return year.isdecimal() and int(year) < today.year - OLD_AFTER_YEARS and not website.endswith(LAW)


def contacts_missing(content: Content, figures: Mapping[str, Figures]) -> list[ServiceCare]:
    """Services with unknown contacts; first those that parents were shown most often."""
    shown: Counter[str] = Counter()
    for entry in content.entries.values():
        for service in entry.services:
            shown[service] += _of(figures, entry).answers
    missing = [ServiceCare(service, shown[service.id]) for service in content.services.values() if service.missing]
    return sorted(missing, key=lambda care: (-care.shown, care.service.name))


def unhelpful(content: Content, figures: Mapping[str, Figures]) -> list[EntryCare]:
    """Entries that somebody said did not help; first those with the most such ratings."""
    found = [EntryCare(entry, _of(figures, entry)) for entry in content.entries.values()]
    marked = [care for care in found if care.figures.unhelpful]
    return sorted(marked, key=lambda care: (-care.figures.unhelpful, care.entry.title))


def most_missed(months: Iterable[Sequence[Unanswered]]) -> list[Missed]:
    """The questions of some months to which no answer was known; first those that were asked most often."""
    times: Counter[str] = Counter()
    for month in months:
        for missed in month:
            times[missed.question] += missed.times
    return [Missed(question, count) for question, count in times.most_common()]


def _of(figures: Mapping[str, Figures], entry: Entry) -> Figures:
    return figures.get(entry.id, Figures())


def _ranked(found: Iterable[EntryCare]) -> list[EntryCare]:
    return sorted(found, key=lambda care: (-care.figures.answers, care.entry.title))
