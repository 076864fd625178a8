"""Asks the running assistant over HTTP, through its gateway, as a parent's message goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from knowledge.faults import KnowledgeError
from web_widget.coverage.questions import Question
from web_widget.coverage.results import Result, no_reply, read_reply
from web_widget.gateway.trial_signature import HEADER, PATH, signed

SECONDS = 30
_AGAIN = Retry(
    total=None,
    connect=0,
    read=0,
    status=4,
    backoff_factor=1,
    status_forcelist=[429, 503],
    allowed_methods={"POST"},
    raise_on_status=False,
)
"""A question that got no reply is asked again after 0, 2, 4 and 8 seconds, or when the gateway says."""
READY_SECONDS = 5
_START = "Start it: make run"


class NotRunning(KnowledgeError):
    """The assistant is not answering; the message says how to start it."""


class Gateway:
    """The door of a running assistant.

    Args:
        address: such as "http://127.0.0.1:8000".
        secret: of the same installation.
        connections: how many questions are asked at once at most.
    """

    def __init__(self, address: str, secret: str, connections: int) -> None:
        self._address = address.rstrip("/")
        self._secret = secret
        self._session = requests.Session()
        self._session.mount(self._address, HTTPAdapter(pool_maxsize=connections, max_retries=_AGAIN))

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def check(self) -> None:
        """Check that the assistant is ready.

        Raises:
            NotRunning: it is not.
        """
        try:
            headers = {HEADER: signed(self._secret)}
            reply = self._session.get(f"{self._address}/readyz", headers=headers, timeout=READY_SECONDS)
            parts = reply.json().get("parts", {})
        except (requests.RequestException, ValueError, AttributeError) as error:
            remedy = f"{_START}, or give its address: --address http://127.0.0.1:8000"
            raise NotRunning(f"There is no assistant at {self._address}. {remedy}") from error
        if not reply.ok:
            away = ", ".join(name for name, well in parts.items() if not well) or "no reason was given"
            raise NotRunning(
                f"The assistant at {self._address} is not ready ({away}). Wait a moment and try again. {_START}"
            )

    def ask(self, question: Question) -> Result:
        """Ask one question, in a conversation of its own; and again if Rasa did not reply in time.

        Raises:
            NotRunning: the assistant no longer answers, or does not know this installation.
        """
        try:
            reply = self._session.post(
                f"{self._address}{PATH}",
                json={"text": question.text},
                headers={HEADER: signed(self._secret)},
                timeout=SECONDS,
            )
            body = reply.json()
        except (requests.RequestException, ValueError) as error:
            raise NotRunning(f"The assistant at {self._address} stopped answering. {_START}") from error
        if reply.status_code == 404:
            remedy = "Run this on the assistant's own server, in the same folder and with the same ASSISTANT_SECRET."
            raise NotRunning(f"The assistant at {self._address} does not belong to this installation. {remedy}")
        return self._read(question, reply.status_code, body)

    def _read(self, question: Question, status: int, body: Mapping[str, Any]) -> Result:
        if status != 200:
            return no_reply(question, str(body.get("error", f"The reply had the status {status}.")))
        return read_reply(question, body)
