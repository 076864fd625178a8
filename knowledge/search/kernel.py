"""How alike a question and each unit are: by meaning, by words, and by letters, which forgive spelling.

The sum of three kernels: a Gaussian one on the sentence vectors, and the cosines of tf-idf vectors of words
and of runs of letters within words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.encoder.sentence_encoder import Vectors
from knowledge.settings import SearchSettings
from knowledge.text.terms import Terms

Array = npt.NDArray[np.float32]
Kernel = npt.NDArray[np.float64]

AT_ONCE = 1_000
"""How many units are compared with the others at a time: all at once would take five times the memory."""

_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset(
    "a about am an and any are as at be been but by can could did do does for from get got had has have he her him his "
    "how i if in is it its ive im me my no not of on or our out she should so that the their them there they this to "
    "up us was we were what when where which who why will with would you your".split()
)


class Likeness:
    """Compares questions with the units of an index.

    Args:
        words: the words of the units' texts.
        letters: the runs of letters of the same.
        neighbours: FAISS index over their vectors, by inner product.
        settings: the weights.
    """

    def __init__(self, words: Terms, letters: Terms, neighbours: faiss.Index, settings: SearchSettings) -> None:
        self._words = words
        self._letters = letters
        self._neighbours = neighbours
        self._settings = settings
        self._hits = min(settings.unit_hits, neighbours.ntotal)

    @classmethod
    def learnt(cls, texts: Sequence[str], neighbours: faiss.Index, settings: SearchSettings) -> Likeness:
        """Learn from the units' texts, short forms spelt out, which words and letters tell much."""
        return cls(Terms.learnt(_by_words(), texts), Terms.learnt(_by_letters(), texts), neighbours, settings)

    def over(self, texts: Sequence[str], before: Sequence[str], neighbours: faiss.Index) -> Likeness:
        """The same measure over the units of a changed index, which had the texts `before`."""
        return Likeness(self._words.of(texts, before), self._letters.of(texts, before), neighbours, self._settings)

    def save(self, folder: Path) -> None:
        """Write what was learnt."""
        self._words.save(folder / "words.npz")
        self._letters.save(folder / "letters.npz")

    @classmethod
    def read(cls, folder: Path, neighbours: faiss.Index, settings: SearchSettings) -> Likeness:
        """Read what `save` wrote."""
        words = Terms.read(folder / "words.npz", _by_words())
        return cls(words, Terms.read(folder / "letters.npz", _by_letters()), neighbours, settings)

    def cosines(self, vector: Array) -> Array:
        """The cosine of each unit: float32, (units,). Beyond `unit_hits`, that of the farthest that was looked at."""
        similarities, positions = self._neighbours.search(vector.reshape(1, -1), self._hits)
        found = positions[0] >= 0
        farthest = similarities[0][found].min(initial=1.0)
        cosines = np.full(self._neighbours.ntotal, farthest, dtype=np.float32)
        cosines[positions[0][found]] = similarities[0][found]
        return cosines

    def to(self, question: str, cosines: Array) -> Kernel:
        """The kernel between a question and each unit: (units,)."""
        return self._sum(cosines, self._words.shared(question) + self._letters.shared(question))

    def among(self, vectors: Vectors, positions: Sequence[int]) -> Kernel:
        """The kernel among the units at `positions`: (n, n)."""
        return self.between(vectors, positions, positions)

    def between(self, vectors: Vectors, some: Sequence[int], others: Sequence[int]) -> Kernel:
        """The kernel between the units at two lists of positions: (some, others)."""
        kernel = np.empty((len(some), len(others)))
        for start in range(0, len(some), AT_ONCE):
            rows = some[start : start + AT_ONCE]
            spelt = [(terms.rows[rows] @ terms.rows[others].T).toarray() for terms in (self._words, self._letters)]
            kernel[start : start + AT_ONCE] = self._sum(vectors[rows] @ vectors[others].T, spelt[0] + spelt[1])
        return kernel

    def _sum(self, cosines: Array, spelt: Kernel) -> Kernel:
        squared_distances = 2.0 - 2.0 * cosines.astype(np.float64)
        return np.exp(-self._settings.sharpness * squared_distances) + self._settings.spelling_weight * spelt


def _by_words() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=words, sublinear_tf=True)


def _by_letters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)


def words(text: str) -> list[str]:
    """The words of `text` that carry meaning, lower case, plurals cut."""
    found = _WORD.findall(text.lower().replace("'", "").replace("’", ""))
    return [_singular(word) for word in found if word not in _COMMON]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
