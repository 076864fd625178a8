"""A disk that is full for a while."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

SIZE = "24m"


@dataclass(frozen=True)
class Disk:
    """A folder that can be full.

    Attributes:
        folder: on a small disk of its own, where this user may make one.
        own: whether it is.
    """

    folder: Path
    own: bool

    @contextmanager
    def full(self, processes: Sequence[psutil.Process]) -> Iterator[None]:
        """Nothing can be written into the folder.

        Where the folder is no disk of its own, the processes may write nothing into any file instead: what a
        database then gets is an error of the disk as well.
        """
        with self._filled() if self.own else _limited(processes):
            yield

    @contextmanager
    def _filled(self) -> Iterator[None]:
        filler = self.folder / "filler"
        try:
            _fill(filler)
            yield
        finally:
            filler.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A small disk in memory at `folder`, where this user may make one; otherwise the folder as it is."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        yield Disk(folder, own=False)
        return
    try:
        yield Disk(folder, own=True)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


@contextmanager
def _limited(processes: Sequence[psutil.Process]) -> Iterator[None]:
    before = [process.rlimit(psutil.RLIMIT_FSIZE) for process in processes]
    for process, (_, most) in zip(processes, before, strict=True):
        process.rlimit(psutil.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        for process, limits in zip(processes, before, strict=True):
            process.rlimit(psutil.RLIMIT_FSIZE, limits)
