"""What Rasa makes of danger that the gateway has noticed, and when it looks for itself."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components import safety
from bot.components.safety import CRISIS, Safety


def read(text: str, noticed: dict[str, str] | None = None) -> dict[str, Any]:
    message = Message(data={TEXT: text, METADATA: noticed or {}})
    Safety().process([message])
    return dict(message.data)


@pytest.fixture(autouse=True)
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the words themselves fails the test: it costs a model."""

    def look() -> None:
        raise AssertionError("The words were looked at.")

    monkeypatch.setattr(safety, "_watch", look)


def test_sure_danger_that_the_gateway_noticed_is_a_crisis_of_its_kind() -> None:
    data = read("anything", {"danger": "card", "danger_kind": "missing"})
    assert data[INTENT][INTENT_NAME_KEY] == CRISIS
    assert data["danger"] == {"kind": "missing"}


@pytest.mark.parametrize("level", ["line", "none"])
def test_what_is_not_sure_leaves_the_message_as_it_is(level: str) -> None:
    assert INTENT not in read("anything", {"danger": level, "danger_kind": "missing"})


def test_the_command_of_a_button_is_not_looked_at_because_nobody_typed_it() -> None:
    assert INTENT not in read("/greet")


def test_words_that_nobody_has_looked_at_are_looked_at_here() -> None:
    with pytest.raises(AssertionError, match="looked at"):
        read("a message from a test of conversations")
