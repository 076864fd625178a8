"""Makes a change: checked with all other files, without overwriting anybody's work, each file written in one step."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.editing.changes import Change, Findings, digest, inside, look_over, text_of
from knowledge.editing.emergency import NeedsSecondPerson, danger_cards_changed, signed
from knowledge.editing.history import FOUND, History, NotKept
from knowledge.faults import ContentInvalid, KnowledgeError
from knowledge.files import atomic
from knowledge.files.locking import alone

logger = logging.getLogger(__name__)


class Collision(KnowledgeError):
    """Somebody else changed a file first, so nothing was written.

    Attributes:
        now: the text of each such file as it is now; None if it was removed.
    """

    def __init__(self, now: Mapping[str, str | None]) -> None:
        self.now = now
        super().__init__(f"Somebody else has changed these files: {', '.join(now)}.")


@dataclass(frozen=True)
class Published:
    """The result of publishing.

    Attributes:
        findings: no faults of its own, but perhaps faults in other files, which stop everything from going live.
        not_kept: why the version could not be kept, or None.
    """

    findings: Findings
    not_kept: str | None = None


class Publisher:
    """Makes changes, one at a time across all processes.

    Args:
        content: the content folder.
        history: keeps each version.
        lock: a file that is locked while a change is made.
    """

    def __init__(self, content: Path, history: History, lock: Path) -> None:
        self._content = content
        self._history = history
        self._lock = lock

    def publish(self, change: Change, editor: str, reason: str, today: date, second: str = "") -> Published:
        """Make a change.

        Args:
            change: what to write, and what was there when the edit began.
            editor: the name that is kept with it.
            reason: in the editor's words.
            today: the day to compare dates with.
            second: the name of another editor who agreed, which a change to a danger card needs.

        Raises:
            Collision: a file is not as it was read.
            NeedsSecondPerson: it changes a danger card, and nobody else has agreed.
            ContentInvalid: the change would make a fault.
            Busy: another change has been running for too long. In all these cases nothing is written.
        """
        with alone(self._lock):
            self._must_be_as_read(change)
            change = self._agreed(change, editor, second)
            findings = look_over(self._content, change, today)
            if findings.faults:
                raise ContentInvalid(self._content, findings.faults)
            before = {file: text_of(self._content, file) for file in change.files}
            not_kept = self._keep_what_was_found(before)
            for file, text in sorted(change.files.items(), key=lambda pair: pair[1] is None):
                write(inside(self._content, file), text)
            return Published(findings, self._keep(change.files, editor, reason) or not_kept)

    def _agreed(self, change: Change, editor: str, second: str) -> Change:
        """The change, with both names in the list of emergency contacts where it needs them."""
        cards = danger_cards_changed(self._content, change)
        if not cards:
            return change
        if not second or second.casefold() == editor.casefold():
            raise NeedsSecondPerson(cards)
        return signed(self._content, change, f"{editor} and {second}")

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
    """Give a file its new text in one step, so that nobody ever reads half of it; None removes the file."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, text.encode(), path.stat().st_mode & 0o777 if path.exists() else 0o644)
