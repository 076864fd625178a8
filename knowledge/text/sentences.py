"""The sentences of a passage, and the short forms in it."""

from __future__ import annotations

import re

_EVERYONE_KNOWS = frozenset({"UK", "TV", "USA"})
_CAPITALISED = re.compile(r"\b[A-Z][A-Za-z]+\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]?[A-Z0-9])")


def sentences(passage: str) -> list[str]:
    """The sentences of a paragraph or list item."""
    return [sentence for sentence in _SENTENCE_END.split(passage.strip()) if sentence]


def short_forms(passage: str) -> list[str]:
    """The short forms in a passage, such as "EHC" or "CiN": words with two or more capitals, and mostly capitals."""
    words = set(_CAPITALISED.findall(passage)) - _EVERYONE_KNOWS
    capitals = {word: sum(letter.isupper() for letter in word) for word in words}
    return sorted(word for word in words if capitals[word] >= 2 and capitals[word] * 2 >= len(word))
