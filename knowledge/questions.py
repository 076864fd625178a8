"""Finds the separate questions in a message: "can he get DLA? and how do I apply for short breaks"."""

from __future__ import annotations

import re

_ASKS = (
    r"(?:what|whats|who|whos|where|wheres|when|why|how|which|can|could|is|are|"
    r"do|does|did|will|would|should|am|has|have)"
)
_BOUNDARY = re.compile(
    rf"(?<=[?!.;])\s+|\n+|,?\s+(?:and|also|plus|oh and|another thing)\s+(?:also\s+)?(?={_ASKS}\b)", re.I
)
_QUESTION = re.compile(rf"^(?:and|also|but|so|ok|oh|hi|hello|please|then)?[\s,]*{_ASKS}\b|\?$", re.I)
SHORTEST_WORDS = 3


def questions_in(text: str) -> tuple[str, ...]:
    """The questions that stand in `text`, in their order; empty where there are fewer than two."""
    asked = _asked(text)
    return asked if len(asked) > 1 else ()


def asks(text: str) -> bool:
    """Whether any question stands in `text`."""
    return bool(_asked(text))


def _asked(text: str) -> tuple[str, ...]:
    pieces = (piece.strip() for piece in _BOUNDARY.split(text) if piece)
    return tuple(piece for piece in pieces if len(piece.split()) >= SHORTEST_WORDS and _QUESTION.search(piece))
