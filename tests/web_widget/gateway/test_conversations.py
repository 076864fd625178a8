"""Tokens are unguessable, signed, and expire."""

from __future__ import annotations

import time

import pytest
from itsdangerous import TimestampSigner

from web_widget.gateway.conversations import Conversations, NotAConversation

DAY = 86_400


@pytest.fixture
def conversations() -> Conversations:
    return Conversations("only for tests", days=30)


def test_token_leads_back_to_its_conversation(conversations: Conversations) -> None:
    token, identifier = conversations.begin()
    assert conversations.identify(token) == identifier


def test_ids_are_long_and_never_the_same(conversations: Conversations) -> None:
    ids = {conversations.begin()[1] for _ in range(500)}
    assert len(ids) == 500
    assert min(map(len, ids)) >= 32


@pytest.mark.parametrize("position", [0, 5, -1, -10])
def test_tampered_token_is_refused(conversations: Conversations, position: int) -> None:
    token, _ = conversations.begin()
    letters = list(token)
    # The last letter of base64 may hold spare bits, so the change is one that reaches the others.
    letters[position] = "A" if letters[position] not in "ABCD" else "z"
    with pytest.raises(NotAConversation):
        conversations.identify("".join(letters))


@pytest.mark.parametrize("token", ["", ".", "..", "abc", "é", "\x00", None, 7, True, b"bytes", [], {}])
def test_what_is_no_token_is_refused(conversations: Conversations, token: object) -> None:
    with pytest.raises(NotAConversation):
        conversations.identify(token)


def test_token_of_another_secret_is_refused(conversations: Conversations) -> None:
    token, _ = Conversations("another secret", days=30).begin()
    with pytest.raises(NotAConversation):
        conversations.identify(token)


@pytest.mark.parametrize(
    ("days", "holds"), [(-4000, True), (-1, True), (0, True), (29, True), (31, False), (4000, False)]
)
def test_token_holds_for_30_days_and_where_the_clock_was_set_back(
    conversations: Conversations, monkeypatch: pytest.MonkeyPatch, days: int, holds: bool
) -> None:
    made = int(time.time()) - days * DAY
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: made)
    token, identifier = conversations.begin()
    if holds:
        assert conversations.identify(token) == identifier
    else:
        with pytest.raises(NotAConversation):
            conversations.identify(token)
