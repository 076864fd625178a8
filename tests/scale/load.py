"""Many parents at once, each with a conversation unlike any other."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import requests

from actions.wire import WireCard
from knowledge.files.records import Content

TRIES = 10
PAUSE_SECONDS = 1.0
WAIT_SECONDS = 30

Meanwhile = Callable[[int], None]


class GaveUp(Exception):
    """A parent got no reply however often they asked; the message holds the last thing they got."""


@dataclass(frozen=True)
class Asked:
    """A message that was replied to.

    Attributes:
        text: as it was typed.
        cards: of the reply.
        again: how often the parent had to press the button again.
        seconds: from the first time that they did, to the reply.
    """

    text: str
    cards: list[WireCard]
    again: int
    seconds: float


@dataclass(frozen=True)
class Conversation:
    """All that was said in one."""

    token: str
    asked: list[Asked]


@dataclass(frozen=True)
class Load:
    """The outcome.

    Attributes:
        conversations: in the order of their series.
        seconds: from the first message to the last reply.
    """

    conversations: list[Conversation]
    seconds: float

    @property
    def asked(self) -> list[Asked]:
        """Every message of every conversation."""
        return [one for conversation in self.conversations for one in conversation.asked]

    @property
    def per_second(self) -> float:
        """Messages a second."""
        return len(self.asked) / self.seconds

    @property
    def again(self) -> int:
        """How often a parent had to press the button again."""
        return sum(one.again for one in self.asked)


@dataclass(frozen=True)
class Series:
    """What one parent types, and what shows that the reply is theirs.

    Attributes:
        texts: ten messages.
        entries: id of the entry that each must get; None for the steps of the journey.
        day: that is given in the journey, and that no other parent gives.
    """

    texts: tuple[str, ...]
    entries: tuple[str | None, ...]
    day: date


def series_of(number: int, content: Content, today: date) -> Series:
    """The messages of one parent: questions in an order of their own, and in between a journey with a day of theirs."""
    entries = random.Random(number).sample(sorted(content.entries), 7)
    day = today - timedelta(days=number + 1)
    first_start = next(iter(content.timetable.starts.values()))
    steps = (content.journeys.timetable.title, first_start.title, f"{day.day} {day:%B %Y}")
    asks = [content.entries[entry].ask for entry in entries]
    return Series((*asks[:4], *steps, *asks[4:]), (*entries[:4], None, None, None, *entries[4:]), day)


def ask_all(address: str, series: Sequence[Sequence[str]], at_once: int, meanwhile: Meanwhile) -> Load:
    """Have every conversation, so many at once.

    Args:
        address: of the gateway.
        series: the messages of each conversation.
        at_once: how many parents ask at the same time.
        meanwhile: is told after every reply how many there were.

    Raises:
        GaveUp: a parent got no reply.
    """
    counting = threading.Lock()
    replies = 0

    def replied() -> None:
        nonlocal replies
        with counting:
            replies += 1
            meanwhile(replies)

    with ThreadPoolExecutor(at_once) as parents:
        begun = time.monotonic()
        conversations = list(parents.map(lambda texts: _have(address, texts, replied), series))
        return Load(conversations, time.monotonic() - begun)


def _have(address: str, texts: Sequence[str], replied: Callable[[], None]) -> Conversation:
    with requests.Session() as session:
        opened, _, _ = _post(session, f"{address}/api/conversations", {})
        token = opened["conversation"]
        asked = []
        for text in texts:
            reply, again, seconds = _post(session, f"{address}/api/messages", {"conversation": token, "text": text})
            asked.append(Asked(text, reply["messages"], again, seconds))
            replied()
        return Conversation(token, asked)


def _post(session: requests.Session, url: str, body: dict[str, str]) -> tuple[dict[str, Any], int, float]:
    """The reply, how often it had to be asked for again, and the seconds that it took."""
    begun = time.monotonic()
    for again in range(TRIES):
        reply = session.post(url, json=body, timeout=WAIT_SECONDS)
        if reply.ok:
            return reply.json(), again, time.monotonic() - begun
        if reply.status_code != 503:
            break
        time.sleep(PAUSE_SECONDS)
    raise GaveUp(f"{url} answers with {reply.status_code}: {reply.text[:300]}")
