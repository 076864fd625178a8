"""Asks Rasa over its REST channel."""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError
from sqlalchemy.exc import SQLAlchemyError

from web_widget.store.trackers import MESSAGE_ID

Card = dict[str, Any]
Kept = Callable[[str, str], list[Card]]

CONNECT_SECONDS = 2.0
HEALTH_SECONDS = 2.0
GREETING = "/greet"
FEEDBACK = "/feedback"
BAD_GATEWAY = 502
"""What the balancer says where Rasa died with the message, or where there is none."""

_COMMAND = re.compile(r"^[\s/]+")

logger = logging.getLogger(__name__)


class RasaUnavailable(Exception):
    """Rasa or its actions did not reply in time, or replied with nothing."""


class RasaBroke(RasaUnavailable):
    """The connection broke: Rasa died, or the balancer before it found none. It may have kept the message."""


class RasaClient:
    """One keep-alive session to Rasa.

    Rasa keeps a message and all that came of it in one step, at the end. Where it dies before that, the message can
    be sent again; where it dies after, the reply is read from what it kept.

    Args:
        rasa_url: address of Rasa, or of the balancer before several.
        actions_url: address of the action server.
        seconds: how long to wait for a reply.
        kept: the cards that Rasa kept in reply to a message of a conversation, by the ids of both.
        token: shown to Rasa's channel (bot/channel.py).
    """

    def __init__(
        self,
        rasa_url: str,
        actions_url: str,
        seconds: float,
        kept: Kept = lambda conversation, message: [],
        token: str = "",
    ) -> None:
        self._rasa_url = rasa_url.rstrip("/")
        self._actions_url = actions_url.rstrip("/")
        self._seconds = seconds
        self._kept = kept
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session = requests.Session()
        self._session.mount("http://", HTTPAdapter(pool_connections=4, pool_maxsize=64))

    def greet(self, conversation: str) -> list[Card]:
        """The opening cards of a conversation.

        Raises:
            RasaUnavailable: there was no reply.
        """
        return self._send(conversation, GREETING)

    def ask(self, conversation: str, text: str, language: str | None = None) -> list[Card]:
        """The cards in reply to what a parent typed.

        Args:
            conversation: its id.
            text: plain text. A leading "/" would be a command of Rasa's, so it is taken off.
            language: of what was typed, where it is surely not English.

        Raises:
            RasaUnavailable: there was no reply.
        """
        return self._send(conversation, _COMMAND.sub("", text), {"language": language} if language else {})

    def feedback(self, conversation: str, given: Mapping[str, str]) -> list[Card]:
        """Hand over what a parent said of an answer: as an intent with entities, in Rasa's own form.

        Args:
            conversation: its id.
            given: "entry", "helped" and, perhaps, "reason" and "comment".

        Raises:
            RasaUnavailable: there was no reply.
        """
        return self._send(conversation, f"{FEEDBACK}{json.dumps(dict(given))}")

    def ready(self) -> dict[str, bool]:
        """Whether each part behind the gateway answers."""
        return {
            "rasa": self._answers(f"{self._rasa_url}/webhooks/rest/"),
            "actions": self._answers(f"{self._actions_url}/health"),
        }

    def _send(self, conversation: str, text: str, metadata: Mapping[str, str] = MappingProxyType({})) -> list[Card]:
        message = uuid.uuid4().hex
        body = {"sender": conversation, "message": text, "metadata": {**metadata, MESSAGE_ID: message}}
        deadline = time.monotonic() + self._seconds
        try:
            cards = self._post(body, self._seconds)
        except RasaBroke:
            logger.warning("The connection to Rasa broke; the message is sent again unless it was kept.")
            cards = self._kept_cards(conversation, message) or self._post(body, max(deadline - time.monotonic(), 0.1))
        if not cards:
            # Rasa's REST channel swallows errors of actions and returns what it has.
            logger.warning("Rasa replied with nothing; the action server may be away.")
            raise RasaUnavailable
        return cards

    def _kept_cards(self, conversation: str, message: str) -> list[Card]:
        try:
            return self._kept(conversation, message)
        except SQLAlchemyError as error:
            logger.warning("It could not be looked up whether Rasa kept a message: %s", type(error).__name__)
            raise RasaUnavailable from error

    def _post(self, body: Mapping[str, object], seconds: float) -> list[Card]:
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
            return [message["custom"] for message in reply.json() if "custom" in message]
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
