"""Which entries and services of a list somebody wants to see: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.files.records import Content, Entry, Service
from knowledge.text.comparing import normalised

SOON = timedelta(days=90)


@dataclass(frozen=True)
class EntryFilter:
    """What was asked for; empty fields match everything.

    Attributes:
        words: all of them must be somewhere in it.
        subject: id of an item of the statutory list.
        owner: as the entry has it.
        review: "overdue", "soon" or empty.
    """

    words: str = ""
    subject: str = ""
    owner: str = ""
    review: str = ""


def entries(content: Content, wanted: EntryFilter, today: date) -> list[Entry]:
    """The entries that match, soonest review first."""
    found = [
        entry
        for entry in content.entries.values()
        if _says(wanted.words, (entry.id, entry.title, entry.ask, *entry.questions, *(s.text for s in entry.sections)))
        and wanted.subject in ("", *entry.statutory)
        and wanted.owner in ("", entry.owner)
        and _in_time(entry, wanted.review, today)
    ]
    return sorted(found, key=lambda entry: (entry.review_due, entry.title))


def services(content: Content, words: str, missing: str) -> list[Service]:
    """The services that match, by name.

    Args:
        content: all of it.
        words: all of them must be somewhere in the record.
        missing: a contact that is not known, such as "phone"; empty for any service.
    """
    found = [
        service
        for service in content.services.values()
        if missing in ("", *service.missing)
        and _says(words, (service.id, service.name, service.organization, service.description, *_reached(service)))
    ]
    return sorted(found, key=lambda service: service.name)


def owners(content: Content) -> Sequence[str]:
    """Everyone who owns an entry."""
    return sorted({entry.owner for entry in content.entries.values() if entry.owner})


def _reached(service: Service) -> list[str]:
    return [*(phone["number"] for phone in service.phones), *filter(None, (service.email, service.url))]


def _says(words: str, texts: Iterable[str]) -> bool:
    text = normalised(" ".join(texts))
    return all(word in text for word in normalised(words).split())


def _in_time(entry: Entry, review: str, today: date) -> bool:
    if review == "overdue":
        return entry.overdue(today)
    if review == "soon":
        return today <= entry.review_due <= today + SOON
    return True
