"""The links in the content that parents see, and where they are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.files.markdown import Paragraph
from knowledge.files.records import Content, Council, Entry, Section
from knowledge.files.timetable_records import Timetable

COUNCIL = "The council and its main number"
TIME_LIMITS = "Time limits"


@dataclass(frozen=True)
class LinkPlace:
    """Where a link is used: an entry, a service, or words that staff change with a form, by its id and title."""

    kind: str
    id: str
    title: str


def links_of(content: Content) -> Mapping[str, tuple[LinkPlace, ...]]:
    """The links that parents see, each with the places where it is used.

    Those of entries, of the law that entries state, of services, of the council's contacts, of the time limits, and
    of the sources of all these.
    """
    places: dict[str, list[LinkPlace]] = {}
    for url, place in _all(content):
        if url and place not in places.setdefault(url, []):
            places[url].append(place)
    return {url: tuple(found) for url, found in sorted(places.items())}


def _all(content: Content) -> Iterator[tuple[str | None, LinkPlace]]:
    for entry in content.entries.values():
        place = LinkPlace("entry", entry.id, entry.title)
        yield from ((source.url, place) for source in entry.sources)
        yield from ((content.provisions[name].url, place) for name in entry.law)
        yield from ((href, place) for href in _in_text(entry))
    for service in content.services.values():
        place = LinkPlace("service", service.id, service.name)
        yield service.url, place
        yield from ((source.url, place) for source in service.sources)
    yield from ((url, LinkPlace("words", "council", COUNCIL)) for url in _of_council(content.council))
    yield from ((url, LinkPlace("words", "time-limits", TIME_LIMITS)) for url in _of_time_limits(content.timetable))


def _of_council(council: Council) -> tuple[str | None, ...]:
    return council.main_contact.get("url"), council.local_offer["url"]


def _of_time_limits(timetable: Timetable) -> Iterator[str | None]:
    for start in timetable.starts.values():
        yield from (source.url for rule in start.deadlines for source in rule.sources)


def _in_text(entry: Entry) -> Iterator[str]:
    for section in entry.sections:
        for href in _hrefs(section):
            if href.lower().startswith(("http://", "https://")):
                yield href


def _hrefs(section: Section) -> Iterator[str]:
    for block in section.blocks:
        runs = (block.spans,) if isinstance(block, Paragraph) else block.items
        yield from (span.href for spans in runs for span in spans if span.href)
