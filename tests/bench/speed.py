"""How long one message takes, end to end over HTTP, against one forward pass of the sentence model on it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import requests

from knowledge.encoder.sentence_encoder import Encoder
from tests.bench.ranking import Served

AT_ONCE = (1, 5, 20)
MESSAGES_A_CONVERSATION = 6
GREETINGS = dict(zip(AT_ONCE, ("Hello,", "Please,", "Good morning,"), strict=True))
"""Each round greets in its own way, so that nobody answers from what was remembered of the round before."""

Ask = Callable[[str], object]
Conversation = tuple[Ask, Sequence[str]]


@dataclass(frozen=True)
class Timing:
    """Milliseconds a message, and messages a second, with `at_once` parents asking.

    Those that got no reply, or an error, are in `failed` and in nothing else; of none at all there is no median.
    """

    at_once: int
    median: float | None
    percentile_95: float | None
    per_second: float
    failed: int


def never_asked(texts: Sequence[str], at_once: int) -> list[str]:
    """The texts of the round with so many at once: no other round has them."""
    return [f"{GREETINGS[at_once]} {text}" for text in texts]


def time_messages(served: Served, texts: Sequence[str], at_once: int) -> Timing:
    """Ask every text, `at_once` at a time, six to a conversation; beginning the conversations is not counted."""
    with ExitStack() as stack:
        sessions = [stack.enter_context(requests.Session()) for _ in range(at_once)]
        conversations: list[list[Conversation]] = [[] for _ in range(at_once)]
        for number, start in enumerate(range(0, len(texts), MESSAGES_A_CONVERSATION)):
            asker = number % at_once
            asked = texts[start : start + MESSAGES_A_CONVERSATION]
            conversations[asker].append((served.begin(sessions[asker]), asked))
        askers = stack.enter_context(ThreadPoolExecutor(at_once))
        began = time.perf_counter()
        taken = [one for asker in askers.map(_ask_all, conversations) for one in asker]
        return timing(at_once, taken, time.perf_counter() - began)


def time_floor(encoder: Encoder, texts: Sequence[str]) -> Timing:
    """Embed every text by itself: the least that any answer from this model takes."""
    encoder.encode(texts[:3])
    began = time.perf_counter()
    taken = _ask_all([(lambda text: encoder.encode([text]), texts)])
    return timing(1, taken, time.perf_counter() - began)


def _ask_all(conversations: Sequence[Conversation]) -> list[float | None]:
    return [_timed(ask, text) for ask, texts in conversations for text in texts]


def _timed(ask: Ask, text: str) -> float | None:
    began = time.perf_counter()
    try:
        ask(text)
    except requests.RequestException:
        return None
    return (time.perf_counter() - began) * 1000


def timing(at_once: int, taken: Sequence[float | None], whole: float) -> Timing:
    """The figures of messages that took so many milliseconds, or failed (None), in so many seconds altogether."""
    replied = sorted(one for one in taken if one is not None)
    if not replied:
        return Timing(at_once, None, None, 0.0, len(taken))
    percentile_95 = replied[int(len(replied) * 0.95)]
    return Timing(at_once, statistics.median(replied), percentile_95, len(replied) / whole, len(taken) - len(replied))
