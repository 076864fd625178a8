"""Conversation tokens: signed, unguessable, and holding nothing about the person."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer


class NotAConversation(Exception):
    """The token was not made here, was changed, or has expired."""


class Conversations:
    """Makes and reads tokens.

    Args:
        secret: signs them.
        days: how long they hold.
    """

    def __init__(self, secret: str, days: int) -> None:
        self._serializer = URLSafeTimedSerializer(secret, salt="conversation")
        self._holds = timedelta(days=days)

    def begin(self) -> tuple[str, str]:
        """A new conversation: the token for the page and the id by which Rasa knows it."""
        identifier = secrets.token_urlsafe(24)
        return self._serializer.dumps(identifier), identifier

    def identify(self, token: object) -> str:
        """The id behind a token.

        Raises:
            NotAConversation: the token does not hold.
        """
        if not isinstance(token, str) or not token.isascii():
            raise NotAConversation
        try:
            identifier, made = self._serializer.loads(token, return_timestamp=True)
        except BadSignature as error:
            raise NotAConversation from error
        # A token from the future holds: this machine's clock was set back.
        if datetime.now(UTC) - made > self._holds:
            raise NotAConversation
        return str(identifier)
