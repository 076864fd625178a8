"""What questions mean: their vectors, and the entries that are nearest to one."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from knowledge.encoder.sentence_encoder import Encoder, Vectors
from knowledge.search.search import Search, SearchResults
from knowledge.versions.live import Live

MOST_REMEMBERED = 5_000
AT_ONCE = 40
"""How many new texts a request waits for: about half a second of the sentence model. Others follow later."""


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
        self._reading = threading.Lock()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts: float32, (n, dim), L2-normalised."""
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.clear()
        new = list(dict.fromkeys(text for text in texts if text not in self._remembered))
        if new:
            self._remembered.update(zip(new, self._encoder.encode(new), strict=True))
        return np.vstack([self._remembered[text] for text in texts])

    def known(self, texts: Sequence[str]) -> list[str]:
        """Those of the texts that have vectors. A few new ones are read now, the others in the background."""
        new = [text for text in texts if text not in self._remembered]
        if new:
            self.vectors(new[:AT_ONCE])
        if later := new[AT_ONCE:]:
            threading.Thread(target=self._read, args=[later], name="meaning", daemon=True).start()
        return [text for text in texts if text in self._remembered]

    def _read(self, texts: Sequence[str]) -> None:
        """Read texts a few at a time, unless this is under way already."""
        if not self._reading.acquire(blocking=False):
            return
        try:
            for first in range(0, len(texts), AT_ONCE):
                self.vectors(texts[first : first + AT_ONCE])
        finally:
            self._reading.release()

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
