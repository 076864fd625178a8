"""Who changed a content file, when and why: from git if the content is in a repository, otherwise from copies."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from dulwich.diff_tree import tree_changes
from dulwich.errors import NotGitRepository
from dulwich.ignore import IgnoreFilterManager
from dulwich.index import index_entry_from_path
from dulwich.object_store import commit_tree_changes, tree_lookup_path
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.repo import Repo

from knowledge.faults import KnowledgeError
from knowledge.files import atomic

MOST_VERSIONS = 50
FOUND = "Changed outside the staff pages"
"""The reason that is recorded if a file was changed in another way and nobody said why."""
logger = logging.getLogger(__name__)
_MODE = 0o100644
_NO_ADDRESS = b" <>"
"""How the author of a commit ends if only a name is known."""


@dataclass(frozen=True)
class Version:
    """A text that a file once had.

    Attributes:
        id: names it.
        editor: who wrote it.
        reason: why.
        moment: when.
        text: what it was; None if the file was removed.
        published: whether it was made on the staff pages, and not found there.
    """

    id: str
    editor: str
    reason: str
    moment: datetime
    text: str | None
    published: bool = True


class NotKept(KnowledgeError):
    """A version could not be kept; the message says why. The files are as they were published."""


class History(Protocol):
    """The versions of content files."""

    def versions(self, file: str) -> Sequence[Version]:
        """The versions of a file, by its path in the content folder, newest first; at most MOST_VERSIONS."""
        ...

    def kept_together(self, version: Version) -> Sequence[str]:
        """The paths of all files that were changed in one go with this version, in alphabetical order."""
        ...

    def keep(self, files: Mapping[str, str | None], editor: str, reason: str) -> None:
        """Keep the new text of these files; None for those that were removed.

        Raises:
            NotKept: they cannot be kept.
        """
        ...


def history_of(content: Path, kept: Path) -> History:
    """The history of a content folder.

    Args:
        content: the content folder.
        kept: where copies are kept if it is not in a git repository.
    """
    try:
        repository = Repo.discover(str(content))
    except NotGitRepository:
        return KeptCopies(kept)
    inside = content.resolve().relative_to(Path(repository.path).resolve()).as_posix()
    if IgnoreFilterManager.from_repo(repository).is_ignored(f"{inside}/"):
        return KeptCopies(kept)
    return GitHistory(repository, "" if inside == "." else f"{inside}/")


class GitHistory:
    """Commits. Only the files concerned are committed: what others have staged stays staged and is not committed.

    Args:
        repository: the one the content is in.
        prefix: the path of the content folder in it, with a slash at its end.
    """

    def __init__(self, repository: Repo, prefix: str) -> None:
        self._repository = repository
        self._prefix = prefix

    def versions(self, file: str) -> Sequence[Version]:
        path = (self._prefix + file).encode()
        if self._head() is None:
            return ()
        found = self._repository.get_walker(paths=[path], max_entries=MOST_VERSIONS)
        return tuple(self._version(entry.commit, path) for entry in found)

    def kept_together(self, version: Version) -> Sequence[str]:
        commit = _commit_of(self._repository, ObjectID(version.id.encode()))
        store = self._repository.object_store
        before = _commit_of(self._repository, commit.parents[0]).tree if commit.parents else None
        changed = (change.new or change.old for change in tree_changes(store, before, commit.tree))
        paths = (entry.path.decode() for entry in changed if entry and entry.path)
        return sorted(path.removeprefix(self._prefix) for path in paths if path.startswith(self._prefix))

    def keep(self, files: Mapping[str, str | None], editor: str, reason: str) -> None:
        blobs = {self._prefix + file: None if text is None else _blob(text) for file, text in files.items()}
        try:
            self._commit(blobs, editor, reason)
            self._tell_index(blobs)
        except Exception as error:  # dulwich has no common root for its errors
            raise NotKept(f"git could not save it ({type(error).__name__}: {error}).") from error

    def _commit(self, blobs: Mapping[str, Blob | None], editor: str, reason: str) -> None:
        store = self._repository.object_store
        head = self._head()
        base = _commit_of(self._repository, head).tree if head else _empty(self._repository)
        changes: list[tuple[bytes, int | None, ObjectID | None]] = []
        for path, blob in blobs.items():
            if blob is not None:
                store.add_object(blob)
                changes.append((path.encode(), _MODE, blob.id))
            elif self._has(base, path.encode()):
                changes.append((path.encode(), None, None))
        tree = commit_tree_changes(store, base, changes)
        if tree != base:
            name = _identity(editor)
            message = f"{reason}\n".encode()
            self._repository.get_worktree().commit(
                message=message, author=name, committer=name, tree=tree, no_verify=True, sign=False
            )

    def _tell_index(self, blobs: Mapping[str, Blob | None]) -> None:
        """Otherwise git would show what was committed as a staged change in reverse."""
        index = self._repository.open_index()
        for path, blob in blobs.items():
            entry = index_entry_from_path(os.path.join(self._repository.path, path).encode()) if blob else None
            if entry is not None:
                index[path.encode()] = entry
            elif path.encode() in index:
                del index[path.encode()]
        index.write()

    def _head(self) -> ObjectID | None:
        try:
            return self._repository.head()
        except KeyError:
            return None

    def _has(self, tree: ObjectID, path: bytes) -> bool:
        return self._text(tree, path) is not None

    def _text(self, tree: ObjectID, path: bytes) -> str | None:
        try:
            _, found = tree_lookup_path(self._repository.object_store.__getitem__, tree, path)
        except KeyError:
            return None
        blob = self._repository.object_store[found]
        return blob.data.decode("utf-8", errors="replace") if isinstance(blob, Blob) else None

    def _version(self, commit: Commit, path: bytes) -> Version:
        return Version(
            id=commit.id.decode(),
            editor=commit.author.decode("utf-8", errors="replace").split(" <", 1)[0],
            reason=commit.message.decode("utf-8", errors="replace").strip(),
            moment=datetime.fromtimestamp(commit.author_time, UTC),
            text=self._text(commit.tree, path),
            published=commit.author.endswith(_NO_ADDRESS) and not commit.message.startswith(FOUND.encode()),
        )


class KeptCopies:
    """A folder with a copy of each version.

    Args:
        folder: where they are; created when needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def versions(self, file: str) -> Sequence[Version]:
        copies = sorted((self._folder / file).glob("*.json"), reverse=True)[:MOST_VERSIONS]
        return tuple(version for path in copies if (version := _copy(path)))

    def kept_together(self, version: Version) -> Sequence[str]:
        copies = self._folder.rglob(f"{version.id}.json")
        return sorted(copy.parent.relative_to(self._folder).as_posix() for copy in copies)

    def keep(self, files: Mapping[str, str | None], editor: str, reason: str) -> None:
        moment = datetime.now(UTC)
        try:
            for file, text in files.items():
                folder = self._folder / file
                folder.mkdir(parents=True, exist_ok=True)
                about = {"editor": editor, "reason": reason, "moment": moment.isoformat(), "text": text}
                path = folder / f"{moment:%Y%m%dT%H%M%S%f}.json"
                atomic.write(path, json.dumps(about, ensure_ascii=False).encode())
        except OSError as error:
            raise NotKept(f"{self._folder} cannot be written to ({error.strerror}).") from error


def _copy(path: Path) -> Version | None:
    """A kept version; None if its file was torn by a power cut. It is left where it is, and another is kept in time."""
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        moment = datetime.fromisoformat(about["moment"])
        published = about["reason"] != FOUND
        return Version(path.stem, about["editor"], about["reason"], moment, about["text"], published)
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("%s cannot be read and is passed over: %s", path, type(error).__name__)
        return None


def _identity(editor: str) -> bytes:
    """A name as git writes it. The staff pages know no e-mail address."""
    name = "".join(letter for letter in editor if letter not in "<>\n").strip() or "unknown"
    return name.encode() + _NO_ADDRESS


def _blob(text: str) -> Blob:
    return Blob.from_string(text.encode())


def _empty(repository: Repo) -> ObjectID:
    """The tree of a repository without commits."""
    tree = Tree()
    repository.object_store.add_object(tree)
    return tree.id


def _commit_of(repository: Repo, identifier: ObjectID) -> Commit:
    found = repository.object_store[identifier]
    assert isinstance(found, Commit)
    return found
