"""Texts beyond those that FAISS returns count as far as the farthest that it returned."""

from __future__ import annotations

from dataclasses import replace

import faiss
import numpy as np
import pytest

from knowledge.search.kernel import Likeness
from knowledge.settings import SearchSettings


def test_texts_that_are_not_returned_count_as_far_as_the_farthest_that_was() -> None:
    vectors = np.random.default_rng(0).standard_normal((300, 8)).astype(np.float32)
    faiss.normalize_L2(vectors)
    neighbours = faiss.IndexFlatIP(8)
    neighbours.add(vectors)
    texts = [f"wording number {number} of a made up page" for number in range(len(vectors))]
    cosines = Likeness.learnt(texts, neighbours, replace(SearchSettings(), unit_hits=250)).cosines(vectors[0])
    assert cosines[0] == pytest.approx(1.0)
    assert (cosines == cosines.min()).sum() == 51
