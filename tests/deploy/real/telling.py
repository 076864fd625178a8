"""What is tried is told while it is tried, with how it went."""

from __future__ import annotations

import time

BEGAN = time.monotonic()


def say(what: str) -> None:
    """Print a line, with the seconds since the beginning."""
    print(f"{time.monotonic() - BEGAN:6.1f} s  {what}", flush=True)


def refused(what: str, error: str, instead: str) -> None:
    """Print what this kind of machine does not allow, what it said, and what was tried instead."""
    say(f"REFUSED here: {what}")
    for line in error.strip().splitlines()[-4:]:
        print(f"           {line}", flush=True)
    say(f"Tried instead: {instead}")
