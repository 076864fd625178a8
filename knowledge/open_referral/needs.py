"""Which of our needs the terms of a feed mean. No version has a field for special educational needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from knowledge.files.records import Need
from knowledge.open_referral.values import text

OUTPOST_NEEDS = {
    "autism": ("autism",),
    "social-emotional-and-mental-health-difficulties": ("mental-health",),
    "hearing": ("sensory",),
    "visual": ("sensory",),
    "communication-and-interaction": ("communication",),
    "sensory-and-physical-needs": ("physical", "sensory"),
    "cognition-and-learning": ("learning",),
}
"""Outpost's slugs for special educational needs."""


def needs_of(terms: Iterable[Any], needs: Sequence[Need]) -> list[str]:
    """The ids of the needs that the terms name, in the order of needs.yml.

    Args:
        terms: names and slugs, as they were sent.
        needs: of the content; a term means a need if it contains one of its words.
    """
    found: set[str] = set()
    for term in terms:
        words = (text(term) or "").lower()
        found.update(OUTPOST_NEEDS.get(words, ()))
        found.update(need.id for need in needs if any(_stands_in(word, words) for word in need.words))
    return [need.id for need in needs if need.id in found]


def _stands_in(word: str, term: str) -> bool:
    return re.search(rf"\b{re.escape(word.lower())}\b", term) is not None
