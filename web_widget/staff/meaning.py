"""What questions mean: their vectors, and the entries that are nearest to one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.encoder import Encoder, Vectors
from knowledge.live import Live
from knowledge.search import Search, SearchResults

MOST_REMEMBERED = 5_000


class Meaning:
    """Asks the sentence model and the search of the assistant, each text once.

    Args:
        encoder: the model.
        live: the search that parents are answered by.
    """

    def __init__(self, encoder: Encoder, live: Live[Search]) -> None:
        self._encoder = encoder
        self._live = live
        self._remembered: dict[str, Vectors] = {}
        self._found: dict[tuple[str, str], SearchResults] = {}

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts: float32, (n, dim), L2-normalised."""
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.clear()
        new = list(dict.fromkeys(text for text in texts if text not in self._remembered))
        if new:
            self._remembered.update(zip(new, self._encoder.encode(new), strict=True))
        return np.vstack([self._remembered[text] for text in texts])

    def nearest(self, question: str) -> SearchResults:
        """The entries that are nearest to a question, and how sure the search is of each.

        Raises:
            KnowledgeError: there is no index.
        """
        search = self._live.current()
        key = (search.version, question)
        if key not in self._found:
            if len(self._found) > MOST_REMEMBERED:
                self._found.clear()
            self._found[key] = search.search(question, self.vectors([search.spell_out(question)])[0])
        return self._found[key]
