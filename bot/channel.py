"""Rasa's REST channel, open to the gateway alone."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.components.safety import DANGER
from bot.vectors import prepare
from bot.whole_messages import WholeMessages
from knowledge.kept_secret import rasa_token
from knowledge.versions.live_vectors import message_vectors

COMMANDS = re.compile(r"/(greet|feedback)(\{.*\})?", re.DOTALL)
"""What the gateway sends in Rasa's own form. Nothing else that begins with "/" reaches Rasa as a command."""
VECTORS = "vectors"
"""What the gateway hands over beside the message, so that it is neither kept nor passed on."""
_COMMAND_PREFIX = re.compile(r"^[\s/]+")


class GatewayInput(WholeMessages):
    """Takes messages from anyone who sends the token, and only the gateway's commands.

    Args:
        token: must come as "Authorization: Bearer <token>".
    """

    def __init__(self, token: str) -> None:
        self._expected = f"Bearer {token}".encode()

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GatewayInput:
        """The channel with the token that the gateway has, too."""
        return cls(rasa_token())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel. Whether it is there may be asked without the token."""
        vectors = message_vectors()

        async def prepare_and_answer(message: UserMessage) -> None:
            text = message.text or ""
            if not COMMANDS.fullmatch(text):
                await prepare(vectors, text, (message.metadata or {}).get(DANGER))
            await on_new_message(message)

        routes = super().blueprint(prepare_and_answer)

        @routes.middleware("request")
        async def refuse(request: Request) -> HTTPResponse | None:
            shown = request.headers.get("Authorization", "").encode()
            if request.method == "GET" or secrets.compare_digest(shown, self._expected):
                return None
            return response.json({"error": "This is for the gateway alone. Set the same RASA_TOKEN for both."}, 401)

        @routes.middleware("request")
        async def take_vectors(request: Request) -> None:
            if request.method == "POST":
                vectors.take(request.json.get(VECTORS) or {})

        return routes

    def _extract_message(self, req: Request) -> str | None:
        return only_our_commands(req.json.get("message") or "")

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()


def only_our_commands(text: str) -> str:
    """The text as it was, if it is a command of the gateway's; else without what would make it a command."""
    return text if COMMANDS.fullmatch(text) else _COMMAND_PREFIX.sub("", text)
