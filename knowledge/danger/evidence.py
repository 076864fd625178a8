"""The evidence for both decisions: one row of numbers for a message, each with a name that staff can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.danger.cues import CUES, cues_in
from knowledge.danger.likeness import Scores
from knowledge.danger.patterns import DangerPatterns, Signs

NAMES = (
    "whole message like danger",
    "whole message like sure danger",
    "likest part like danger",
    "likest part like sure danger",
    "second part like danger",
    "strong phrase",
    "weak phrases",
    "harmless use",
    *CUES,
    "strong phrase in likest part",
)
"""The columns of a row."""

_MOST_WEAK, _MOST_HARMLESS = 4, 3
DANGER, SURE = 0, 1
"""Columns of the scores of likeness; the kinds come after them."""


@dataclass(frozen=True)
class Evidence:
    """What was found in a message.

    Attributes:
        row: a number for each of NAMES.
        part: the part that is most like danger; the whole message where it has no parts.
        place: the index of that part among the message and its parts, from 0.
        signs: phrases in the whole message.
    """

    row: Scores
    part: str
    place: int
    signs: Signs


def gather(texts: Sequence[str], scores: Scores, patterns: DangerPatterns) -> Evidence:
    """Look at a message.

    Args:
        texts: the message and, after it, its parts.
        scores: likeness of each text to danger and to sure danger: (texts, 2 or more).
        patterns: find phrases.
    """
    whole, parts = scores[0], scores[1:]
    place = 1 + int(np.argmax(parts[:, DANGER] + parts[:, SURE])) if len(parts) else 0
    likest = scores.max(axis=0)
    second = np.sort(parts[:, DANGER])[-2] if len(parts) > 1 else whole[DANGER]
    part = texts[place]
    signs = patterns.find(texts[0])
    strong_there = bool(signs.strong) and (not place or bool(patterns.find(part).strong))
    row = [
        whole[DANGER],
        whole[SURE],
        likest[DANGER],
        likest[SURE],
        min(second, likest[DANGER]),
        bool(signs.strong),
        min(signs.most_weak, _MOST_WEAK),
        min(len(signs.harmless), _MOST_HARMLESS),
        *cues_in(part),
        strong_there,
    ]
    return Evidence(np.array(row, dtype=np.float64), part, place, signs)
