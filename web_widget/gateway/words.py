"""The content from which the gateway takes its words, even if the index is damaged."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path

from knowledge.faults import KnowledgeError
from knowledge.files import index_folders, loading
from knowledge.files.records import Content
from knowledge.settings import Paths
from knowledge.versions.live import Live

Read = Callable[[Path], tuple[str, Content]]

logger = logging.getLogger(__name__)

DAMAGED = ""
"""In place of the version, if the index cannot be read."""


class Words(Live[tuple[str, Content]]):
    """The version and content in use; if the index is damaged, the content files themselves.

    Without them nobody could be told that the assistant is away, and whom to ring.

    Args:
        paths: of the index and of the content files.
        read: reads the version in use and prepares what the gateway needs from it.
    """

    def __init__(self, paths: Paths, read: Read = index_folders.load_content) -> None:
        super().__init__(paths.index, read)
        self._files = paths.content

    def current(self) -> tuple[str, Content]:
        """What the index holds, or else the files.

        Raises:
            KnowledgeError: neither can be read.
        """
        try:
            return super().current()
        except KnowledgeError as error:
            return DAMAGED, _files(self._files, str(error))


@cache
def _files(folder: Path, reason: str) -> Content:
    """The content files, read once; said once."""
    logger.error("The words come from the content files alone, and nothing is answered. %s", reason)
    return loading.load(folder)


def live_words(read: Read = index_folders.load_content) -> Words:
    """Those of this installation, followed."""
    return Words(Paths.from_environment(), read).follow()
