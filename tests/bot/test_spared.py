"""What Rasa is spared changes nothing of what it does with what actions return."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet, deserialise_events

from bot.spared import spare_time

RETURNED = {"events": [{"event": "slot", "name": "topic", "value": "short-breaks"}], "responses": [{"custom": {}}]}


@pytest.fixture(autouse=True)
def _spared(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `python -m bot run` does, for this test alone."""
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(Event.resolve_by_type))
    spare_time()


def validate(result: Any) -> bool:
    return RemoteAction("action_answer", None)._validate_action_result(result)


def test_what_an_action_returns_is_taken_and_read() -> None:
    assert validate(RETURNED)
    assert deserialise_events(RETURNED["events"]) == [SlotSet("topic", "short-breaks")]


@pytest.mark.parametrize(
    "wrong", [[], {"events": {}}, {"events": ["slot"]}, {"events": [{}]}, {"responses": "hello"}, {"responses": [1]}]
)
def test_what_has_another_form_is_refused(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        validate(wrong)


def test_an_event_of_no_known_kind_is_refused() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="Unknown event name"):
            deserialise_events([{"event": "sing"}])
