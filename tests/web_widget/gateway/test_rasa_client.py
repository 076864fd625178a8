"""The client of Rasa takes cards and nothing else, and gives up in time."""

from __future__ import annotations

import json
import logging
import time

import pytest
from sqlalchemy.exc import SQLAlchemyError

from actions.wire import Outcome, Reply
from tests.support.running import free_ports
from tests.web_widget.conftest import SAID, Stub, said
from web_widget.gateway.rasa_client import RasaClient, RasaUnavailable
from web_widget.store.trackers import MESSAGE_ID


@pytest.fixture
def client(stub: Stub) -> RasaClient:
    return RasaClient(stub.address, stub.address, 0.5)


@pytest.fixture
def nobody() -> RasaClient:
    address = f"http://127.0.0.1:{free_ports(1)[0]}"
    return RasaClient(address, address, 0.5)


def test_question_is_sent_with_its_conversation_and_cards_come_back(client: RasaClient, stub: Stub) -> None:
    assert client.ask("someone", "hello") == SAID
    sent = json.loads(stub.bodies[0])
    assert (sent["sender"], sent["message"], list(sent["metadata"])) == ("someone", "hello", [MESSAGE_ID])


def test_greeting_is_the_only_command_that_is_sent(client: RasaClient, stub: Stub) -> None:
    client.greet("someone")
    assert json.loads(stub.bodies[0])["message"] == "/greet"


def test_messages_without_a_card_are_left_out(client: RasaClient, stub: Stub) -> None:
    stub.reply = json.dumps([{"text": "by hand"}, {"custom": SAID.to_wire()}]).encode()
    assert client.ask("someone", "hello") == SAID


def test_replies_of_several_actions_are_one_reply(client: RasaClient, stub: Stub) -> None:
    asks = said({"type": "form"}, outcome=Outcome.GUIDED)
    answer = said({"type": "answer"}, outcome=Outcome.ANSWERED, entry="short-breaks")
    stub.reply = json.dumps([{"custom": one.to_wire()} for one in (answer, asks)]).encode()
    assert client.ask("someone", "hello") == Reply(answer.cards + asks.cards, Outcome.ANSWERED, "short-breaks", "v")


def test_what_was_noticed_in_the_text_as_typed_goes_with_the_message(client: RasaClient, stub: Stub) -> None:
    client.ask("someone", "hello", {"language": "POLISH"})
    assert json.loads(stub.bodies[0])["metadata"]["language"] == "POLISH"


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"rubbish",
        b"[]",
        b"{}",
        b"7",
        b"null",
        b"[1]",
        b'[{"text": "no card"}]',
        b'[{"custom": {"type": "text", "text": "A bare card."}}]',
        b'[{"custom": {"cards": [], "outcome": "talk", "entry": null, "version": "v"}}]',
        b'[{"custom": {"cards": [{}], "outcome": "never heard of", "entry": null, "version": "v"}}]',
    ],
)
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
    stub.wait = lambda: time.sleep(4)
    begun = time.monotonic()
    with pytest.raises(RasaUnavailable):
        client.ask("someone", "hello")
    assert time.monotonic() - begun < 3


def test_who_is_in_danger_waits_no_longer_than_is_said(stub: Stub) -> None:
    stub.wait = lambda: time.sleep(4)
    begun = time.monotonic()
    with pytest.raises(RasaUnavailable):
        RasaClient(stub.address, stub.address, 5).ask("someone", "hello", {"danger": "card"}, seconds=0.3)
    assert time.monotonic() - begun < 3


def test_nobody_at_the_address_counts_as_no_reply(nobody: RasaClient) -> None:
    with pytest.raises(RasaUnavailable):
        nobody.ask("someone", "hello")


class Kept:
    """What Rasa kept of a message with which it died."""

    def __init__(self, reply: Reply | None) -> None:
        self.reply = reply
        self.asked: list[tuple[str, str]] = []

    def __call__(self, conversation: str, message: str) -> Reply | None:
        self.asked.append((conversation, message))
        return self.reply


def dies_once(stub: Stub) -> None:
    """The balancer says that Rasa died with the first message; the next is answered."""
    stub.status = 502
    stub.wait = lambda: setattr(stub, "status", 200 if len(stub.bodies) > 1 else 502)


def test_message_with_which_rasa_died_is_sent_once_more(stub: Stub) -> None:
    dies_once(stub)
    kept = Kept(None)
    assert RasaClient(stub.address, stub.address, 2, kept).ask("someone", "hello") == SAID
    first, again = (json.loads(body) for body in stub.bodies)
    assert first == again
    assert kept.asked == [("someone", first["metadata"][MESSAGE_ID])]


def test_message_that_rasa_kept_before_it_died_is_not_sent_again(stub: Stub) -> None:
    dies_once(stub)
    reply = said({"type": "text", "text": "Kept.", "options": []})
    assert RasaClient(stub.address, stub.address, 2, Kept(reply)).ask("someone", "hello") == reply
    assert len(stub.bodies) == 1


def test_message_is_not_sent_again_where_it_is_not_known_whether_it_was_kept(stub: Stub) -> None:
    dies_once(stub)

    def away(conversation: str, message: str) -> Reply | None:
        raise SQLAlchemyError

    with pytest.raises(RasaUnavailable):
        RasaClient(stub.address, stub.address, 2, away).ask("someone", "hello")
    assert len(stub.bodies) == 1


def test_message_is_sent_no_more_than_twice(client: RasaClient, stub: Stub) -> None:
    stub.status = 502
    with pytest.raises(RasaUnavailable):
        client.ask("someone", "hello")
    assert len(stub.bodies) == 2


@pytest.mark.parametrize("status", [500, 503, 504])
def test_message_that_rasa_may_still_be_at_is_not_sent_again(client: RasaClient, stub: Stub, status: int) -> None:
    stub.status = status
    with pytest.raises(RasaUnavailable):
        client.ask("someone", "hello")
    assert len(stub.bodies) == 1


def test_every_message_has_an_id_of_its_own(client: RasaClient, stub: Stub) -> None:
    client.ask("someone", "hello")
    client.ask("someone", "hello")
    assert len({json.loads(body)["metadata"][MESSAGE_ID] for body in stub.bodies}) == 2


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
