"""Makes a change: checked with all the rest, nobody's work written over, each file written in one step, and kept."""

from __future__ import annotations

import fcntl
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.editing.changes import Change, Findings, digest, inside, look_over, text_of
from knowledge.editing.history import FOUND, History, NotKept
from knowledge.faults import ContentInvalid, KnowledgeError

logger = logging.getLogger(__name__)


class Collision(KnowledgeError):
    """Somebody else changed a file meanwhile, so nothing was written.

    Attributes:
        now: the text of each such file as it is now; None where it was taken away.
    """

    def __init__(self, now: Mapping[str, str | None]) -> None:
        self.now = now
        super().__init__(f"Changed by somebody else meanwhile: {', '.join(now)}.")


@dataclass(frozen=True)
class Published:
    """What came of publishing.

    Attributes:
        findings: no faults of its own, but perhaps those of other files, which keep everything from going live.
        not_kept: why the version could not be kept, or None.
    """

    findings: Findings
    not_kept: str | None = None


class Publisher:
    """Makes changes, one at a time whichever process asks.

    Args:
        content: the content folder.
        history: keeps each version.
        lock: a file that is locked meanwhile.
    """

    def __init__(self, content: Path, history: History, lock: Path) -> None:
        self._content = content
        self._history = history
        self._lock = lock

    def publish(self, change: Change, editor: str, reason: str, today: date) -> Published:
        """Make a change.

        Args:
            change: what to write, and what was there when it was begun.
            editor: the name that is kept with it.
            reason: in the editor's words.
            today: the day against which dates are held.

        Raises:
            Collision: a file is not as it was read.
            ContentInvalid: the change would make a fault. In both cases nothing is written.
        """
        with _locked(self._lock):
            self._must_be_as_read(change)
            findings = look_over(self._content, change, today)
            if findings.faults:
                raise ContentInvalid(self._content, findings.faults)
            before = {file: text_of(self._content, file) for file in change.files}
            not_kept = self._keep_what_was_found(before)
            for file, text in sorted(change.files.items(), key=lambda pair: pair[1] is None):
                write(inside(self._content, file), text)
            return Published(findings, self._keep(change.files, editor, reason) or not_kept)

    def _must_be_as_read(self, change: Change) -> None:
        now = {file: text_of(self._content, file) for file in change.files}
        other = {file: text for file, text in now.items() if digest(text) != change.read.get(file, digest(None))}
        if other:
            raise Collision(other)

    def _keep_what_was_found(self, before: Mapping[str, str | None]) -> str | None:
        """A file that was edited by hand and not kept yet is kept first, so that it can be brought back."""
        unknown = {file: text for file, text in before.items() if text is not None and text != self._last(file)}
        return self._keep(unknown, "unknown", FOUND) if unknown else None

    def _last(self, file: str) -> str | None:
        return next((version.text for version in self._history.versions(file)), None)

    def _keep(self, files: Mapping[str, str | None], editor: str, reason: str) -> str | None:
        try:
            self._history.keep(files, editor, reason)
        except NotKept as error:
            logger.exception("A version was not kept.")
            return str(error)
        return None


def write(path: Path, text: str | None) -> None:
    """Give a file its new text in one step, so that nobody ever reads half of it; None takes it away."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    with tempfile.NamedTemporaryFile("wb", prefix=".", suffix=".new", dir=path.parent, delete=False) as file:
        try:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, mode)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
