"""Rasa is patched where the table says so, and only the Rasa that the table was made for."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.patching import Patch, PatchRefused, apply, check
from bot.rasa_patches import PATCHES, SAID
from tests.bot.patched import patch

RETURNED = {"events": [{"event": "slot", "name": "topic", "value": "short-breaks"}], "responses": [{"custom": {}}]}


@pytest.fixture
def patched(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `python -m bot run` does, for this test alone."""
    patch(monkeypatch)


def validate(result: Any) -> bool:
    return RemoteAction("action_answer", None)._validate_action_result(result)


def test_what_an_action_returns_is_taken_and_read(patched: None) -> None:
    assert validate(RETURNED)
    assert deserialise_events(RETURNED["events"]) == [SlotSet("topic", "short-breaks")]


@pytest.mark.parametrize(
    "wrong", [[], {"events": {}}, {"events": ["slot"]}, {"events": [{}]}, {"responses": "hello"}, {"responses": [1]}]
)
def test_what_has_another_form_is_refused(patched: None, wrong: Any) -> None:
    with pytest.raises(ValidationError):
        validate(wrong)


def test_an_event_of_no_known_kind_is_refused(patched: None) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="Unknown event name"):
            deserialise_events([{"event": "sing"}])


class Part:
    """Stands for a class of Rasa."""

    def answer(self, question: str) -> str:
        return question


def of_part(name: str, *parameters: str, version: str = "3.6") -> Patch:
    return Patch(f"{__name__}:{name}", parameters, "Parents would wait.", lambda _: lambda *_: "ours", version)


def test_patch_of_what_is_there_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Part, "answer", Part.answer)
    apply([of_part("Part.answer", "self", "question")])
    assert Part().answer("theirs") == "ours"


@pytest.mark.parametrize(
    ("refused", "difference"),
    [
        (of_part("Part.reply", "self", "question"), "has no such name"),
        (of_part("Gone.answer", "self", "question"), "has no such name"),
        (Patch("rasa.gone:answer", (), "Parents would wait."), "has no such name"),
        (of_part("Part.answer", "self", "question", "now"), "it takes self, question; self, question, now before"),
        (of_part("Part.answer", "self", "question", version="3.7"), "made for Rasa 3.7, and Rasa 3.6"),
    ],
)
def test_patch_of_another_rasa_is_refused_with_the_reason_and_replaces_nothing(refused: Patch, difference: str) -> None:
    with pytest.raises(PatchRefused, match=difference) as error:
        apply([of_part("Part.answer", "self", "question"), refused])
    assert refused.target in str(error.value)
    assert "Parents would wait. See what Rasa does now" in str(error.value)
    assert Part().answer("theirs") == "theirs"


def test_patches_are_refused_for_another_minor_version_and_not_for_another_last_number() -> None:
    check(PATCHES, "3.6.99")
    with pytest.raises(PatchRefused, match=r"Rasa 3\.7\.0 is installed"):
        check(PATCHES, "3.7.0")


def test_actions_get_the_last_message_whole_and_of_earlier_ones_only_that_they_were_there(patched: None) -> None:
    said = [UserUttered("first", parse_data={"text": "first"}), BotUttered("shown", {"custom": {"cards": [1]}})]
    done = [ActionExecuted("action_answer"), SlotSet("topic", "dentist")]
    last = UserUttered("last", parse_data={"text": "last", "knowledge": {"verdict": "gap"}})
    tracker = DialogueStateTracker.from_events("someone", [*said, *done, last])
    sent = RemoteAction("action_answer", None)._action_call_format(tracker, Domain.empty())["tracker"]
    assert [event["event"] for event in sent["events"]] == ["user", "bot", "action", "slot", "user"]
    assert [set(event) for event in sent["events"] if event["event"] in SAID] == [{"event", "timestamp"}] * 3
    assert sent["events"][3]["value"] == "dentist"
    assert sent["latest_message"]["knowledge"] == {"verdict": "gap"}


def test_two_actions_are_asked_over_one_connection(patched: None) -> None:
    connections = set()

    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        return web.json_response({"events": []})

    async def ask_twice() -> list[Any]:
        app = web.Application()
        app.router.add_post("/webhook", answer)
        async with TestServer(app) as server:
            endpoint = EndpointConfig(str(server.make_url("/webhook")))
            replies = [await endpoint.request(json={}) for _ in range(2)]
            await endpoint.kept_open.close()
        return replies

    assert asyncio.run(ask_twice()) == [{"events": []}] * 2
    assert len(connections) == 1
