"""Asks Rasa over its REST channel."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import requests
from requests.adapters import HTTPAdapter

Card = dict[str, Any]

CONNECT_SECONDS = 2.0
HEALTH_SECONDS = 2.0
GREETING = "/greet"
FEEDBACK = "/feedback"

_COMMAND = re.compile(r"^[\s/]+")

logger = logging.getLogger(__name__)


class RasaUnavailable(Exception):
    """Rasa or its actions did not reply in time, or replied with nothing."""


class RasaClient:
    """One keep-alive session to Rasa.

    Args:
        rasa_url: address of Rasa.
        actions_url: address of the action server.
        seconds: how long to wait for a reply.
    """

    def __init__(self, rasa_url: str, actions_url: str, seconds: float) -> None:
        self._rasa_url = rasa_url.rstrip("/")
        self._actions_url = actions_url.rstrip("/")
        self._seconds = seconds
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
        try:
            reply = self._session.post(
                f"{self._rasa_url}/webhooks/rest/webhook",
                json={"sender": conversation, "message": text, "metadata": dict(metadata)},
                timeout=(CONNECT_SECONDS, self._seconds),
            )
            reply.raise_for_status()
            cards = [message["custom"] for message in reply.json() if "custom" in message]
        except (requests.RequestException, ValueError, TypeError, KeyError) as error:
            logger.warning("Rasa gave no reply: %s", type(error).__name__)
            raise RasaUnavailable from error
        if not cards:
            # Rasa's REST channel swallows errors of actions and returns what it has.
            logger.warning("Rasa replied with nothing; the action server may be away.")
            raise RasaUnavailable
        return cards

    def _answers(self, url: str) -> bool:
        try:
            return self._session.get(url, timeout=HEALTH_SECONDS).ok
        except requests.RequestException:
            return False
