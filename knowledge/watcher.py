"""Keeps what is live the same as the content folder: a file is saved, and a moment later its words are shown."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from knowledge import versions
from knowledge.faults import ContentInvalid, Fault
from knowledge.index import Built
from knowledge.watching import Attempt, keep

QUIET_SECONDS = 0.1
"""A change is taken up once nothing has changed for so long: an editor or a pull writes several files."""
LOOK_ANYWAY_SECONDS = 10.0
"""Not every folder tells of its changes: one from a network does not, nor one that was replaced as a whole."""

logger = logging.getLogger(__name__)


class Watcher:
    """Builds the content whenever it has changed.

    Args:
        content_folder: what is watched.
        index_folder: where versions, and what was last done, are kept.
        build: checks, builds and swaps in what stands in the content folder.
    """

    def __init__(self, content_folder: Path, index_folder: Path, build: Callable[[], Built]) -> None:
        self._content_folder = content_folder
        self._index_folder = index_folder
        self._build = build
        self._seen: tuple[str, date] | None = None
        self._changed = _Changed()
        self._stopped = threading.Event()

    def run(self) -> None:
        """Watch until `stop` is called."""
        observer = Observer()
        observer.schedule(self._changed, str(self._content_folder), recursive=True)
        observer.start()
        try:
            while not self._stopped.is_set():
                self.look()
                self._changed.wait()
        finally:
            observer.stop()
            observer.join()

    def stop(self) -> None:
        """Let `run` end."""
        self._stopped.set()
        self._changed.set()

    def look(self) -> None:
        """Take up what stands in the content folder, or refuse it as a whole, and write down which.

        Nothing is done where it is as it was at the last look. A day counts as a change: dates are held against it.
        """
        seen = (versions.fingerprint(self._content_folder), date.today())
        if seen == self._seen:
            return
        try:
            self._build()
            self._tell(())
        except ContentInvalid as error:
            self._tell(error.faults)
        except Exception:
            logger.exception("The content could not be built; what was live stays live. It is tried again.")
            return
        self._seen = seen

    def _tell(self, faults: tuple[Fault, ...]) -> None:
        version = versions.current_version(self._index_folder)
        keep(Attempt(datetime.now(UTC), version, faults), self._index_folder)
        if faults:
            lines = "\n".join(f"  {fault}" for fault in faults)
            logger.error("The content is refused; version %s stays live. Mend these faults:\n%s", version, lines)
        else:
            logger.info("Version %s is live.", version)


class _Changed(FileSystemEventHandler):
    """Remembers that something changed."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        self._event.set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self.set()

    def wait(self) -> None:
        """Wait until something has changed and is quiet again, or until it is time to look anyway."""
        if self._event.wait(LOOK_ANYWAY_SECONDS):
            self._event.clear()
            while self._event.wait(QUIET_SECONDS):
                self._event.clear()
