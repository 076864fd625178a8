"""Asks Rasa over its REST channel."""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError
from sqlalchemy.exc import SQLAlchemyError

from actions.wire import Reply, joined
from knowledge.search.message_vectors import HandedOver
from web_widget.store.trackers import MESSAGE_ID

Kept = Callable[[str, str], Reply | None]

CONNECT_SECONDS = 2.0
HEALTH_SECONDS = 2.0
GREETING = "/greet"
FEEDBACK = "/feedback"
BAD_GATEWAY = 502
"""What the balancer says if Rasa died with the message, or if no Rasa is there."""

_COMMAND = re.compile(r"^[\s/]+")

logger = logging.getLogger(__name__)


def without_command(text: str) -> str:
    """A text without the "/" at its beginning, which would make a command of Rasa's of it."""
    return _COMMAND.sub("", text)


class RasaUnavailable(Exception):
    """Rasa or its actions did not reply in time, or replied with nothing."""


class RasaBroke(RasaUnavailable):
    """The connection broke: Rasa died, or the balancer before it found none. It may have kept the message."""


class RasaClient:
    """One keep-alive session to Rasa.

    Rasa keeps a message and its whole outcome in one step, at the end. If it dies before that, the message can
    be sent again; if it dies afterwards, the reply is read from what it kept.

    Args:
        rasa_url: address of Rasa, or of the balancer before several.
        actions_url: address of the action server.
        seconds: how long to wait for a reply.
        kept: the reply that Rasa kept to a message of a conversation, by the ids of both.
        token: shown to Rasa's channel (bot/channel.py).
    """

    def __init__(
        self,
        rasa_url: str,
        actions_url: str,
        seconds: float,
        kept: Kept = lambda conversation, message: None,
        token: str = "",
    ) -> None:
        self._rasa_url = rasa_url.rstrip("/")
        self._actions_url = actions_url.rstrip("/")
        self._seconds = seconds
        self._kept = kept
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session = requests.Session()
        self._session.mount("http://", HTTPAdapter(pool_connections=4, pool_maxsize=64))

    def greet(self, conversation: str) -> Reply:
        """What opens a conversation.

        Raises:
            RasaUnavailable: there was no reply.
        """
        return self._send(conversation, GREETING)

    def ask(
        self,
        conversation: str,
        text: str,
        noticed: Mapping[str, str] = MappingProxyType({}),
        seconds: float | None = None,
        vectors: HandedOver = MappingProxyType({}),
    ) -> Reply:
        """The reply to what a parent typed.

        Args:
            conversation: its id.
            text: plain text. A leading "/" would be a command of Rasa's, so it is taken off.
            noticed: what the text showed as typed, by name, such as its "language" if it is surely not English.
            seconds: how long to wait, where that is less than for other replies.
            vectors: that Rasa need not make. It does not keep them with the message.

        Raises:
            RasaUnavailable: there was no reply.
        """
        return self._send(conversation, without_command(text), noticed, seconds, vectors)

    def feedback(self, conversation: str, given: Mapping[str, str], seconds: float | None = None) -> Reply:
        """Hand over what a parent said of an answer: as an intent with entities, in Rasa's own form.

        Args:
            conversation: its id.
            given: "entry", "helped" and, perhaps, "reason" and "comment".
            seconds: as for `ask`.

        Raises:
            RasaUnavailable: there was no reply.
        """
        return self._send(conversation, f"{FEEDBACK}{json.dumps(dict(given))}", seconds=seconds)

    def ready(self) -> dict[str, bool]:
        """Whether each part behind the gateway answers."""
        return {
            "rasa": self._answers(f"{self._rasa_url}/webhooks/rest/"),
            "actions": self._answers(f"{self._actions_url}/health"),
        }

    def _send(
        self,
        conversation: str,
        text: str,
        metadata: Mapping[str, str] = MappingProxyType({}),
        seconds: float | None = None,
        vectors: HandedOver = MappingProxyType({}),
    ) -> Reply:
        seconds = min(seconds or self._seconds, self._seconds)
        message = uuid.uuid4().hex
        about = {**metadata, MESSAGE_ID: message}
        body = {"sender": conversation, "message": text, "metadata": about, "vectors": dict(vectors)}
        deadline = time.monotonic() + seconds
        try:
            reply = self._post(body, seconds)
        except RasaBroke:
            logger.warning("The connection to Rasa broke; the message is sent again unless it was kept.")
            reply = self._kept_reply(conversation, message) or self._post(body, max(deadline - time.monotonic(), 0.1))
        if not reply:
            # Rasa's REST channel swallows errors of actions and returns what it has.
            logger.warning("Rasa replied with nothing; the action server may be away.")
            raise RasaUnavailable
        return reply

    def _kept_reply(self, conversation: str, message: str) -> Reply | None:
        try:
            return self._kept(conversation, message)
        except SQLAlchemyError as error:
            logger.warning("It could not be looked up whether Rasa kept a message: %s", type(error).__name__)
            raise RasaUnavailable from error

    def _post(self, body: Mapping[str, object], seconds: float) -> Reply | None:
        try:
            reply = self._session.post(
                f"{self._rasa_url}/webhooks/rest/webhook",
                json=body,
                headers=self._headers,
                timeout=(min(CONNECT_SECONDS, seconds), seconds),
            )
            if reply.status_code == BAD_GATEWAY:
                raise RasaBroke
            reply.raise_for_status()
            return joined([Reply.from_wire(message["custom"]) for message in reply.json() if "custom" in message])
        except requests.Timeout as error:
            logger.warning("Rasa gave no reply in time.")
            raise RasaUnavailable from error
        except (requests.ConnectionError, ChunkedEncodingError) as error:
            raise RasaBroke from error
        except (requests.RequestException, ValueError, TypeError, KeyError) as error:
            logger.warning("Rasa gave no reply: %s", type(error).__name__)
            raise RasaUnavailable from error

    def _answers(self, url: str) -> bool:
        try:
            return self._session.get(url, timeout=HEALTH_SECONDS).ok
        except requests.RequestException:
            return False
