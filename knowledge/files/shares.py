"""How much of what parents read is national, and how much is the council's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.files import markdown
from knowledge.files.layers import Layer
from knowledge.files.records import Content


@dataclass(frozen=True)
class Share:
    """What one layer says on all pages.

    Attributes:
        words: that parents read of it.
        percent: of all words, rounded.
        pages: on which it says something.
        whole: of these, pages on which the other layer says nothing.
    """

    words: int
    percent: int
    pages: int
    whole: int


def shares_of(content: Content) -> Mapping[Layer, Share]:
    """The share of each layer in the sections of all pages."""
    counts = [_words_of_page(content, identifier) for identifier in content.entries]
    total = sum(sum(page.values()) for page in counts)
    shares = {}
    for layer in Layer:
        words = sum(page.get(layer, 0) for page in counts)
        pages = [page for page in counts if layer in page]
        whole = sum(len(page) == 1 for page in pages)
        shares[layer] = Share(words, round(100 * words / total) if total else 0, len(pages), whole)
    return shares


def _words_of_page(content: Content, identifier: str) -> dict[Layer, int]:
    words: dict[Layer, int] = {}
    for section in content.entries[identifier].sections:
        for part in section.said:
            said = sum(len(passage.split()) for passage in markdown.passages(part.blocks))
            words[part.layer] = words.get(part.layer, 0) + said
    return words
