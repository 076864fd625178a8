"""A message is answered whole and in time, or not at all.

Rasa carries on if an action cannot be run, without what the action would have said; if a conversation cannot be
read, as if it had just begun; if it cannot be kept, with a copy in memory that it never reads again; and with a
message that nobody waits for any more. A parent would get half a reply, lose their place in a journey, or be answered
and then forgotten. Here such a message fails: the reply says so (503), and as Rasa keeps a message only at its end,
nothing of it is kept. It can be sent again as if for the first time. bot/rasa_patches.py lets the errors come this far.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Awaitable, Callable

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

ANSWER_SECONDS = 6.0
"""How long a message may take: less than the gateway waits, so that it is given up here before it is there."""

logger = logging.getLogger(__name__)


class ActionFailed(BaseException):
    """An action could not be run. Rasa swallows every `Exception` of an action; this is not an `Exception`."""


class WholeMessages(RestInput):
    """Rasa's REST channel, where a message that cannot be answered leaves nothing behind.

    Attributes:
        seconds: how long a message may take.
    """

    seconds = ANSWER_SECONDS

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes: one to see whether Rasa is alive, and one for messages."""
        routes = Blueprint("whole_messages", __name__)

        @routes.route("/", methods=["GET"])
        async def alive(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            collector = CollectingOutputChannel()
            message = UserMessage(
                self._extract_message(request),
                collector,
                await self._extract_sender(request),
                input_channel=self._extract_input_channel(request),
                metadata=self.get_metadata(request),
            )
            try:
                # The caller who goes away cancels it as well.
                await asyncio.wait_for(on_new_message(message), self.seconds)
            except (Exception, ActionFailed) as error:
                # Of the error only its type: its words may hold what a parent typed.
                logger.error("A message was not answered, and nothing of it was kept: %s", type(error).__name__)
                return json([], status=503)
            return json(collector.messages)

        return routes
