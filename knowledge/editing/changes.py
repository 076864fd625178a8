"""A change to the content before it is made: checked with all the other files, before anything is written."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.faults import Fault
from knowledge.files.check import check
from knowledge.files.reader import leads_elsewhere

NOTHING = ""
"""The digest of a file that is not there."""


@dataclass(frozen=True)
class Change:
    """What some files should become.

    Attributes:
        files: the new text of each, by its path in the content folder; None removes the file.
        read: the digest of each of these files when it was read, so that nobody's work is overwritten.
    """

    files: Mapping[str, str | None]
    read: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Findings:
    """What a change would do to the whole set.

    Attributes:
        faults: those that the change causes, or leaves in the files that it touches. They stop it.
        others: earlier faults in other files. Nothing goes live until somebody fixes them.
    """

    faults: tuple[Fault, ...]
    others: tuple[Fault, ...]


def text_of(folder: Path, file: str) -> str | None:
    """The text of a content file, line ends as they are; None if there is none.

    Raises:
        ValueError: the path leads out of the folder.
    """
    path = inside(folder, file)
    return path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else None


def digest(text: str | None) -> str:
    """What tells one text from another."""
    return NOTHING if text is None else hashlib.sha256(text.encode()).hexdigest()


def inside(folder: Path, file: str) -> Path:
    """The path of a content file.

    Raises:
        ValueError: it leads out of the folder, or passes a link.
    """
    path = folder / file
    if leads_elsewhere(folder, path):
        raise ValueError(f"{file} is not in {folder}, or it is a link.")
    return path


@contextmanager
def proposed(folder: Path, change: Change) -> Iterator[Path]:
    """A temporary folder with the content as the change would make it."""
    with tempfile.TemporaryDirectory(prefix="proposed-") as scratch:
        copy = Path(scratch) / "content"
        shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(".*"))
        for file, text in change.files.items():
            path = inside(copy, file)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
        yield copy


def look_over(folder: Path, change: Change, today: date) -> Findings:
    """Check the whole content as the change would make it. Nothing is written."""
    with proposed(folder, change) as copy:
        after = check(copy, today).faults
    if not after:
        return Findings((), ())
    before = {(fault.file, fault.field, fault.problem) for fault in check(folder, today).faults}
    own = tuple(f for f in after if f.file in change.files or (f.file, f.field, f.problem) not in before)
    return Findings(own, tuple(fault for fault in after if fault not in own))
