"""How long one message takes, end to end over HTTP, against one forward pass of the sentence model on it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from knowledge.encoder import Encoder
from tests.running import System


@dataclass(frozen=True)
class Timing:
    """Milliseconds a message, and messages a second, with `at_once` parents asking."""

    at_once: int
    median: float
    percentile_95: float
    per_second: float


def time_messages(system: System, texts: Sequence[str], at_once: int) -> Timing:
    """Ask every text, `at_once` at a time, each asker in a conversation of its own."""
    tokens = [system.begin()[0] for _ in range(at_once)]
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as askers:
        taken = list(
            askers.map(lambda item: _timed(lambda: system.ask(item[1], tokens[item[0] % at_once])), enumerate(texts))
        )
    return _timing(at_once, taken, time.perf_counter() - began)


def time_floor(encoder: Encoder, texts: Sequence[str]) -> Timing:
    """Embed every text by itself: the least that any answer from this model takes."""
    encoder.encode(texts[:3])
    began = time.perf_counter()
    taken = [_timed(lambda text=text: encoder.encode([text])) for text in texts]  # type: ignore[misc]
    return _timing(1, taken, time.perf_counter() - began)


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _timing(at_once: int, taken: Sequence[float], whole: float) -> Timing:
    ordered = sorted(taken)
    return Timing(at_once, statistics.median(ordered), ordered[int(len(ordered) * 0.95)], len(ordered) / whole)
