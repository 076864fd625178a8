"""Characters that nobody sees and that change what is read: control characters, and those that turn text round."""

from __future__ import annotations

import re

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def hidden(text: str) -> str | None:
    """The first such character of a text, such as "U+202E"; None where there is none."""
    found = _HIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None
