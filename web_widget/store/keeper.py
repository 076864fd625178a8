"""Keeps records, at once or as soon as possible: the disk may be full, or the database locked."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable

from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

RETRY_SECONDS = 2.0
MOST_WAITING = 10_000
MOST_REFUSALS = 3
"""How often the database may refuse a write. Another process may be in the way once, but hardly three times."""

logger = logging.getLogger(__name__)


class Keeper:
    """Writes records. A parent gets the answer whether or not its record can be written at the moment.

    What cannot be written waits in memory, in order, until it can be; a conversation that is deleted in the meantime is
    not written. It is lost if the gateway ends first. What can never be written is dropped, so that it does not stop
    the rest.

    Args:
        is_forgotten: whether a conversation was deleted.
        retry_seconds: how long to wait before what could not be written is tried again.
    """

    def __init__(self, is_forgotten: Callable[[str], bool], retry_seconds: float = RETRY_SECONDS) -> None:
        self._is_forgotten = is_forgotten
        self._retry_seconds = retry_seconds
        self._waiting: deque[Callable[[], None]] = deque(maxlen=MOST_WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self, conversation: str, write: Callable[[], None]) -> None:
        """Write, now or later.

        Args:
            conversation: whose it is.
            write: writes it, or raises an error of SQLAlchemy's.
        """
        with self._lock:
            others_wait = bool(self._waiting)
        if others_wait or not _written(write):
            self._do_later(lambda: self._write_unless_forgotten(conversation, write))

    def delete(self, delete: Callable[[], None]) -> None:
        """Delete, now or later, what came in after its conversation was deleted.

        Args:
            delete: deletes it, or raises an error of SQLAlchemy's.
        """
        if not _written(delete):
            self._do_later(delete)

    def _do_later(self, waiting: Callable[[], None]) -> None:
        with self._lock:
            self._waiting.append(waiting)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._catch_up, name="keeper", daemon=True)
                self._thread.start()

    def _catch_up(self) -> None:
        """Write what waits, the oldest first; ends when nothing waits any more."""
        while True:
            with self._lock:
                oldest = self._waiting[0]
            self._settle(oldest)
            with self._lock:
                if self._waiting[0] is oldest:  # with too many waiting, the oldest go
                    self._waiting.popleft()
                if not self._waiting:
                    self._thread = None
                    return

    def _settle(self, write: Callable[[], None]) -> None:
        """Try until it is written; give up on what an outage does not explain, so that it does not stop the others."""
        refusals = 0
        while True:
            try:
                write()
                return
            except Exception as error:
                refusals += not _is_outage(error)
                if refusals == MOST_REFUSALS:
                    logger.error("A record is lost, as it cannot be kept: %s", type(error).__name__)
                    return
            time.sleep(self._retry_seconds)

    def _write_unless_forgotten(self, conversation: str, write: Callable[[], None]) -> None:
        if not self._is_forgotten(conversation):
            write()


def _written(write: Callable[[], None]) -> bool:
    try:
        write()
    except SQLAlchemyError as error:
        logger.warning("A record could not be kept yet: %s", type(error).__name__)
        return False
    return True


def _is_outage(error: Exception) -> bool:
    """Whether the database could not be written to, rather than refused what was written."""
    return isinstance(error, SQLAlchemyError) and not isinstance(error, (DataError, IntegrityError))
