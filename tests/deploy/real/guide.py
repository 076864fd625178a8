"""The commands of docs/running.md, so that what is tried is what people read."""

from __future__ import annotations

import re

from knowledge.settings import ROOT

GUIDE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")


def block_with(words: str) -> list[str]:
    """The lines of the first block of commands in which some words stand.

    Args:
        words: of one of its lines.
    """
    blocks = re.findall(r"^```\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    (found, *_) = (block for block in blocks if words in block)
    return str(found).splitlines()


def packages() -> list[str]:
    """The packages of Debian that the guide has people install."""
    (line,) = (line for line in block_with("apt-get install postgresql ") if line.startswith("apt-get install "))
    return line.split()[2:]
