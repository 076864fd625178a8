"""A feed on the internet is read, and nothing in our own network, whatever its name says."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from knowledge.open_referral import addresses
from knowledge.open_referral.addresses import address_of, is_public
from knowledge.open_referral.client import Client, ClientSettings
from knowledge.open_referral.faults import FeedUnreadable

PRIVATE = [
    *("10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "127.0.0.1", "0.0.0.0", "100.64.0.1"),
    *("224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:0a00:0001::1", "::"),
]


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Name servers that answer one after the other; gives the names that were asked for."""
    asked: list[str] = []

    def look_up(host: str, port: int, *given: Any, **named: Any) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", (address, port)) for address in answers[min(len(asked), len(answers)) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("address", PRIVATE)
def test_address_of_our_own_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_address_on_the_internet_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("found", [["10.0.0.1"], ["93.184.216.34", "169.254.169.254"]])
def test_name_that_leads_into_our_network_is_refused(monkeypatch: pytest.MonkeyPatch, found: list[str]) -> None:
    resolving(monkeypatch, found)
    client = Client(ClientSettings(retries=0, connect_seconds=1))
    with pytest.raises(FeedUnreadable, match="not on the public internet"):
        client.json("https://feed.example/services")


def test_what_was_checked_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolving(monkeypatch, ["93.184.216.34"], ["10.0.0.1"])
    connected: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *given: Any, **named: Any) -> socket.socket:
        connected.append(address)
        raise OSError("nobody")

    monkeypatch.setattr(addresses, "create_connection", connect)
    with pytest.raises(FeedUnreadable):
        Client(ClientSettings(retries=0)).json("https://feed.example/services")
    assert connected == [("93.184.216.34", 443)]
    assert asked == ["feed.example"]


def test_feed_on_this_machine_may_be_tried_out() -> None:
    assert address_of("127.0.0.1", 80) == "127.0.0.1"
