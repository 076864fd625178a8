"""The sentence vectors of a message: made once, remembered for a while, and handed from one process to the next."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from knowledge.danger.detector import Level
from knowledge.encoder.sentence_encoder import Encoder, Vectors
from knowledge.text.questions import askings, wants

AT_ONCE = 2
"""How many texts go through the model at the same time, each with one thread."""
MOST_REMEMBERED = 2000
"""How many vectors are remembered: 6 MB. Those of buttons and of the last messages need not be made again."""
_CALM = frozenset((Level.NONE, Level.LINE))

HandedOver = Mapping[str, str]
"""Vectors in base64, each by the digest of its text and of the model that made it."""


def read_apart(text: str, danger: str | None) -> tuple[str, ...]:
    """The parts of a message that are read by themselves: those that want something.

    In a possible emergency all parts are read, as a question that comes with it may be put in any way.

    Args:
        text: the message.
        danger: the `Level` that was noticed; None where nobody has looked.
    """
    parts = askings(text)
    return tuple(part for part in parts if wants(part)) if danger in _CALM else parts


class MessageVectors:
    """Vectors of texts, short forms spelt out. Of a text that is remembered, a digest is kept and not its words.

    Args:
        encoder: makes them.
        spell_out: gives the words to embed (`Search.spell_out`).
    """

    def __init__(self, encoder: Encoder, spell_out: Callable[[str], str]) -> None:
        self._encoder = encoder
        self._spell_out = spell_out
        self._remembered: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(AT_ONCE, "sentence model")

    def of(self, texts: Iterable[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, dim), L2-normalised."""
        spelt = [self._spell_out(text) for text in texts]
        found = {text: self._recall(self._digest(text)) for text in spelt}
        missing = [text for text, vector in found.items() if vector is None]
        found.update(zip(missing, self._threads.map(self._make, missing), strict=True))
        return np.stack([vector for text in spelt if (vector := found[text]) is not None])

    def made_of(self, text: str, vector: Vectors) -> None:
        """Take the vector of a text from whoever has made it: float32, (dim,); of no use where it is spelt out."""
        if self._spell_out(text) == text:
            self._remember(self._digest(text), vector)

    def hand_over(self, texts: Iterable[str]) -> HandedOver:
        """The vectors of `texts`, for the `take` of another process."""
        given = list(texts)
        digests = [self._digest(self._spell_out(text)) for text in given]
        packed = [base64.b64encode(vector.tobytes()).decode() for vector in self.of(given)]
        return dict(zip(digests, packed, strict=True))

    def take(self, handed_over: HandedOver) -> None:
        """Remember what another process made. What it made with another model, or spelt otherwise, is never asked for.

        Raises:
            ValueError: it is no vector.
        """
        for digest, packed in handed_over.items():
            self._remember(digest, np.frombuffer(base64.b64decode(packed, validate=True), dtype=np.float32))

    def _digest(self, spelt: str) -> str:
        return hashlib.blake2b(f"{self._encoder.name}\n{spelt}".encode(), digest_size=16).hexdigest()

    def _recall(self, digest: str) -> Vectors | None:
        with self._lock:
            if digest in self._remembered:
                self._remembered.move_to_end(digest)
            return self._remembered.get(digest)

    def _remember(self, digest: str, vector: Vectors) -> None:
        with self._lock:
            self._remembered[digest] = vector
            if len(self._remembered) > MOST_REMEMBERED:
                self._remembered.popitem(last=False)

    def _make(self, spelt: str) -> Vectors:
        [vector] = self._encoder.encode([spelt])
        self._remember(self._digest(spelt), vector)
        return vector
