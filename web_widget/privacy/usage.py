"""How the content uses words: what it writes again and again is no child's name, unless the grammar says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from spacy.lang.en.stop_words import STOP_WORDS

from web_widget.privacy.common_words import Slips
from web_widget.privacy.tokens import Token, tokens_of

Item = TypeVar("Item")

FEWEST_TEXTS = 3
"""How many texts must have a word or a pair of words, so that one name in a made-up question does not count."""
SHORTEST_SLIP = 7
"""The fewest letters of a word that is looked for misspelt: shorter names are too near to words."""


@dataclass(frozen=True)
class Usage:
    """The words of the content.

    Attributes:
        words: in lower case.
        pairs: two that follow each other in small letters, neither of them as common as "the".
        slips: tells those words misspelt.
    """

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    slips: Slips

    def near(self, word: str) -> bool:
        """Whether a word, in lower case, is a slip for one that the content uses."""
        return len(word) >= SHORTEST_SLIP and self.slips.near(word)

    def has_pair(self, left: str, right: str) -> bool:
        """Whether the content uses two words, in lower case, one right after the other."""
        return (left, right) in self.pairs


def usage(texts: Iterable[str]) -> Usage:
    """How `texts` use words."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        tokens = [token for token in tokens_of(text) if token.is_word]
        words.update({token.lower for token in tokens})
        pairs.update(set(_pairs(tokens)))
    often = _often(words)
    return Usage(often, _often(pairs), Slips([word for word in often if len(word) >= SHORTEST_SLIP]))


def _pairs(tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    for left, right in pairwise(tokens):
        if left.text.islower() and right.text.islower() and STOP_WORDS.isdisjoint((left.lower, right.lower)):
            yield left.lower, right.lower


def _often(counts: Counter[Item]) -> frozenset[Item]:
    return frozenset(item for item, count in counts.items() if count >= FEWEST_TEXTS)
