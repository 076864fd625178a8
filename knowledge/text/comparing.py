"""Questions in the form in which they are compared."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z0-9]+")


def normalised(question: str) -> str:
    """A question in lower case and without punctuation, so that two ways of typing it are equal."""
    return " ".join(_WORD.findall(question.lower().replace("'", "").replace("’", "")))
