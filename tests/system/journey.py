"""A parent in the middle of a guided journey, when something breaks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from actions.wire import WireCard
from knowledge.files.records import Content
from tests.support.supervised import Supervised

CALM_SECONDS = 10
"""How long a parent may wait for words, whatever is broken."""
BEGIN, FIRST, SECOND, THIRD = "can i ask for an assessment myself", "may_have_needs", "may_need_plan", "assessed_lately"


def in_time(true: Callable[[], bool], seconds: float = CALM_SECONDS) -> bool:
    """Whether something becomes true within so many seconds."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


@dataclass
class Journey:
    """A conversation, with all that was answered in it."""

    assistant: Supervised
    token: str = ""
    answered: list[str] = field(default_factory=list)

    def begun(self) -> Journey:
        """Begin it, and answer its first question."""
        self.token, _ = self.assistant.system.begin()
        self.goes_on(BEGIN, FIRST)
        self.goes_on("yes", SECOND)
        return self

    def send(self, text: str) -> requests.Response:
        """Send a message, whatever the reply."""
        body = {"conversation": self.token, "text": text}
        reply = requests.post(f"{self.assistant.system.address}/api/messages", json=body, timeout=30)
        if reply.ok:
            self.answered.append(text)
        return reply

    def goes_on(self, text: str, to: str) -> None:
        """The journey goes on to another question."""
        cards: list[WireCard] = self.send(text).json()["messages"]
        assert [card.get("field") for card in cards] == [to]

    def is_told(self, text: str, content: Content) -> None:
        """A message gets calm words and a number in time, and no answer."""
        begun = time.monotonic()
        reply = self.send(text)
        assert time.monotonic() - begun < CALM_SECONDS
        assert reply.status_code == 503
        assert reply.json()["error"] == content.council.words["unavailable"]
        assert reply.json()["contacts"][0]["phone"] == content.council.main_contact["phone"]

    def is_kept(self) -> bool:
        """Whether what was answered, and only that, is kept: once by Rasa, and once as a record."""
        begun, *said = self.assistant.said(self.token)
        return (begun, said, self.assistant.recorded(self.token)) == ("/greet", self.answered, len(self.answered))
