"""Pages, as feeds send them and as they get them wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from knowledge.open_referral import feed as feeds
from knowledge.open_referral.faults import FeedUnreadable
from knowledge.open_referral.feed import WebFeed
from tests.knowledge.open_referral import shapes
from tests.knowledge.open_referral.server import FeedServer, Reply, as_json, hasty, serving


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """Five services of version 1, two to a page."""
    with serving(FeedServer([shapes.v1(number) for number in range(5)], version=1, most=2)) as server:
        yield server


def read(server: FeedServer, first: int = 1, address: str = "") -> list[list[str]]:
    """The names on each page."""
    pages = WebFeed(address or server.address, hasty()).pages(first)
    return [[record.name for record in page.records] for page in pages]


def test_pages_are_followed_to_the_last(server: FeedServer) -> None:
    assert [len(page) for page in read(server)] == [2, 2, 1]


def test_reading_can_begin_at_a_later_page(server: FeedServer) -> None:
    assert read(server, first=3) == [[f"{shapes.NAME} 4"]]


@pytest.mark.parametrize("ending", ["", "/", "/services", "/services/", "?page=7&per_page=3", "/services#top"])
def test_the_address_may_be_of_the_feed_or_of_its_services(ending: str, server: FeedServer) -> None:
    assert len(read(server, address=server.address + ending)) == 3


def test_filters_in_the_address_are_kept(server: FeedServer) -> None:
    read(server, address=f"{server.address}/services?taxonomy_id=send&text=play+club")
    assert all("taxonomy_id=send" in asked and "text=play+club" in asked for asked in server.asked)


def test_a_feed_that_counts_from_0_is_read_from_its_first_page(server: FeedServer) -> None:
    server.counts_from = 0
    assert [name for page in read(server) for name in page] == [service["name"] for service in server.services]


def test_a_summary_is_completed_and_a_whole_record_is_not_asked_for(server: FeedServer) -> None:
    read(server)
    assert not any("/services/" in asked for asked in server.asked)
    server.services = [{"id": "one", "name": "One"}]
    read(server)
    assert any(asked.endswith("/services/one") for asked in server.asked)


def test_an_id_is_a_part_of_the_path_whatever_it_holds(server: FeedServer) -> None:
    server.services = [{"id": "../a?b#c", "name": "One"}]
    assert read(server) == [["One"]]
    assert any(asked.endswith("/services/..%2Fa%3Fb%23c") for asked in server.asked)


WRONG: dict[str, tuple[Any, int]] = {
    "no totals, no flags": (lambda page: {"content": page["content"]}, 3),
    "no flags": (lambda page: {k: page[k] for k in ("content", "totalPages", "number")}, 3),
    "never the last": (lambda page: {**page, "last": False}, 3),
    "always the last": (lambda page: {**page, "last": True}, 3),
    "one page": (lambda page: {**page, "totalPages": 1, "last": False}, 3),
    "words for numbers": (lambda page: {**page, "totalPages": "3", "totalElements": None, "last": "no"}, 3),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_all_is_read_though_a_page_is_wrong_about_itself(wrong: str, server: FeedServer) -> None:
    server.about, pages = WRONG[wrong]
    assert len(read(server)) == pages


def test_a_page_that_is_not_there_is_the_end(server: FeedServer) -> None:
    server.about = lambda page: {"content": page["content"]}
    server.before = lambda path, query, times: Reply(404) if query["page"] == "4" else None
    assert len(read(server)) == 3


def test_a_feed_that_repeats_a_page_is_stopped(server: FeedServer) -> None:
    first = {"content": server.services[:2], "totalPages": 3, "totalElements": 5, "last": False}
    server.before = lambda path, query, times: as_json(first)
    with pytest.raises(FeedUnreadable, match=r"Page 2 .* repeats"):
        read(server)


def test_a_feed_without_pages_is_read_once(server: FeedServer) -> None:
    server.before = lambda path, query, times: as_json({"content": server.services})
    assert [len(page) for page in read(server)] == [5]


def test_a_feed_that_never_ends_is_stopped(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_PAGES", 20)
    server.before = lambda path, query, times: as_json(
        {"content": [shapes.v1(int(query["page"]))], "last": False, "totalPages": int(query["page"]) + 1}
    )
    with pytest.raises(FeedUnreadable, match="more than 20 pages"):
        read(server)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"content": 3}', b"[]", b"null", b'{"content": [{"id"'])
def test_what_is_no_page_is_refused(body: bytes, server: FeedServer) -> None:
    server.before = lambda path, query, times: Reply(body=body)
    with pytest.raises(FeedUnreadable):
        read(server)


def test_an_address_with_nothing_there_says_what_to_give(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable, match="Give the address of the feed"):
        read(server, address=server.address + "/elsewhere")


@pytest.mark.parametrize("identifier", [None, "", True, [], "x" * 300, "\ud800", 1.5])
def test_a_service_without_a_usable_id_is_named_as_such(identifier: Any, server: FeedServer) -> None:
    server.services = [shapes.v1(id=identifier)]
    (page,) = WebFeed(server.address, hasty()).pages(1)
    assert page.records[0].problem == "It has no id."
