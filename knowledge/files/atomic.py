"""Files are written whole or not at all, and are on the disk before anybody can read them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


def write(path: Path, data: bytes, mode: int | None = None) -> None:
    """Give one file its new bytes in one step.

    Args:
        path: of the file, in a folder that exists.
        data: the new bytes.
        mode: who may read and write it; None leaves that to the process's umask.

    Raises:
        OSError: it could not be written, because the disk is full or its folder is gone. The file is as it was.
    """
    _exchange({path: data}, mode, _settle_each)


def write_all(files: Mapping[Path, bytes], mode: int | None = None) -> None:
    """Give several files their new bytes; none is replaced before all of them are on the disk.

    Args:
        files: the new bytes of each path.
        mode: as for `write`.

    Raises:
        OSError: one could not be written.
    """
    # Settling files one by one takes 4 ms each, and an import writes thousands; all at once it takes as long as one.
    _exchange(files, mode, lambda _: os.sync())


def _exchange(files: Mapping[Path, bytes], mode: int | None, settle: Callable[[Sequence[Path]], None]) -> None:
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            scratch = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
            waiting.append((scratch, path))
            _put(scratch, data, mode)
        settle([scratch for scratch, _ in waiting])
        while waiting:
            scratch, path = waiting[0]
            scratch.replace(path)
            waiting.pop(0)
    finally:
        for scratch, _ in waiting:
            scratch.unlink(missing_ok=True)
    _settle_each(sorted({path.parent for path in files}))


def _put(path: Path, data: bytes, mode: int | None) -> None:
    with path.open("xb") as file:
        file.write(data)
    if mode is not None:
        path.chmod(mode)


def _settle_each(paths: Sequence[Path]) -> None:
    """Let files, or the names in folders, outlast a power cut."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
