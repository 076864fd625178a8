"""The pages of a feed, from an address or a file, each read whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from knowledge.open_referral import outpost, v1, values
from knowledge.open_referral.client import Client, require_safe
from knowledge.open_referral.faults import FeedUnreadable, NotThere

PER_PAGE = 50
MOST_PAGES = 5_000
LARGEST_FILE_BYTES = 200_000_000
LONGEST_ID = 200
_PAGING = frozenset({"page", "per_page"})
_IN_BOTH = frozenset({"contacts", "cost_options", "service_areas", "service_at_locations"})
"""Lists that both versions have."""


@dataclass(frozen=True)
class FeedRecord:
    """One service as it was sent.

    Attributes:
        data: the whole record, or None if it could not be read.
        version: 1 or 3.
        feed_id: its id, or "" if it has none.
        name: for a report.
        address: the address of this record alone.
        problem: why there is no record.
    """

    data: Mapping[str, Any] | None
    version: int
    feed_id: str
    name: str
    address: str | None = None
    problem: str = ""


@dataclass(frozen=True)
class FeedPage:
    """One page.

    Attributes:
        number: counted from 1.
        records: what is on it.
        pages: how many pages the feed says there are; None if it does not say.
        services: how many services there are, likewise.
    """

    number: int
    records: tuple[FeedRecord, ...]
    pages: int | None = None
    services: int | None = None


class Feed(Protocol):
    """Where services come from.

    Attributes:
        name: identifies this feed from one import to the next.
        title: what it is called in `sources`.
    """

    name: str
    title: str

    def pages(self, first: int) -> Iterator[FeedPage]:
        """The pages from number `first` on, counted from 1.

        Raises:
            FeedUnreadable: a page, or part of it, could not be read.
        """


class WebFeed:
    """A feed behind an address.

    Args:
        address: of the feed or of its `/services`; filters after the "?" are kept.
        client: fetches.
        title: by default, the host.
    """

    def __init__(self, address: str, client: Client, title: str | None = None) -> None:
        require_safe(address)
        parts = urlsplit(address)
        path = parts.path.rstrip("/")
        self._services = urlunsplit(
            parts._replace(path=path if path.endswith("/services") else f"{path}/services", query="", fragment="")
        )
        self._filters = sorted(pair for pair in parse_qsl(parts.query) if pair[0] not in _PAGING)
        self._client = client
        self.name = self._services + (f"?{urlencode(self._filters)}" if self._filters else "")
        self.title = title or parts.netloc

    def pages(self, first: int) -> Iterator[FeedPage]:
        """Like `Feed.pages`. A feed ends where it says so, or at a page that is empty or missing."""
        beginning = self._reply(1)
        if beginning is None:
            raise FeedUnreadable(
                f"There is nothing at {self.name}. Give the address of the feed or of its /services page."
            )
        # A feed that counts from 0 calls its page 1 the second.
        offset = -1 if _whole_number(beginning, "page_number", "number") == 2 else 0
        before: set[str] = set()
        for number in range(first, MOST_PAGES + 1):
            reply = beginning if number + offset == 1 else self._reply(number + offset)
            page = self._page(number, reply or {})
            ids = {record.feed_id for record in page.records}
            if not ids or (ids <= before and not _says_its_length(page, reply)):
                return
            if ids <= before:
                raise FeedUnreadable(f"Page {number} of {self.name} repeats the services of the pages before it.")
            before |= ids
            yield page
            if _is_last(page, reply):
                return
        raise FeedUnreadable(f"{self.name} has more than {MOST_PAGES:,} pages. Narrow it with a filter.")

    def _reply(self, number: int) -> Mapping[str, Any] | None:
        """A page as it was sent, or None if there is none."""
        asked = urlencode([*self._filters, ("page", number), ("per_page", PER_PAGE)])
        try:
            reply = self._client.json(f"{self._services}?{asked}")
        except NotThere:
            return None
        if not isinstance(reply, Mapping) or _listed(reply) is None:
            raise FeedUnreadable(f"Page {number} of {self.name} does not list services: it has no contents.")
        return reply

    def _page(self, number: int, reply: Mapping[str, Any]) -> FeedPage:
        version, items = _listed(reply) or (3, [])
        records = tuple(self._whole(_record(item, version)) for item in items)
        pages = _whole_number(reply, "total_pages", "totalPages")
        return FeedPage(number, records, pages, _whole_number(reply, "total_items", "totalElements"))

    def _whole(self, record: FeedRecord) -> FeedRecord:
        """The record with everything the feed has on it; a page of version 3 has only the flat fields."""
        if record.data is None or not record.feed_id:
            return record
        address = f"{self._services}/{quote(record.feed_id, safe='')}"
        if record.version == 1 and any(record.data.get(name) for name in v1.NESTED):
            return replace(record, address=address)
        try:
            data = self._client.json(address)
        except NotThere:
            return replace(record, data=None, problem="The feed lists it but has no record of it.")
        if not isinstance(data, Mapping) or str(data.get("id")) != record.feed_id:
            return replace(record, data=None, problem="The feed sent another record in its place.")
        return replace(record, data=data, address=address)


class FileFeed:
    """A feed that was saved: a page of either version, or a list of services.

    Args:
        path: the file.
        title: by default, the file's name.
    """

    def __init__(self, path: Path, title: str | None = None) -> None:
        self._path = path
        self.name = self.title = title or path.name

    def pages(self, first: int) -> Iterator[FeedPage]:
        """Like `Feed.pages`; the file is cut into pages of PER_PAGE."""
        version, items = self._items()
        pages = -(-len(items) // PER_PAGE)
        for number in range(first, pages + 1):
            listed = items[(number - 1) * PER_PAGE : number * PER_PAGE]
            yield FeedPage(number, tuple(_record(item, version) for item in listed), pages, len(items))

    def _items(self) -> tuple[int, list[Any]]:
        try:
            if self._path.stat().st_size > LARGEST_FILE_BYTES:
                raise FeedUnreadable(f"{self._path} is larger than {LARGEST_FILE_BYTES:,} bytes.")
            data = json.loads(self._path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise FeedUnreadable(f"{self._path} cannot be read as JSON: {error}") from error
        if isinstance(data, list):
            return _version_of(data), data
        found = _listed(data) if isinstance(data, Mapping) else None
        if found is None:
            problem = 'it is neither a list nor a page with "contents"'
            raise FeedUnreadable(f"{self._path} does not hold services: {problem}.")
        return found


def _listed(reply: Mapping[str, Any]) -> tuple[int, list[Any]] | None:
    """The version and the services of a page, or None if it is not a page."""
    for version, name in ((3, "contents"), (1, "content")):
        if isinstance(reply.get(name), list):
            return version, reply[name]
    return None


def _version_of(items: list[Any]) -> int:
    """The version of services without a page around them, by names that only version 1 and its dialects use."""
    records = [item for item in items if isinstance(item, Mapping)]
    old = {*v1.NESTED, *outpost.OWN_NAMES} - _IN_BOTH
    return 1 if any(name in record for record in records for name in old) else 3


def _record(item: Any, version: int) -> FeedRecord:
    if not isinstance(item, Mapping):
        return FeedRecord(None, version, "", "", problem="It is not a record.")
    name, identifier = values.text(item.get("name")) or "", item.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int) or not _usable(str(identifier)):
        return FeedRecord(None, version, "", name, problem="It has no id.")
    return FeedRecord(item, version, str(identifier), name)


def _usable(identifier: str) -> bool:
    return identifier.isprintable() and 0 < len(identifier.strip()) <= LONGEST_ID


def _whole_number(reply: Mapping[str, Any], *names: str) -> int | None:
    found = next((reply[name] for name in names if name in reply), None)
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


def _last_flag(reply: Mapping[str, Any] | None) -> bool | None:
    found = next((reply[name] for name in ("last_page", "last") if name in reply), None) if reply else None
    return found if isinstance(found, bool) else None


def _says_its_length(page: FeedPage, reply: Mapping[str, Any] | None) -> bool:
    return page.pages is not None or _last_flag(reply) is not None


def _is_last(page: FeedPage, reply: Mapping[str, Any] | None) -> bool:
    """Whether flag and count agree that this is the last page; where they do not, the next page shows it."""
    flag = _last_flag(reply)
    counted = page.pages is not None and page.number >= page.pages
    return (flag is True and (counted or page.pages is None)) or (flag is None and counted)
