"""Splits a page's file into the fields at its head and the text below them.

python-frontmatter is not used: it drops the lines of dashes, trims the text and hands out parsed fields, while a fault
is told with its line in the file, and editing keeps byte for byte what nobody touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARTS = re.compile(r"\A([ \t]*---[ \t]*\n)((?:[^\n]*\n)*?)([ \t]*---[ \t]*(?:\n|\Z))(.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """The parts of a file; joined they are the file.

    Attributes:
        opening: the first line of dashes.
        front: the fields, in YAML.
        closing: the second line of dashes.
        body: all that follows.
    """

    opening: str
    front: str
    closing: str
    body: str

    @property
    def body_line(self) -> int:
        """The line on which the body begins, counted from 1."""
        return self.front.count("\n") + 3


def split(text: str) -> Page | None:
    """The parts of a file whose lines end with \\n; None if it does not begin with fields between dashes."""
    found = _PARTS.match(text)
    return Page(*found.groups()) if found else None
