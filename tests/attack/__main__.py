"""`make attack`: runs every attack against a system that it starts, and prints the outcome."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TypeVar

from tests.attack.attack import Attack
from tests.attack.on_files import ON_FILES
from tests.attack.on_system import LOAD, QUICK
from tests.support.running import running

T = TypeVar("T")


def main() -> int:
    """Run all of them; 1 where one was not held."""
    lines = []
    for attack in ON_FILES:
        with tempfile.TemporaryDirectory() as folder:
            lines.append(line_of(attack, Path(folder)))
    with running() as system:
        lines += [line_of(attack, system) for attack in (*QUICK, *LOAD)]
    lost = sum(not well for well in lines)
    print(f"\n{len(lines) - lost} of {len(lines)} attacks were held.")
    return 1 if lost else 0


def line_of(attack: Attack[T], target: T) -> bool:
    """Run an attack and print its line of the table; whether it was held."""
    try:
        held = attack.run(target)
    except Exception as error:  # whatever breaks under an attack is a loss
        print(f"LOST  {attack.door:14} {attack.name:32} {type(error).__name__}: {error}", flush=True)
        return False
    word = "held" if held.well else "LOST"
    print(
        f"{word}  {attack.door:14} {attack.name:32} {held.figure:8.2f} {held.unit} (at most {held.most:g})", flush=True
    )
    return held.well


if __name__ == "__main__":
    sys.exit(main())
