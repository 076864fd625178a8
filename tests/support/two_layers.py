"""The small content in two layers: the national one holds all but who the council is."""

from __future__ import annotations

import shutil
from pathlib import Path

from knowledge.files import law
from tests.support import content
from tests.support.content import change

ADDITION = "topics/short-breaks.md"
DATES = "checked: 2020-01-05\nchecked_by: a test\nreview_due: '2099-01-05'\n"


def write(folder: Path) -> Path:
    """Write both layers, the national one as `england` inside the council's folder."""
    content.write(folder / "england")
    shutil.copy(law.LAW, folder / "england" / law.LAW.name)
    (folder / "england" / "council.yml").rename(folder / "council.yml")
    change(folder, "council.yml", "name:", "country: england\nname:")
    return folder


def add(folder: Path, body: str, fields: str = DATES, file: str = ADDITION) -> Path:
    """Write what the council adds to a national page."""
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\nid: {path.stem}\n{fields}---\n\n{body}\n", encoding="utf-8")
    return path
