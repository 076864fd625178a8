"""The sentence vectors of messages: made beside what Rasa does otherwise, and remembered for a while."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterable, List, Sequence, Tuple

import numpy as np

from knowledge.encoder import Encoder, SentenceEncoder, Vectors
from knowledge.live import Live, live_search
from knowledge.questions import questions_in
from knowledge.search import Search
from knowledge.sentences import split

AT_ONCE = 2
"""So many texts go through the model at the same time, each with one thread."""
MOST_REMEMBERED = 2000
"""Vectors: 3 MB. What buttons send, and what was just made for a message, need not be made again."""


@dataclass(frozen=True)
class Parts:
    """A message, the pieces that are looked at for danger, and its questions where it has several."""

    whole: str
    pieces: Tuple[str, ...]
    questions: Tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Parts:
        """The parts of `text`, which has words."""
        return cls(text, split(text)[1:], questions_in(text))

    @property
    def texts(self) -> List[str]:
        """The whole, the pieces and the questions, in this order."""
        return [self.whole, *self.pieces, *self.questions]


class MessageVectors:
    """Vectors of texts, short forms spelt out. Of a text that is remembered, a digest is kept and not its words.

    Args:
        encoder: makes them.
        live: the search that spells texts out.
    """

    def __init__(self, encoder: Encoder, live: Live[Search]) -> None:
        self._encoder = encoder
        self._live = live
        self._remembered: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(AT_ONCE, "sentence model")

    def of(self, texts: Iterable[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, dim), L2-normalised."""
        return np.stack([self._vector(spelt) for spelt in self._spell_out(texts)])

    async def prepare(self, text: str) -> None:
        """Make the vectors of a message and its parts, so that `of` has them; Rasa goes on with other messages."""
        if text.strip():
            loop = asyncio.get_running_loop()
            once = dict.fromkeys(self._spell_out(Parts.of(text).texts))
            await asyncio.gather(*(loop.run_in_executor(self._threads, self._vector, spelt) for spelt in once))

    def _spell_out(self, texts: Iterable[str]) -> Sequence[str]:
        spell_out = self._live.current().spell_out
        return [spell_out(text) for text in texts]

    def _vector(self, spelt: str) -> Vectors:
        digest = hashlib.blake2b(spelt.encode(), digest_size=16).digest()
        with self._lock:
            if digest in self._remembered:
                self._remembered.move_to_end(digest)
                return self._remembered[digest]
        [vector] = self._encoder.encode([spelt])
        with self._lock:
            self._remembered[digest] = vector
            if len(self._remembered) > MOST_REMEMBERED:
                self._remembered.popitem(last=False)
        return vector


@lru_cache(maxsize=1)
def message_vectors() -> MessageVectors:
    """Those of this process, with the model loaded, so that the first parent does not wait."""
    encoder = SentenceEncoder()
    encoder.encode(["warm up"])
    return MessageVectors(encoder, live_search())
