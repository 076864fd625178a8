"""A copy of the content, the index and the model, so that a test or benchmark may change what a running system uses."""

from __future__ import annotations

import shutil
from pathlib import Path

from knowledge import versions
from knowledge.settings import Paths
from tests.content import SHIPPED
from tests.running import MODEL


def own_copy(folder: Path) -> dict[str, str]:
    """Copy what is in use into `folder`; gives the environment for `tests.running.running`."""
    shutil.copytree(SHIPPED, folder / "content")
    used = versions.in_use(Paths.from_environment().index)
    shutil.copytree(used, folder / "index" / used.name)
    shutil.copy(used.parent / "current", folder / "index" / "current")
    (folder / "models").mkdir()
    shutil.copy(MODEL, folder / "models" / MODEL.name)
    return {
        "ASSISTANT_CONTENT": str(folder / "content"),
        "ASSISTANT_INDEX": str(folder / "index"),
        "ASSISTANT_MODEL": str(folder / "models" / MODEL.name),
    }
