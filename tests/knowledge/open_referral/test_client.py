"""What is fetched, how long it may take, and from whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from knowledge.open_referral.client import Client, require_safe
from knowledge.open_referral.faults import FeedUnreadable, NotThere
from tests.knowledge.open_referral.server import HASTY, FeedServer, Reply, serving


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with serving(FeedServer([])) as server:
        yield server


def fetched(server: FeedServer, reply: Reply, largest: int = 1000) -> object:
    server.before = lambda path, query, times: reply
    return Client(replace(HASTY, largest_reply_bytes=largest)).json(server.address)


def test_json_is_read(server: FeedServer) -> None:
    assert fetched(server, Reply(body=b'{"a": 1}')) == {"a": 1}


def test_a_slow_reply_is_waited_for_only_so_long(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable, match="could not be read"):
        fetched(server, Reply(body=b"{}", seconds=1.0))


@pytest.mark.slow
def test_a_reply_that_drips_is_given_up(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable, match=r"took longer than 1\.5 seconds|could not be read"):
        fetched(server, Reply(body=b" " * 100 + b"{}", drip=0.1))


def test_a_reply_that_is_too_large_is_given_up(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable, match="more than 1,000 bytes"):
        fetched(server, Reply(body=b" " * 2000))


def test_a_reply_that_ends_too_soon_is_refused(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable):
        fetched(server, Reply(body=b'{"a": [1, 2'))


def test_a_busy_feed_is_asked_again_and_then_given_up(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable, match="status 503"):
        fetched(server, Reply(503))
    assert len(server.asked) == 1 + HASTY.retries


def test_a_refusal_is_not_asked_again(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable, match="status 403"):
        fetched(server, Reply(403))
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_told_apart(status: int, server: FeedServer) -> None:
    with pytest.raises(NotThere):
        fetched(server, Reply(status))


def test_a_redirect_on_the_same_host_is_followed(server: FeedServer) -> None:
    server.before = lambda path, query, times: (
        Reply(301, headers={"Location": "/there"}) if path != "/there" else Reply(body=b"3")
    )
    assert Client(HASTY).json(server.address) == 3


def test_a_redirect_to_another_host_is_not_followed(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable, match=r"redirects to another host \(elsewhere\.example\)"):
        fetched(server, Reply(302, headers={"Location": "https://elsewhere.example/x"}))


@pytest.mark.parametrize("location", ["https://[", "//[x", "http://[::1"])
def test_a_redirect_to_what_is_no_address_is_not_followed(server: FeedServer, location: str) -> None:
    with pytest.raises(FeedUnreadable, match="redirects to something that is not an address"):
        fetched(server, Reply(302, headers={"Location": location}))


def test_redirects_in_circles_end(server: FeedServer) -> None:
    with pytest.raises(FeedUnreadable, match="in a circle"):
        fetched(server, Reply(302, headers={"Location": "/api"}))


@pytest.mark.parametrize(
    "address", ["https://a.example/x", "http://127.0.0.1:1/", "http://localhost/x", "http://[::1]/"]
)
def test_https_and_this_machine_are_asked(address: str) -> None:
    require_safe(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "file:///etc/passwd",
        "ftp://a.example",
        "https://",
        "https://me:pw@a.example",
        "http://10.0.0.1",
        "",
        "http://127.0.0.1.a.example",
        "https://[x",
    ],
)
def test_nothing_else_is_asked(address: str) -> None:
    with pytest.raises(FeedUnreadable, match="begins with https"):
        require_safe(address)


def test_a_feed_that_is_not_there_at_all_is_said_so() -> None:
    with pytest.raises(FeedUnreadable, match="could not be read"):
        Client(HASTY).json("http://127.0.0.1:1/services")
