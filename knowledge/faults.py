"""What can be wrong with the content, in words that tell staff how to fix it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with one file.

    Attributes:
        file: path relative to the content folder.
        line: line number, counted from 1.
        field: the field or heading at fault.
        problem: what is wrong, with the value.
        remedy: what to do about it.
    """

    file: str
    line: int
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.problem} {self.remedy}"


class KnowledgeError(Exception):
    """Root of every error that this package raises on purpose."""


class ContentInvalid(KnowledgeError):
    """The content has faults, so none of it is taken.

    Attributes:
        faults: every fault found, in the order of the files.
    """

    def __init__(self, folder: Path, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{len(self.faults)} fault(s) in {folder}. Fix them and try again:\n{lines}")


class IndexNotBuilt(KnowledgeError):
    """There is no index yet, or it cannot be read."""


class EncoderInvalid(KnowledgeError):
    """There is no sentence model in the folder named for it, or the one there fails."""
