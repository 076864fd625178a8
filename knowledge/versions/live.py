"""The version in use, followed while a process runs. While a new version is read, the last one keeps answering."""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from knowledge.files import index_folders
from knowledge.files.records import Content
from knowledge.settings import Paths, SearchSettings

if TYPE_CHECKING:
    from knowledge.search.search import Search

EVERY_SECONDS = 0.1
"""How often we check, by reading one small file, whether another version is in use."""

AGAIN_SECONDS = 30.0
"""How long we wait before what failed is tried again: the fault may have passed, as when too many files were open."""

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Live(Generic[T]):
    """What was made of the version in use. While a version cannot be read, the last one stays.

    Args:
        index_folder: where versions are kept.
        make: reads the version in use. Nothing is read before `current` is called.
    """

    def __init__(self, index_folder: Path, make: Callable[[Path], T]) -> None:
        self._folder = index_folder
        self._make = make
        self._version: str | None = None
        self._failed: tuple[str, float] | None = None
        self._made: T | None = None
        self._making = threading.Lock()

    def current(self) -> T:
        """What was made of the newest version that could be read. Only the first call waits for it to be made.

        Raises:
            KnowledgeError: none can be read, and none could be before.
        """
        made = self._made
        return self.look() if made is None else made

    def look(self) -> T:
        """Use the version in use now, if it is another one.

        Raises:
            KnowledgeError: as for `current`.
        """
        with self._making:
            version = index_folders.current_version(self._folder)
            if self._made is None:
                self._made, self._version = self._make(self._folder), version
            elif version not in (None, self._version) and not self._failed_just_now(version):
                self._made = self._made_anew(version, self._made)
            return self._made

    def follow(self) -> Self:
        """Use each new version from now on, in the background, for as long as this object is in use.

        A process that is forked from this one, as a web server's workers are, follows separately.
        """
        _start(weakref.ref(self))
        os.register_at_fork(after_in_child=partial(_start, weakref.ref(self)))
        return self

    def _made_anew(self, version: str, last: T) -> T:
        """What is made of a version; the last one where that fails, whatever the reason."""
        try:
            made = self._make(self._folder)
        except Exception:
            logger.exception("The new index cannot be read; the last one stays in use. It is tried again.")
            self._failed = (version, time.monotonic())
            return last
        self._version = version
        return made

    def _failed_just_now(self, version: str) -> bool:
        failed, at = self._failed or (None, 0.0)
        return failed == version and time.monotonic() - at < AGAIN_SECONDS

    def _look_again(self) -> None:
        if self._made is not None:
            self.look()


def _start(reference: weakref.ref[Live[Any]]) -> None:
    if (live := reference()) is not None:
        live._making = threading.Lock()  # whoever held it was left behind by the fork
        threading.Thread(target=_keep_looking, args=[reference], name="live", daemon=True).start()


def _keep_looking(reference: weakref.ref[Live[Any]]) -> None:
    while (live := reference()) is not None:
        pause = EVERY_SECONDS
        try:
            live._look_again()
        except Exception:
            logger.exception("Which version is in use could not be found out. It is tried again.")
            pause = AGAIN_SECONDS
        del live
        time.sleep(pause)


@lru_cache(maxsize=1)
def live_search() -> Live[Search]:
    """The search of this process. A process that needs only the content does not import what a search needs."""
    from knowledge.search import index
    from knowledge.search.search import Search

    settings = SearchSettings()
    return Live(Paths.from_environment().index, lambda folder: Search(index.load(folder, settings), settings)).follow()


@lru_cache(maxsize=1)
def live_content() -> Live[tuple[str, Content]]:
    """The version and content of this process, without the means to search it."""
    return Live(Paths.from_environment().index, index_folders.load_content).follow()
