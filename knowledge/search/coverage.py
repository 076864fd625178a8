"""How much of a message a page says too. This tells a page that answers from one that shares only the subject.

Each word counts by how few texts have it; a word that no text has counts most.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix

from knowledge.search.indexed_texts import Kind, Unit
from knowledge.search.kernel import Kernel, words

_TELLS = (Kind.QUESTION, Kind.SECTION)


class Coverage:
    """The share of a message's words, by their weight, that the wordings and sections of each page have.

    Args:
        units: the units of the index.
        labels: the readings; those that are no page get 0.
    """

    def __init__(self, units: Sequence[Unit], labels: Sequence[str]) -> None:
        said = [list(dict.fromkeys(words(unit.text))) for unit in units]
        self._columns = {word: column for column, word in enumerate(dict.fromkeys(chain.from_iterable(said)))}
        self._has = self._incidence(said)
        texts_with = np.asarray(self._has.sum(axis=0)).ravel()
        self._weights = np.log((len(units) + 1) / (texts_with + 1))
        self._of_unknown = float(np.log(len(units) + 1))
        row = {label: number for number, label in enumerate(labels)}
        self._page = np.array([row[unit.reading] if unit.kind in _TELLS else -1 for unit in units])
        pages = self._page >= 0
        counted = csr_matrix((np.ones(pages.sum()), (self._page[pages], np.flatnonzero(pages))), (len(row), len(units)))
        self._times: Kernel = (counted @ self._has).toarray()

    def of(self, question: str) -> Kernel:
        """The share of `question`, short forms spelt out, that each page says: (labels,), 0 to 1."""
        asked = dict.fromkeys(words(question))
        known = [self._columns[word] for word in asked if word in self._columns]
        weights = self._weights[known]
        whole = weights.sum() + self._of_unknown * (len(asked) - len(known))
        return np.asarray((self._times[:, known] > 0) @ weights / max(whole, 1e-9))

    def left_out(self, positions: Sequence[int]) -> Kernel:
        """The same for units of the index, as if each were not among the texts of its page: (positions, labels)."""
        weighted = self._has[list(positions)].multiply(self._weights).tocsr()
        shared = weighted @ (self._times > 0).T.astype(float)
        pages = self._page[list(positions)]
        own = np.flatnonzero(pages >= 0)
        only_here = weighted[own].multiply(self._times[pages[own]] == 1).sum(axis=1)
        shared[own, pages[own]] -= np.asarray(only_here).ravel()
        whole = np.asarray(weighted.sum(axis=1))
        return np.asarray(shared / np.maximum(whole, 1e-9))

    def _incidence(self, said: Sequence[Sequence[str]]) -> csr_matrix:
        rows = [number for number, text in enumerate(said) for _ in text]
        columns = [self._columns[word] for text in said for word in text]
        return csr_matrix((np.ones(len(rows)), (rows, columns)), (len(said), len(self._columns)))
