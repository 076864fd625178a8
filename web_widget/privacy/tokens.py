"""The words, numbers and signs of a message, in order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
_TOKEN = re.compile(rf"{_LETTERS}(?:['’-]{_LETTERS})*|\d+|[^\w\s]|_")
_OWNED = re.compile(r"['’]s$", re.IGNORECASE)
_LONGEST = 40
"""The most letters that are read of a word. No word is longer."""


@dataclass(frozen=True)
class Token:
    """A word, a number or a sign.

    Attributes:
        text: as typed, without "'s".
        lower: the same in lower case and with straight apostrophes; at most 40 characters.
        start: where it begins in the message.
        end: where it ends, without "'s".
        owns: "'s" follows.
    """

    text: str
    lower: str
    start: int
    end: int
    owns: bool

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of `text`."""
    return tuple(_token(match) for match in _TOKEN.finditer(text))


def _token(match: re.Match[str]) -> Token:
    found = match.group()
    owned = _OWNED.search(found)
    text = found[: owned.start()] if owned else found
    lower = unicodedata.normalize("NFC", text[:_LONGEST].lower()).replace("’", "'")
    return Token(text, lower, match.start(), match.start() + len(text), bool(owned))
