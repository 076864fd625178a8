"""What comes through the channel of the gateway is no command of Rasa's but the gateway's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import without_command

COMMANDS = ["/greet", '/feedback{"entry": "short-breaks", "helped": "no", "comment": "two\\nlines"}']
TYPED = [
    *("/restart", "/session_start", "/session_start{}", "/back", "/stop", '/ask_for_assessment_myself{"age": 7}'),
    *("//greet", "/ /restart", "\n/restart", "/\u00a0/restart", "/greetings", "/greet /restart", "/greet@0.9"),
]


@pytest.mark.parametrize("text", COMMANDS)
def test_command_of_the_gateway_stays_as_it_is(text: str) -> None:
    assert without_command(text) == text


@pytest.mark.parametrize("text", TYPED)
def test_any_other_command_becomes_plain_words(text: str) -> None:
    assert not without_command(text).strip().startswith("/")


@given(st.text(st.sampled_from("/ \t\n\u00a0\u3000\u0085\x1cgrestart{}")))
def test_no_text_whatever_begins_a_command(text: str) -> None:
    left = without_command(text).strip()
    assert left in ("/greet", "/feedback") or not left.startswith("/")
