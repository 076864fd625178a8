"""Finds questions that mean the same, by the similarity of their sentence vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.encoder.sentence_encoder import Vectors

APART = 0.25
"""The largest mean distance (1 - cosine) within a group. Larger: fewer groups, with questions that differ more."""


def grouped(numbers: Sequence[int], vectors: Vectors) -> Mapping[int, tuple[int, bool]]:
    """The group of each question, by number (1 is the largest group), and whether the question names it.

    A group is named by its most central question: the one most like all the others in it.

    Args:
        numbers: of the questions.
        vectors: of their texts, float32, (n, dim), L2-normalised.
    """
    labels = _labels(vectors)
    sizes = np.bincount(labels)
    order = {int(label): place for place, label in enumerate(np.argsort(-sizes, kind="stable"), start=1)}
    found: dict[int, tuple[int, bool]] = {}
    for label, group in order.items():
        members = np.flatnonzero(labels == label)
        central = members[np.argmax(vectors[members] @ vectors[members].sum(axis=0))]
        found |= {numbers[place]: (group, bool(place == central)) for place in members}
    return found


def _labels(vectors: Vectors) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    if len(vectors) < 2:
        return np.zeros(len(vectors), dtype=np.int64)
    from sklearn.cluster import AgglomerativeClustering

    distances = np.clip(1 - vectors @ vectors.T, 0, 2)
    clusters = AgglomerativeClustering(
        n_clusters=None, affinity="precomputed", linkage="average", distance_threshold=APART
    )
    return np.asarray(clusters.fit_predict(distances), dtype=np.int64)
