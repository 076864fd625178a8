"""The state of the content at the time of a run, and what changed between two runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dulwich.errors import NotGitRepository
from dulwich.objects import ObjectID
from dulwich.repo import Repo

from knowledge.files import index_folders
from knowledge.files.layers import Layers


@dataclass(frozen=True)
class Edit:
    """A commit that touched a page."""

    commit: str
    author: str
    day: str
    words: str


def digests(index_folder: Path) -> dict[str, str]:
    """The digest of every page of the version in use, in both layers, by entry.

    Raises:
        IndexNotBuilt: there is no index.
    """
    content = Layers.of(index_folders.in_use(index_folder) / "content")
    texts: dict[str, bytes] = {}
    for folder in content.folders:
        for path in sorted((folder / "topics").glob("*.md")):
            texts[path.stem] = texts.get(path.stem, b"") + path.read_bytes()
    return {entry: hashlib.sha256(text).hexdigest()[:12] for entry, text in texts.items()}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The entries that were changed, added or taken out."""
    return {entry for entry in {*before, *after} if before.get(entry) != after.get(entry)}


def last_commit(content: Path) -> str | None:
    """The last commit that touched the content, or None without git."""
    return next((edit.commit for edit in _walk(content, [content], None, None, most=1)), None)


def edits(content: Path, entry: str, before: str | None, after: str | None) -> list[Edit]:
    """The commits between two commits that touched the page of an entry, the newest first."""
    if not before or not after:
        return []
    return list(_walk(content, [content / "topics" / f"{entry}.md"], before, after, most=20))


def _walk(content: Path, paths: Iterable[Path], before: str | None, after: str | None, most: int) -> Iterable[Edit]:
    try:
        with Repo.discover(str(content)) as repository:
            root = Path(repository.path).resolve()
            inside = [str(path.resolve().relative_to(root)).encode() for path in paths]
            walker = repository.get_walker(
                include=[ObjectID(after.encode())] if after else None,
                exclude=[ObjectID(before.encode())] if before else None,
                paths=inside,
                max_entries=most,
            )
            return [_edit(entry.commit) for entry in walker]
    except (NotGitRepository, KeyError, ValueError):  # no git, no commit yet, or one that was discarded
        return []


def _edit(commit: object) -> Edit:
    words = commit.message.decode(errors="replace").strip().splitlines()  # type: ignore[attr-defined]
    author = commit.author.decode(errors="replace").partition(" <")[0]  # type: ignore[attr-defined]
    day = datetime.fromtimestamp(commit.author_time, UTC).date().isoformat()  # type: ignore[attr-defined]
    return Edit(commit.id.decode(), author, day, words[0] if words else "")  # type: ignore[attr-defined]
