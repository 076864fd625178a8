"""Changes that somebody has written and not published yet, each in a folder of its own."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from knowledge.editing.changes import Change
from knowledge.files import atomic

KEPT_SECONDS = 7 * 24 * 3600.0
_TOKEN = re.compile(r"[\w-]{16}")


@dataclass(frozen=True)
class Draft:
    """A change that waits.

    Attributes:
        kind: of an `Editable`, such as "entries".
        identifier: of what it is about.
        title: what is done, in words.
        files, read: as in a `Change`.
        editor: the user name of who wrote it.
        reason: what to propose as the reason.
        agreed_by: the user name of a second editor who agreed; a change to a danger card needs one.
        agreed_name: their full name, for the list of emergency contacts.
        part: the record that it is about, where a form is of one.
    """

    kind: str
    identifier: str
    title: str
    files: dict[str, str | None]
    read: dict[str, str]
    editor: str
    reason: str = ""
    agreed_by: str = ""
    agreed_name: str = ""
    part: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def change(self) -> Change:
        """The change that the draft would make."""
        return Change(self.files, self.read)


class Drafts:
    """The one way to the drafts.

    Args:
        folder: where they are; created when needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, draft: Draft) -> Path:
        """Keep a draft, and forget drafts that nobody has published for a week.

        Returns:
            Its folder, in which what is found out about it can be kept as well.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another process is tidying, too
                if time.time() - old.stat().st_mtime > KEPT_SECONDS:
                    shutil.rmtree(old, ignore_errors=True)
        folder = self.folder(draft.token)
        folder.mkdir(exist_ok=True)
        write_json(folder / "draft.json", asdict(draft))
        return folder

    def find(self, token: str, editor: str) -> Draft | None:
        """A draft that the editor wrote."""
        draft = self.of_anybody(token)
        return draft if draft and draft.editor == editor else None

    def of_anybody(self, token: str) -> Draft | None:
        """A draft by any editor, for somebody who is asked to agree."""
        kept = read_json(self.folder(token) / "draft.json") if _TOKEN.fullmatch(token) else None
        return Draft(**kept) if kept else None

    def folder(self, token: str) -> Path:
        """The folder of a draft."""
        return self._folder / token

    def forget(self, token: str) -> None:
        """Delete a draft. A job that still works on it notices and ends."""
        shutil.rmtree(self.folder(token), ignore_errors=True)


def read_json(path: Path) -> Any:
    """What a file holds; None if there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_json(path: Path, value: Any) -> None:
    """Write a file in one step.

    Raises:
        FileNotFoundError: its folder is gone.
    """
    atomic.write(path, json.dumps(value, ensure_ascii=False).encode())
