"""Mends letters that a program read in the wrong character encoding, such as Â£5 for £5."""

from __future__ import annotations

import ftfy


def mended(text: str) -> str:
    """The text with those letters as they were typed; everything else stays as it is."""
    return str(ftfy.fix_encoding(text))
