"""The client of Rasa takes cards and nothing else, and gives up in time."""

from __future__ import annotations

import json
import logging
import time

import pytest

from tests.running import free_ports
from tests.web_widget.conftest import Stub
from web_widget.rasa_client import RasaClient, RasaUnavailable


@pytest.fixture
def client(stub: Stub) -> RasaClient:
    return RasaClient(stub.address, stub.address, 0.5)


@pytest.fixture
def nobody() -> RasaClient:
    address = f"http://127.0.0.1:{free_ports(1)[0]}"
    return RasaClient(address, address, 0.5)


def test_question_is_sent_with_its_conversation_and_cards_come_back(client: RasaClient, stub: Stub) -> None:
    assert client.ask("someone", "hello") == [{"type": "text", "text": "Hello.", "options": []}]
    assert json.loads(stub.bodies[0]) == {"sender": "someone", "message": "hello", "metadata": {}}


def test_greeting_is_the_only_command_that_is_sent(client: RasaClient, stub: Stub) -> None:
    client.greet("someone")
    assert json.loads(stub.bodies[0])["message"] == "/greet"


def test_messages_without_a_card_are_left_out(client: RasaClient, stub: Stub) -> None:
    stub.reply = b'[{"text": "by hand"}, {"custom": {"type": "notice", "text": "A"}}]'
    assert client.ask("someone", "hello") == [{"type": "notice", "text": "A"}]


@pytest.mark.parametrize("reply", [b"", b"rubbish", b"[]", b"{}", b"7", b"null", b"[1]", b'[{"text": "no card"}]'])
def test_reply_without_cards_counts_as_no_reply(client: RasaClient, stub: Stub, reply: bytes) -> None:
    stub.reply = reply
    with pytest.raises(RasaUnavailable):
        client.ask("someone", "hello")


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_error_of_rasa_counts_as_no_reply(client: RasaClient, stub: Stub, status: int) -> None:
    stub.status = status
    with pytest.raises(RasaUnavailable):
        client.ask("someone", "hello")


def test_reply_that_takes_too_long_is_given_up(client: RasaClient, stub: Stub) -> None:
    stub.wait = lambda: time.sleep(2)
    begun = time.monotonic()
    with pytest.raises(RasaUnavailable):
        client.ask("someone", "hello")
    assert time.monotonic() - begun < 1.5


def test_nobody_at_the_address_counts_as_no_reply(nobody: RasaClient) -> None:
    with pytest.raises(RasaUnavailable):
        nobody.ask("someone", "hello")


def test_log_of_a_failure_holds_nothing_that_a_parent_typed(
    nobody: RasaClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(RasaUnavailable):
        nobody.ask("someone", "my son Peter")
    assert "Peter" not in caplog.text


def test_ready_tells_of_each_part(stub: Stub) -> None:
    away = f"http://127.0.0.1:{free_ports(1)[0]}"
    assert RasaClient(stub.address, stub.address, 0.5).ready() == {"rasa": True, "actions": True}
    assert RasaClient(stub.address, away, 0.5).ready() == {"rasa": True, "actions": False}


def test_part_that_answers_with_an_error_is_not_ready(client: RasaClient, stub: Stub) -> None:
    stub.status = 500
    assert client.ready() == {"rasa": False, "actions": False}
