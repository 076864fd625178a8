"""The content by which the gateway speaks, whatever became of the index."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from knowledge import documents, versions
from knowledge.documents import Content
from knowledge.faults import KnowledgeError
from knowledge.live import Live
from knowledge.settings import Paths

logger = logging.getLogger(__name__)

DAMAGED = ""
"""In place of the version, where the index cannot be read."""


class Words(Live[tuple[str, Content]]):
    """The version and content in use; where the index is damaged, the content files themselves.

    Without them nobody could be told that the assistant is away, and whom to ring.

    Args:
        paths: of the index and of the content files.
    """

    def __init__(self, paths: Paths) -> None:
        super().__init__(paths.index, versions.load_content)
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
    return documents.load(folder)


def live_words() -> Words:
    """Those of this installation."""
    return Words(Paths.from_environment())
