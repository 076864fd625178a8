"""A copy of the content, the index and the model, so that a test or benchmark may change what a running system uses."""

from __future__ import annotations

import shutil
from pathlib import Path

from knowledge.files import index_folders
from knowledge.settings import Paths
from tests.support.content import SHIPPED
from tests.support.running import MODEL


def own_copy(folder: Path) -> dict[str, str]:
    """Copy what is in use, both layers of the content, into `folder`.

    Returns:
        the environment for `tests.support.running.running`.
    """
    index_folders.copy(SHIPPED, folder / "content")
    used = index_folders.in_use(Paths.from_environment().index)
    shutil.copytree(used, folder / "index" / used.name)
    shutil.copy(used.parent / "current", folder / "index" / "current")
    (folder / "models").mkdir()
    shutil.copy(MODEL, folder / "models" / MODEL.name)
    return {
        "ASSISTANT_CONTENT": str(folder / "content"),
        "ASSISTANT_INDEX": str(folder / "index"),
        "ASSISTANT_MODEL": str(folder / "models" / MODEL.name),
    }
