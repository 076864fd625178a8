"""What one message may cost: a message that is too hard to read is refused, so that it never holds up the others."""

from __future__ import annotations

import time
from collections.abc import Callable

from web_widget.gateway.checks import Refused

MOST_SECONDS = 1.0
"""Of this thread's CPU. A message takes some thousandths; the hardest that we know takes a tenth."""


class Budget:
    """Starts counting when it is created.

    Args:
        clock: seconds of CPU that this thread has used.
        most: how many a message may use.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time, most: float = MOST_SECONDS) -> None:
        self._clock = clock
        self._until = clock() + most

    def check(self) -> None:
        """Check that there is time left.

        Raises:
            Refused: none is left. Nothing of the message has been passed on or kept.
        """
        if self._clock() > self._until:
            raise Refused("too_hard", 400)
