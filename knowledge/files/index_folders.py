"""The versions of the index, each in its own folder, and which of them is in use.

<index folder>/current                  the version in use; changing this one small file swaps it
<index folder>/<version>/content/       the content files as they were, with the national ones in england/
                         units.faiss    and everything that was trained on them
                         workings/      what it was trained on, for the next build
                         manifest.json  checksums, so that a damaged version is noticed
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.faults import IndexNotBuilt
from knowledge.files import atomic, loading
from knowledge.files.layers import Layers
from knowledge.files.locking import alone
from knowledge.files.records import Content

KEPT_VERSIONS = 3
KINDS = (".md", ".yml", ".txt")
"""Endings of the files that count; other files that editors and tools leave there do not."""
WORKINGS = "workings"
"""The folder of a version that holds what only the next build needs."""
_MANIFEST = "manifest.json"
_DRAFT = "building-"
_LONGEST_BUILD_SECONDS = 3600
_REMEDY = "Run: python -m knowledge build"


def current_version(index_folder: Path) -> str | None:
    """The version in use, or None."""
    try:
        return (index_folder / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def fingerprint(folder: Path) -> str:
    """A digest of the files that hold what can be said, in both layers. Others do not count; no link is followed."""
    digest = hashlib.sha256()
    for name, path in Layers.of(folder).files():
        if path.is_symlink() or _counts(path):
            digest.update(os.fsencode(name))
            digest.update(os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes())
    return digest.hexdigest()


def _counts(path: Path) -> bool:
    return path.suffix in KINDS and not path.name.startswith(".")


def in_use(index_folder: Path) -> Path:
    """The folder of the version in use, after a check.

    Raises:
        IndexNotBuilt: there is no index, or it is damaged.
    """
    version = current_version(index_folder)
    if version is None:
        raise IndexNotBuilt(f"There is no index in {index_folder}. {_REMEDY}")
    verify(index_folder / version)
    return index_folder / version


def load_content(index_folder: Path) -> tuple[str, Content]:
    """The version in use and its content only, for processes that do not search.

    Raises:
        IndexNotBuilt: there is no index, or it is damaged.
    """
    folder = in_use(index_folder)
    return content_version(folder.name), loading.load(folder / "content")


@contextmanager
def draft(index_folder: Path) -> Iterator[Path]:
    """A folder to build a new version in. It is deleted afterwards unless it is put in use."""
    index_folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=index_folder))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy(source: Path, target: Path) -> None:
    """Copy the files of both layers that count, and links as links, which the check then refuses."""
    target.mkdir()
    for name, path in Layers.of(source).files():
        if path.is_symlink() or _counts(path):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / name, follow_symlinks=False)


def take_over(source: Path, target: Path) -> None:
    """Link every file of `source` that is not in `target` into it, without using disk space twice."""
    for path in source.rglob("*"):
        new = target / path.relative_to(source)
        if path.is_file() and path.name != _MANIFEST and "content" not in path.relative_to(source).parts:
            new.parent.mkdir(exist_ok=True)
            try:
                os.link(path, new)
            except OSError:  # not every file system can
                shutil.copyfile(path, new)


def put_in_use(index_folder: Path, folder: Path, version: str, wanted: Callable[[], bool], **described: Any) -> bool:
    """Put a finished draft in use. Until then nobody sees any of it.

    Args:
        index_folder: where versions are kept.
        folder: the draft.
        version: its name.
        wanted: whether the version is still wanted. Another process may have put a newer one in use.
        described: what else the manifest says about it.

    Returns:
        Whether it was still wanted and is in use.

    Raises:
        Busy: another process has been putting a version in use for too long.
    """
    _seal(folder, described, index_folder / (current_version(index_folder) or version))
    with alone(index_folder / "lock"):
        if not wanted():
            return False
        shutil.rmtree(index_folder / version, ignore_errors=True)
        folder.rename(index_folder / version)
        _point_to(index_folder, version)
        _forget_old(index_folder, version)
    return True


def content_version(name: str) -> str:
    """The version of the content from which the version `name` of the index was built."""
    return name.partition(".")[0]


def _seal(folder: Path, described: dict[str, Any], last: Path) -> None:
    """Write the manifest: what describes the version, and the checksum of each of its files.

    The workings have files of their own, because a process that only searches does not read them.
    """
    known = manifest(last) if last.is_dir() else {}
    sums: dict[str, dict[str, str]] = {"checksums": {}, WORKINGS: {}}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        kind = WORKINGS if name.startswith(WORKINGS) else "checksums"
        taken_over = name in known.get(kind, {}) and path.samefile(last / name)
        sums[kind][name] = known[kind][name] if taken_over else _checksum(path)
    (folder / _MANIFEST).write_text(json.dumps({**described, **sums}), encoding="utf-8")


def manifest(folder: Path) -> dict[str, Any]:
    """What the manifest says about a version; {} if it cannot be read."""
    try:
        read = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def verify_workings(folder: Path) -> None:
    """Check the workings of a version.

    Raises:
        IndexNotBuilt: they are damaged.
    """
    _verify(folder, WORKINGS)


def verify(folder: Path) -> None:
    """Check every file of a version that is needed to answer.

    Raises:
        IndexNotBuilt: it is damaged.
    """
    _verify(folder, "checksums")


def _verify(folder: Path, sums: str) -> None:
    try:
        expected = manifest(folder)[sums]
        damaged = [name for name, digest in expected.items() if _checksum(folder / name) != digest]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexNotBuilt(f"The index in {folder} cannot be read ({error}). {_REMEDY} --afresh") from error
    if damaged:
        raise IndexNotBuilt(f"The index in {folder} is damaged ({', '.join(damaged)}). {_REMEDY} --afresh")


def _point_to(index_folder: Path, version: str) -> None:
    atomic.write(index_folder / "current", f"{version}\n".encode())


def _forget_old(index_folder: Path, version: str) -> None:
    """Delete all but the newest versions, and drafts left behind by a process that was killed."""
    folders = [path for path in index_folder.iterdir() if path.is_dir() and path.name != version]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    drafts = [path for path in folders if path.name.startswith(_DRAFT)]
    left = [path for path in drafts if time.time() - path.stat().st_mtime > _LONGEST_BUILD_SECONDS]
    for path in [*left, *[path for path in folders if path not in drafts][KEPT_VERSIONS - 1 :]]:
        shutil.rmtree(path, ignore_errors=True)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
