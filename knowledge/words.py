"""Exact words: BM25 scores of passages, so that names and short forms count."""

from __future__ import annotations

import re
from collections.abc import Sequence

import bm25s
import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset(
    "a about am an and any are as at be been but by can could did do does for from get got had has have he her him his "
    "how i if in is it its ive im me my no not of on or our out she should so that the their them there they this to "
    "up us was we were what when where which who why will with would you your".split()
)


def tokens(text: str) -> list[str]:
    """The words of `text` that carry meaning, lower case, plurals cut."""
    words = _WORD.findall(text.lower().replace("'", "").replace("’", ""))
    return [_singular(word) for word in words if word not in _COMMON]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class WordIndex:
    """BM25 over passages (Robertson and Zaragoza, 2009).

    Args:
        passages: the texts to score, in order.
    """

    def __init__(self, passages: Sequence[str]) -> None:
        split = [tokens(passage) for passage in passages]
        self._vocabulary = {word for words in split for word in words}
        self._size = len(split)
        self._bm25 = bm25s.BM25()
        self._bm25.index(split, show_progress=False)

    def scores(self, question: str) -> npt.NDArray[np.float32]:
        """A score for each passage: float32, (n,); 0 where no word is shared."""
        known = [word for word in tokens(question) if word in self._vocabulary]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)
