"""How alike a question and each unit are: by meaning, by words, and by letters, which forgive spelling.

The sum of three kernels: a Gaussian one on the sentence vectors, and the cosines of tf-idf vectors of words
and of runs of letters within words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import faiss
import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix, csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.encoder import Vectors
from knowledge.neighbours import most_hits
from knowledge.settings import SearchSettings

Array = npt.NDArray[np.float32]
Kernel = npt.NDArray[np.float64]

_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset(
    "a about am an and any are as at be been but by can could did do does for from get got had has have he her him his "
    "how i if in is it its ive im me my no not of on or our out she should so that the their them there they this to "
    "up us was we were what when where which who why will with would you your".split()
)


class Likeness:
    """Compares questions with the units of an index.

    Args:
        texts: the units' texts, short forms spelt out.
        neighbours: FAISS index over their vectors, by inner product.
        settings: the weights.
    """

    def __init__(self, texts: Sequence[str], neighbours: faiss.Index, settings: SearchSettings) -> None:
        self._neighbours = neighbours
        self._settings = settings
        self._hits = most_hits(neighbours, settings.unit_hits)
        self._words = TfidfVectorizer(analyzer=words, sublinear_tf=True)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
        self._word_columns = csc_matrix(self._words.fit_transform(texts))
        self._letter_columns = csc_matrix(self._letters.fit_transform(texts))

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
        by_word = _shared(self._word_columns, self._words.transform([question]))
        by_letter = _shared(self._letter_columns, self._letters.transform([question]))
        return self._sum(cosines, by_word + by_letter)

    def among(self, vectors: Vectors, positions: Sequence[int]) -> Kernel:
        """The kernel among the units at `positions`: (n, n)."""
        own_words, own_letters = self._word_columns.tocsr()[positions], self._letter_columns.tocsr()[positions]
        spelt = (own_words @ own_words.T + own_letters @ own_letters.T).toarray()
        return self._sum(vectors[positions] @ vectors[positions].T, spelt)

    def _sum(self, cosines: Array, spelt: Kernel) -> Kernel:
        squared_distances = 2.0 - 2.0 * cosines.astype(np.float64)
        return np.exp(-self._settings.sharpness * squared_distances) + self._settings.spelling_weight * spelt


def _shared(columns: csc_matrix, question: csr_matrix) -> Kernel:
    """What each row of `columns` shares with one row: only the columns that this one has are looked at."""
    return np.asarray(columns[:, question.indices] @ question.data)


def words(text: str) -> list[str]:
    """The words of `text` that carry meaning, lower case, plurals cut."""
    found = _WORD.findall(text.lower().replace("'", "").replace("’", ""))
    return [_singular(word) for word in found if word not in _COMMON]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
