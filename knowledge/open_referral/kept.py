"""What each service was when it was last imported: `imported/<id>.json` in the content folder, a file for each.

They travel with the records (git, a synced folder, another machine), so that whoever imports next
can tell what staff changed by hand from what the feed changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.faults import KnowledgeError
from knowledge.files.reader import leads_elsewhere

FOLDER = "imported"


class KeptUnreadable(KnowledgeError):
    """A file that records what was imported is damaged."""


@dataclass(frozen=True)
class Kept:
    """What a feed said about a service.

    Attributes:
        feed: the feed's name.
        feed_id: the service's id in it.
        fields: of our service record, as the feed filled them.
    """

    feed: str
    feed_id: str
    fields: Mapping[str, Any]

    def written(self) -> str:
        """The text of the file."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


def load(content_folder: Path) -> dict[str, Kept]:
    """What was imported, by the ids of our services.

    Raises:
        KeptUnreadable: with the file and what to do.
    """
    return {path.stem: _read(path) for path in sorted((content_folder / FOLDER).glob("*.json"))}


def _read(path: Path) -> Kept:
    if leads_elsewhere(path.parent.parent, path):
        raise KeptUnreadable(f"{path} is a link to something else. Put the file itself there, or delete the link.")
    try:
        return Kept(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        remedy = "Restore it, or delete it: the next import then keeps every field of that service as it is."
        raise KeptUnreadable(f"{path} cannot be read ({error}). {remedy}") from error
