"""Slows down guessing without locking anybody out: each wrong password makes its sender wait longer."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_REMEMBERED = 10_000


@dataclass(frozen=True)
class Bucket:
    """What is counted together.

    Attributes:
        key: such as an address and a name.
        free: how many may fail before there is a wait.
    """

    key: tuple[str, ...]
    free: int


@dataclass(frozen=True)
class _Failures:
    count: int
    last: datetime


class Throttle:
    """Counts failures, in this process's memory.

    Args:
        now: tells the time.
        longest: the longest wait.
        forgotten: failures count no more after this time without another.
    """

    def __init__(self, now: Callable[[], datetime], longest: timedelta, forgotten: timedelta) -> None:
        self._now = now
        self._longest = longest
        self._forgotten = forgotten
        self._failures: OrderedDict[tuple[str, ...], _Failures] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, buckets: Iterable[Bucket]) -> timedelta:
        """How long to wait before another attempt; no time at all after few failures."""
        with self._lock:
            return max((self._wait(bucket) for bucket in buckets), default=timedelta())

    def failed(self, buckets: Iterable[Bucket]) -> None:
        """Count a failure. If there are too many senders, the oldest are forgotten."""
        with self._lock:
            for bucket in buckets:
                self._failures[bucket.key] = _Failures(self._count(bucket.key) + 1, self._now())
                self._failures.move_to_end(bucket.key)
            while len(self._failures) > MOST_REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, bucket: Bucket) -> None:
        """Forget the failures of a bucket."""
        with self._lock:
            self._failures.pop(bucket.key, None)

    def _count(self, key: tuple[str, ...]) -> int:
        known = self._failures.get(key)
        return known.count if known and self._now() - known.last < self._forgotten else 0

    def _wait(self, bucket: Bucket) -> timedelta:
        over = self._count(bucket.key) - bucket.free
        if over < 0:
            return timedelta()
        growing = min(timedelta(seconds=2 ** min(over, 20)), self._longest)
        return max(self._failures[bucket.key].last + growing - self._now(), timedelta())
