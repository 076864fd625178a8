"""One process at a time, on one machine: a lock file on a local disk, with a limit on the wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.faults import KnowledgeError

PATIENCE_SECONDS = 60.0
"""Far longer than any work that is done under such a lock."""


class Busy(KnowledgeError):
    """Another process has held a lock for too long."""

    def __init__(self, lock: Path, patience: float) -> None:
        super().__init__(
            f"Another process has been at work for {patience:g} seconds (it holds {lock}). "
            "Try again in a minute; if it does not end, look for a process that hangs and stop it."
        )


@contextmanager
def alone(lock: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Do something while no other process does the same.

    Args:
        lock: the file that is locked; its folder is created if needed.
        patience: how many seconds to wait for another process.

    Raises:
        Busy: it was still running then.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    waited_for = FileLock(lock, timeout=patience)
    try:
        waited_for.acquire()
    except Timeout as error:
        raise Busy(lock, patience) from error
    try:
        yield
    finally:
        waited_for.release()
