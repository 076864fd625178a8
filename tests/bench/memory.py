"""How much memory processes take, as Linux counts it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_PARENT = re.compile(r"^\d+ \(.*\) \S (\d+)", re.DOTALL)
_SIZE = re.compile(r"^(Rss|Pss): +(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Memory:
    """MiB of a process and those that it started; pages that several processes share count in part in `pss`."""

    name: str
    rss: float
    pss: float


def memory_of(processes: Mapping[str, int], proc: Path = PROC) -> list[Memory]:
    """The memory of each process by name. Empty where the system does not tell (it is not Linux)."""
    if not (proc / "self" / "smaps_rollup").exists():
        return []
    parents = _parents(proc)
    return [_memory(name, _with_children(process, parents), proc) for name, process in processes.items()]


def _memory(name: str, processes: set[int], proc: Path) -> Memory:
    sizes = {"Rss": 0, "Pss": 0}
    for process in processes:
        for kind, kilobytes in _SIZE.findall(_read(proc / str(process) / "smaps_rollup")):
            sizes[kind] += int(kilobytes)
    return Memory(name, sizes["Rss"] / 1024, sizes["Pss"] / 1024)


def _with_children(process: int, parents: Mapping[int, int]) -> set[int]:
    family = {process}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _parents(proc: Path) -> dict[int, int]:
    found = {int(path.parent.name): _PARENT.match(_read(path)) for path in proc.glob("[0-9]*/stat")}
    return {process: int(match[1]) for process, match in found.items() if match}


def _read(path: Path) -> str:
    """The text of a file of a process, or nothing where the process has ended meanwhile."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
