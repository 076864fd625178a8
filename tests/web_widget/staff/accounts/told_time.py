"""Time that passes when it is told to."""

from __future__ import annotations

from datetime import UTC, datetime


class Clock:
    """Tells the time that a test sets."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time
