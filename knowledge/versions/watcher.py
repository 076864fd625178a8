"""Keeps what is live the same as the content folder: a file is saved, and a moment later parents see its words."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from knowledge import london
from knowledge.faults import ContentInvalid, Fault
from knowledge.files import index_folders
from knowledge.files.records import Content
from knowledge.versions.building import Built
from knowledge.versions.watch_status import Attempt, Stage, keep, last_training

QUIET_SECONDS = 0.1
"""A change is used once nothing has changed for this long, because an editor or a pull writes several files."""
BUSY_SECONDS = 1.0
"""How often we check whether a background process has ended."""
NICENESS = "10"
LOOK_ANYWAY_SECONDS = 10.0
"""Not every folder reports its changes: a network folder does not, nor one that was replaced as a whole."""

logger = logging.getLogger(__name__)


class Watcher:
    """Puts the content in use whenever it has changed, and has the slow part done in the background.

    Args:
        content_folder: what is watched.
        index_folder: where versions, and what was last done, are kept.
        update: checks the content folder and puts it in use, as soon as possible.
        learn: command that does the rest of the training, and puts the result in use.
        train: command that trains the dialogue model on changed wordings.
    """

    def __init__(
        self,
        content_folder: Path,
        index_folder: Path,
        update: Callable[[], Built],
        learn: Sequence[str],
        train: Sequence[str],
    ) -> None:
        self._content_folder = content_folder
        self._index_folder = index_folder
        self._update = update
        self._learn = learn
        self._train = train
        self._seen: tuple[str, date] | None = None
        self._in_haste = False
        self._unrecorded: Attempt | None = None
        self._trained: str | None = None
        self._chore = Chore()
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
                self._changed.wait(BUSY_SECONDS if self.chores() else LOOK_ANYWAY_SECONDS)
        finally:
            self._chore.stop()
            observer.stop()
            observer.join()

    def stop(self) -> None:
        """Let `run` end."""
        self._stopped.set()
        self._changed.set()

    def look(self) -> None:
        """Put the content folder in use, or refuse it as a whole, and record which.

        Nothing is done if it is as it was last time, except to record what could not be recorded then. A new day counts
        as a change, because dates are compared with it.
        """
        seen = (index_folders.fingerprint(self._content_folder), london.today())
        if seen != self._seen:
            self._use(seen)
        self._record()

    def _use(self, seen: tuple[str, date]) -> None:
        try:
            self._in_haste = self._update().in_haste
            faults: tuple[Fault, ...] = ()
        except ContentInvalid as error:
            faults = error.faults
        except Exception as error:
            logger.exception("The content could not be built; what was live stays live. It is tried again.")
            self._tell((_not_built(error),))
            self._seen = None
            return
        self._tell(faults)
        self._seen = seen

    def chores(self) -> bool:
        """Start what is left to do, one thing at a time; return whether there is anything."""
        if self._chore.busy():
            return True
        if self._in_haste:
            self._in_haste = False
            self._chore.start(self._learn)
            return True
        if index_folders.current_version(self._index_folder) is None:
            return False
        wordings = wordings_of(index_folders.load_content(self._index_folder)[1])
        if self._trained is None and not _was_cut_off(self._index_folder):
            self._trained = wordings
        if wordings == self._trained:
            return False
        self._trained = wordings
        self._chore.start(self._train)
        return True

    def _tell(self, faults: tuple[Fault, ...]) -> None:
        """Log what became of the content, and have it recorded."""
        name = index_folders.current_version(self._index_folder)
        version = name and index_folders.content_version(name)
        self._unrecorded = Attempt(datetime.now(UTC), version, faults)
        if faults:
            lines = "\n".join(f"  {fault}" for fault in faults)
            logger.error("The content is refused; version %s stays live. Fix these faults:\n%s", version, lines)
        else:
            logger.info("Version %s is live.", version)

    def _record(self) -> None:
        """Record what was done last, unless it is recorded; on a full disk that waits for the next look."""
        if self._unrecorded is None:
            return
        try:
            keep(self._unrecorded, self._index_folder)
        except OSError as error:
            logger.warning(
                "It could not be recorded what became of the content (%s). It is tried again.", error.strerror
            )
        else:
            self._unrecorded = None


def _not_built(error: Exception) -> Fault:
    remedy = "It is tried again every few seconds. The details are in var/log/knowledge.log."
    return Fault("the index", 1, "build", f"It could not be built ({type(error).__name__}).", remedy)


def wordings_of(content: Content) -> str:
    """A digest of what the dialogue model is trained on: which wording has which intent."""
    asked = [(entry.intent, entry.ask, entry.wordings, entry.not_here) for entry in content.entries.values()]
    return hashlib.sha256(
        repr((asked, [kind.questions for kind in content.out_of_scope], content.talk)).encode()
    ).hexdigest()


def _was_cut_off(index_folder: Path) -> bool:
    """Whether the last training came to no end."""
    training = last_training(index_folder)
    return training is not None and training.stage in (Stage.TRAINING, Stage.CHECKING)


class Chore:
    """A command that runs in the background, at low priority."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, command: Sequence[str]) -> None:
        """Start it."""
        logger.info("In the background: %s", " ".join(command))
        self._process = subprocess.Popen(["nice", "-n", NICENESS, *command])

    def busy(self) -> bool:
        """Whether it still runs. A failure is logged."""
        if self._process is None:
            return False
        status = self._process.poll()
        if status is None:
            return True
        if status:
            logger.error("It ended with status %d: %s", status, self._process.args)
        self._process = None
        return False

    def stop(self) -> None:
        """End it before its time."""
        if self.busy() and self._process is not None:
            self._process.terminate()
            self._process.wait()


class _Changed(FileSystemEventHandler):
    """Remembers that something changed."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        self._event.set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self.set()

    def wait(self, seconds: float) -> None:
        """Wait until something has changed and the folder is quiet again; wait only so long for the first change."""
        if self._event.wait(seconds):
            self._event.clear()
            while self._event.wait(QUIET_SECONDS):
                self._event.clear()
