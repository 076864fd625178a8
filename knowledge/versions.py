"""The versions of the index, each in a folder of its own, and which of them is in use.

<index folder>/current                  the version in use; changing this one small file swaps it
<index folder>/<version>/content/       the content files as they were
                         units.faiss    and all that was learnt
                         manifest.json  checksums, so that a damaged version is noticed
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge import documents
from knowledge.documents import Content
from knowledge.faults import IndexNotBuilt

KEPT_VERSIONS = 3
KINDS = (".md", ".yml", ".txt")
"""Endings of the files that count; what editors and tools leave beside them does not."""
_REMEDY = "Run: python -m knowledge build"


def current_version(index_folder: Path) -> str | None:
    """The version in use, or None."""
    try:
        return (index_folder / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def fingerprint(*folders: Path) -> str:
    """A digest of the files that say what can be said, whatever else lies in the folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in KINDS and not path.name.startswith(".") and path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def in_use(index_folder: Path) -> Path:
    """The folder of the version in use, looked over.

    Raises:
        IndexNotBuilt: there is none, or it is damaged.
    """
    version = current_version(index_folder)
    if version is None:
        raise IndexNotBuilt(f"There is no index in {index_folder}. {_REMEDY}")
    verify(index_folder / version)
    return index_folder / version


def load_content(index_folder: Path) -> tuple[str, Content]:
    """The version in use and its content alone, for those who need no search.

    Raises:
        IndexNotBuilt: there is none, or it is damaged.
    """
    folder = in_use(index_folder)
    return folder.name, documents.load(folder / "content")


def add(index_folder: Path, version: str, fill: Callable[[Path], None], **described: Any) -> None:
    """Make a version and put it in use. Until it is whole, nobody sees any of it.

    Args:
        index_folder: where versions are kept.
        version: its name.
        fill: writes the files into the folder that it is given.
        described: what else the manifest says of it.
    """
    index_folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="building-", dir=index_folder))
    try:
        scratch.chmod(0o755)
        fill(scratch)
        _seal(scratch, described)
        shutil.rmtree(index_folder / version, ignore_errors=True)
        scratch.rename(index_folder / version)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    _point_to(index_folder, version)
    _forget_old(index_folder, version)


def _seal(folder: Path, described: dict[str, Any]) -> None:
    """Write the manifest: what describes the version, and the checksum of each of its files."""
    made = sorted(path for path in folder.rglob("*") if path.is_file())
    checksums = {path.relative_to(folder).as_posix(): _checksum(path) for path in made}
    (folder / "manifest.json").write_text(json.dumps({**described, "checksums": checksums}), encoding="utf-8")


def verify(folder: Path) -> dict[str, Any]:
    """The manifest of a version, once every file of it has proved to be as it was written.

    Raises:
        IndexNotBuilt: it is damaged.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        damaged = [name for name, digest in manifest["checksums"].items() if _checksum(folder / name) != digest]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexNotBuilt(f"The index in {folder} cannot be read ({error}). {_REMEDY} --afresh") from error
    if damaged:
        raise IndexNotBuilt(f"The index in {folder} is damaged ({', '.join(damaged)}). {_REMEDY} --afresh")
    return dict(manifest)


def _point_to(index_folder: Path, version: str) -> None:
    pointer = index_folder / "current.new"
    pointer.write_text(version + "\n", encoding="utf-8")
    os.replace(pointer, index_folder / "current")


def _forget_old(index_folder: Path, version: str) -> None:
    versions = sorted(
        (path for path in index_folder.iterdir() if path.is_dir() and path.name != version),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    for path in versions[KEPT_VERSIONS - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
