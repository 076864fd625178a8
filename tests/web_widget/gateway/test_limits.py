"""How often one visitor, and all of them, may ask, and what they are told when it was too often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask.testing import FlaskClient

from tests.support.content import COUNCIL, PHONE
from tests.web_widget.conftest import FakeRasa
from web_widget.app import create_app
from web_widget.gateway.limits import LimitSettings, visitor_of
from web_widget.settings import Settings

BUSY = {"error": "The words for errors busy.", "contacts": [{"name": COUNCIL, "phone": PHONE}]}

Gateway = Callable[[LimitSettings], FlaskClient]


@pytest.fixture
def gateway(in_use: Path, rasa: FakeRasa, tmp_path: Path) -> Gateway:
    """Makes a gateway with other limits."""
    return lambda limits: create_app(
        Settings(secret="only for tests", widgets=tmp_path / "widget", limits=limits), rasa
    ).test_client()


def begin(client: FlaskClient, address: str = "192.0.2.1", **headers: str) -> int:
    """The status of a call of one visitor."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(
        "/api/conversations", json={}, headers=named, environ_overrides={"REMOTE_ADDR": address}
    ).status_code


def test_visitor_who_asks_too_often_is_told_calmly_whom_to_ring_and_when_to_come_back(
    gateway: Gateway, rasa: FakeRasa
) -> None:
    client = gateway(LimitSettings(visitor="2 per minute"))
    assert [begin(client) for _ in range(2)] == [201, 201]
    reply = client.post("/api/conversations", json={}, environ_overrides={"REMOTE_ADDR": "192.0.2.1"})
    assert (reply.status_code, reply.json) == (429, BUSY)
    assert 1 <= int(reply.headers["Retry-After"]) <= 61
    assert len(rasa.greeted) == 2


def test_one_visitor_who_asks_too_often_stops_nobody_else(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="2 per minute", everyone="4 per minute"))
    assert [begin(client) for _ in range(9)][-1] == 429
    assert [begin(client, "192.0.2.2") for _ in range(2)] == [201, 201]


def test_all_visitors_together_have_a_limit(gateway: Gateway) -> None:
    client = gateway(LimitSettings(everyone="3 per minute"))
    assert [begin(client, f"192.0.2.{number}") for number in range(1, 6)] == [201, 201, 201, 429, 429]


def test_every_way_to_ask_counts_and_reading_a_page_does_not(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="3 per minute"))
    assert [client.get(path).status_code for path in ("/", "/chat", "/healthz") * 3] == [200] * 9
    calls = (client.post("/api/messages"), client.post("/api/feedback"), client.delete("/api/conversations"))
    assert 429 not in {reply.status_code for reply in calls}
    assert client.post("/chat", data={"text": "hello"}).status_code == 429
    assert client.get("/chat").status_code == 200


def test_search_counts_as_a_message_does_and_the_list_of_pages_does_not(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="2 per minute"))
    assert [client.get("/answers").status_code for _ in range(3)] == [200] * 3
    assert [client.get("/answers?q=dentist").status_code for _ in range(2)] == [200] * 2
    reply = client.get("/answers?q=dentist")
    assert (reply.status_code, "The words for errors busy." in reply.text) == (429, True)
    assert client.get("/answers/dentist").status_code == 200


def test_saying_whether_a_page_helped_counts_too(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="1 per minute"))
    given = [client.post("/answers/dentist", data={"helped": "yes"}).status_code for _ in range(2)]
    assert given == [200, 429]


def test_readiness_counts_because_it_asks_the_parts_behind(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="1 per minute"))
    assert [client.get("/readyz").status_code for _ in range(2)] == [200, 429]


def test_page_without_javascript_keeps_what_was_typed(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="1 per minute"))
    client.post("/chat", data={"text": "short breaks"})
    reply = client.post("/chat", data={"text": "and how do I apply"})
    assert reply.status_code == 429
    assert "The words for errors busy." in reply.text
    assert "and how do I apply</textarea>" in reply.text


def test_page_without_javascript_says_so_where_it_was_far_too_long(gateway: Gateway) -> None:
    reply = gateway(LimitSettings()).post("/chat", data={"text": "a" * 20_000})
    assert reply.status_code == 413
    assert "The words for errors too_long." in reply.text


def test_school_behind_one_address_is_not_stopped(gateway: Gateway) -> None:
    client = gateway(LimitSettings())
    assert {begin(client) for _ in range(250)} == {201}


def test_visitor_cannot_choose_an_address_where_no_proxy_is_trusted(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="1 per minute"))
    assert begin(client, X_Forwarded_For="198.51.100.1") == 201
    assert begin(client, X_Forwarded_For="198.51.100.2") == 429


def test_address_is_the_one_that_the_trusted_proxy_saw(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="1 per minute", proxies=1))
    assert begin(client, X_Forwarded_For="198.51.100.1") == 201
    assert begin(client, X_Forwarded_For="198.51.100.2") == 201
    assert begin(client, X_Forwarded_For="203.0.113.9, 198.51.100.2") == 429


@pytest.mark.parametrize(
    ("address", "visitor"),
    [
        ("192.0.2.77", "192.0.2.77"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::1", "::"),
        ("::ffff:192.0.2.77", "192.0.2.77"),
        ("192.0.2.77:4711", "192.0.2.77"),
        ("[2001:db8:1:2:3:4:5:6]:4711", "2001:db8:1:2::"),
        ("", "unknown"),
        ("rubbish", "unknown"),
    ],
)
def test_visitor_is_an_address_or_the_network_of_a_household(address: str, visitor: str) -> None:
    assert visitor_of(address) == visitor


def test_counting_goes_on_in_each_process_while_redis_is_away(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="2 per minute", storage="redis://127.0.0.1:1"))
    assert [begin(client) for _ in range(3)] == [201, 201, 429]


def test_clock_that_is_set_back_locks_nobody_out(gateway: Gateway) -> None:
    client = gateway(LimitSettings(visitor="2 per minute"))
    assert [begin(client) for _ in range(3)] == [201, 201, 429]
    with time_machine.travel(datetime.now(UTC) - timedelta(days=1)):
        assert [begin(client) for _ in range(3)] == [201, 201, 429]
    assert begin(client) == 201


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMIT_VISITOR", "7 per second")
    monkeypatch.setenv("LIMIT_EVERYONE", "8 per second")
    monkeypatch.setenv("LIMITS_URL", "redis://redis.example")
    monkeypatch.setenv("TRUSTED_PROXIES", "2")
    assert LimitSettings.from_environment() == LimitSettings("7 per second", "8 per second", "redis://redis.example", 2)


@pytest.mark.parametrize(
    ("name", "value"), [("LIMIT_VISITOR", "often"), ("LIMIT_EVERYONE", ""), ("TRUSTED_PROXIES", "all")]
)
def test_limit_that_cannot_be_understood_stops_the_start_and_says_what_to_give(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=f'{name} is "{value}". Give .*such as'):
        LimitSettings.from_environment()
