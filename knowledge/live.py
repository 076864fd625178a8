"""The version in use, followed while a process runs: a new one is taken up the next time it is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from knowledge import versions
from knowledge.documents import Content
from knowledge.faults import KnowledgeError
from knowledge.settings import Paths, SearchSettings

if TYPE_CHECKING:
    from knowledge.search import Search

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Live(Generic[T]):
    """What was made of the version in use. A version that cannot be read is passed over: the last one stays.

    Args:
        index_folder: where versions are kept.
        make: reads the version in use. Nothing is read before `current` is called.
    """

    def __init__(self, index_folder: Path, make: Callable[[Path], T]) -> None:
        self._folder = index_folder
        self._make = make
        self._tried: str | None = None
        self._made: T | None = None

    def current(self) -> T:
        """What was made of the newest version that can be read.

        Raises:
            KnowledgeError: none can be read, and none could be before.
        """
        version = versions.current_version(self._folder)
        if self._made is None or version not in (None, self._tried):
            self._tried = version
            try:
                self._made = self._make(self._folder)
            except KnowledgeError:
                if self._made is None:
                    raise
                logger.exception("The new index cannot be read; the last one stays in use.")
        return self._made


@lru_cache(maxsize=1)
def live_search() -> Live[Search]:
    """The search of this process. Those who need the content alone are spared what a search imports."""
    from knowledge import index
    from knowledge.search import Search

    settings = SearchSettings()
    return Live(Paths.from_environment().index, lambda folder: Search(index.load(folder, settings), settings))


@lru_cache(maxsize=1)
def live_content() -> Live[tuple[str, Content]]:
    """The version and content of this process, without the means to search it."""
    return Live(Paths.from_environment().index, versions.load_content)
