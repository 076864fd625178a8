"""What was retired, and what replaces it, so that old addresses still lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Current(Mapping[str, T]):
    """Records by their id. The id of one that was retired leads to its successor, but only those in use are listed.

    Args:
        records: those in use.
        successors: the id of the successor of each that was retired, which may have been retired later itself.
    """

    def __init__(self, records: Mapping[str, T], successors: Mapping[str, str]) -> None:
        self._records = records
        self._successors = successors

    def __getitem__(self, identifier: str) -> T:
        return self._records[self.now(identifier)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def now(self, identifier: str) -> str:
        """The id under which a record is found today; the same id if it was not retired."""
        for _ in self._successors:
            if identifier in self._records or identifier not in self._successors:
                break
            identifier = self._successors[identifier]
        return identifier

    def all_now(self, identifiers: Sequence[str]) -> tuple[str, ...]:
        """Several ids as they are today, each once."""
        return tuple(dict.fromkeys(map(self.now, identifiers)))
