"""2,000 hostile inputs to the real system: no error, no stack trace, and no conversation but its own is changed."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from actions.wire import WireCard
from tests.support.hostile import COMMANDS, MARKER, Call, calls, texts
from tests.support.running import System, running
from web_widget.gateway.conversations import Conversations

pytestmark = pytest.mark.system

SEED = 20261122
TEXTS, CALLS = 200, 1800
"""The calls are refused by the gateway in no time; the texts look like messages, and most go through Rasa."""
MOST_IN_ONE = 10
"""Messages in one conversation: Rasa reads all of a conversation again with each of its messages."""
FIRST_SECONDS = 90
TRACES = ("Traceback", 'File "', "site-packages", "werkzeug", "sanic", "Error:", "Exception")
REFUSED = {400, 404, 405, 413}
FORM_STEP = ("find something for my son", "he is 7 and autistic")


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    """An assistant of this module's own, since all that it keeps is looked through."""
    with running() as started:
        answer_a_first_question(started)
        yield started


def answer_a_first_question(system: System) -> None:
    """Rasa learns what danger is like at its first message, which can take longer than the gateway waits."""
    deadline = time.monotonic() + FIRST_SECONDS
    while not system.session.post(f"{system.address}/api/conversations", json={}, timeout=30).ok:
        assert time.monotonic() < deadline, "No conversation could be begun."
    token, _ = system.begin()
    while say(system, token, "what is the local offer").status != 200:
        assert time.monotonic() < deadline, "No first question was answered."


@dataclass(frozen=True)
class Outcome:
    """The outcome of one input."""

    sent: str
    status: int
    reply: str


def send(system: System, call: Call) -> Outcome:
    url = f"{system.address}{call.path}"
    reply = requests.request(call.method, url, data=call.body, headers=dict(call.headers), timeout=30)
    return Outcome(f"{call.method} {call.path} {call.body[:80]!r}", reply.status_code, reply.text)


def say(system: System, conversation: str, text: str) -> Outcome:
    body = json.dumps({"conversation": conversation, "text": text}).encode()
    return send(system, Call("/api/messages", body))


def bad(outcomes: list[Outcome]) -> list[Outcome]:
    """Those that ended in an error or told of the inside."""
    return [made for made in outcomes if made.status >= 500 or any(trace in made.reply for trace in TRACES)]


def events(system: System, conversation: str) -> list[dict[str, Any]]:
    """What Rasa keeps of a conversation."""
    identifier = Conversations("only for tests, never for parents", 30).identify(conversation)
    with closing(sqlite3.connect(system.state / "tracker.db")) as connection:
        found = connection.execute("SELECT data FROM events WHERE sender_id = ? ORDER BY id", (identifier,))
        return [json.loads(data) for (data,) in found]


def state(system: System, conversation: str) -> dict[str, Any]:
    """The slots of a conversation, as they were set last."""
    return {event["name"]: event["value"] for event in events(system, conversation) if event["event"] == "slot"}


def in_the_middle_of_a_form(system: System) -> tuple[str, list[WireCard]]:
    """A conversation that has been asked something, and how it was."""
    token, _ = system.begin()
    system.ask("can my son get short breaks", token)
    return token, [system.ask(text, token) for text in FORM_STEP][-1]


def say_whatever_it_takes(system: System, conversation: str, text: str) -> Outcome:
    """Say it again where the machine was too slow for it: such a message says 503, and nothing of it is kept."""
    outcome = say(system, conversation, text)
    return say(system, conversation, text) if outcome.status == 503 else outcome


def unanswered(system: System) -> set[str]:
    """Why Rasa did not answer messages."""
    lines = (system.logs / "rasa.log").read_text().splitlines()
    return {line.rpartition(": ")[2] for line in lines if "A message was not answered" in line}


def assert_no_process_broke(system: System) -> None:
    for name in ("gateway", "rasa", "actions"):
        assert "Traceback" not in (system.logs / f"{name}.log").read_text(), name
    assert unanswered(system) <= {"TimeoutError"}


def test_1800_hostile_calls_are_refused_and_leave_nothing_behind(system: System) -> None:
    target, _ = in_the_middle_of_a_form(system)
    before = events(system, target)
    outcomes = [send(system, call) for call in calls(CALLS, SEED, target)]
    assert bad(outcomes) == []
    assert [made for made in outcomes if made.status not in REFUSED and not made.sent.startswith("OPTIONS")] == []
    assert events(system, target) == before
    assert_no_process_broke(system)


def test_200_hostile_messages_make_no_error_and_change_no_other_conversation(system: System) -> None:
    watched, before = in_the_middle_of_a_form(system)
    slots, kept = state(system, watched), len(events(system, watched))
    said, talked = [], ""
    for number, text in enumerate(texts(TEXTS, SEED)):
        talked = system.begin()[0] if number % MOST_IN_ONE == 0 else talked
        said.append(say_whatever_it_takes(system, talked, text))
    assert bad(said) == []
    assert {made.status for made in said} <= {200, 400, 413}
    assert Counter(made.status for made in said)[200] > TEXTS / 2, "Too few of them reached Rasa to mean anything."
    assert (state(system, watched), len(events(system, watched))) == (slots, kept)
    token, asked = in_the_middle_of_a_form(system)
    assert [without_words(card) for card in asked] == [without_words(card) for card in before]
    assert system.ask("Oakham", watched) == system.ask("Oakham", token)
    assert_no_process_broke(system)


def without_words(card: WireCard) -> tuple[str, object]:
    return card["type"], card.get("field")


@pytest.mark.parametrize("command", COMMANDS)
def test_command_syntax_is_only_words(system: System, command: str) -> None:
    token, _ = system.begin()
    system.ask("can my son get short breaks", token)
    before = events(system, token)
    assert say(system, token, command).status == 200
    made = events(system, token)[len(before) :]
    assert [event for event in made if event["event"] in ("restart", "session_started", "undo", "reset_slots")] == []
    assert [event for event in made if event["event"] == "slot" and MARKER in json.dumps(event["value"])] == []
    understood = [event["parse_data"] for event in made if event["event"] == "user"]
    assert understood
    assert [data for data in understood if data["text"].startswith("/")] == []
