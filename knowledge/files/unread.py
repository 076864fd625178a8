"""Files of the council's folder that nothing reads, such as a page that an editor saved as toy-library.md.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.faults import Fault
from knowledge.files.layers import Layer, Layers, layer_of
from knowledge.files.records import Content

_NOTES = frozenset({"readme.md", "readme.txt", "licence", "license"})
"""Names of files that people keep next to the content, in lower case."""


def unread(content: Content, folder: Path) -> Iterator[Fault]:
    """Each file that changes nothing, although whoever wrote it probably thought that it would.

    Args:
        content: of the folder.
        folder: the council's.
    """
    if content.council.country is None:
        return
    read = {name for entry in content.entries.values() for name in entry.files}
    for name, document in content.lines.items():
        read |= {name, document.name, *document.files.values()}
    for name, path in Layers.of(folder).files():
        if layer_of(name) is Layer.COUNCIL and name not in read and path.name.lower() not in _NOTES:
            remedy = "A page is topics/its-name.md, and a service services/its-name.yml. Rename it, or remove it."
            yield Fault(name, 1, "file", "Nothing reads this file, because of its name or folder.", remedy)
