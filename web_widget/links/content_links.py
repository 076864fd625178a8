"""Every link in the content, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.files.markdown import Paragraph
from knowledge.files.records import Content, Entry, Section


@dataclass(frozen=True)
class LinkPlace:
    """Where a link is used: an entry or a service, by its id and title."""

    kind: str
    id: str
    title: str


def links_of(content: Content) -> Mapping[str, tuple[LinkPlace, ...]]:
    """The links of entries, of services and of their sources, each with the places where it is used."""
    places: dict[str, list[LinkPlace]] = {}
    for url, place in _all(content):
        if url and place not in places.setdefault(url, []):
            places[url].append(place)
    return {url: tuple(found) for url, found in sorted(places.items())}


def _all(content: Content) -> Iterator[tuple[str | None, LinkPlace]]:
    for entry in content.entries.values():
        place = LinkPlace("entry", entry.id, entry.title)
        yield from ((source.url, place) for source in entry.sources)
        yield from ((href, place) for href in _in_text(entry))
    for service in content.services.values():
        place = LinkPlace("service", service.id, service.name)
        yield service.url, place
        yield from ((source.url, place) for source in service.sources)


def _in_text(entry: Entry) -> Iterator[str]:
    for section in entry.sections:
        for href in _hrefs(section):
            if href.lower().startswith(("http://", "https://")):
                yield href


def _hrefs(section: Section) -> Iterator[str]:
    for block in section.blocks:
        runs = (block.spans,) if isinstance(block, Paragraph) else block.items
        yield from (span.href for spans in runs for span in spans if span.href)
