"""Invisible characters that change what is read: control characters, and those that change the direction of text."""

from __future__ import annotations

import re

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


def without_unseen(text: str) -> str:
    """A text without the marks for line breaks that Word and web pages leave in it; nobody sees them."""
    return text.translate(_UNSEEN)


def hidden(text: str) -> str | None:
    """The first such character of a text, such as "U+202E"; None if there is none."""
    found = _HIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None
