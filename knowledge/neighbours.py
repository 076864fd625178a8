"""The nearest vectors: looked at one by one, or with very many by way of a graph that looks at a few (HNSW)."""

from __future__ import annotations

import faiss

from knowledge.encoder import Vectors

# Where the graph begins to save a millisecond a question; `make bench` measures it.
ALL_UP_TO = 20_000
LINKS = 16
# How many vectors the graph keeps in hand while it searches, and so the most that it finds.
IN_HAND = 256


def neighbours_of(vectors: Vectors) -> faiss.Index:
    """A FAISS index over `vectors`, by inner product: exact up to ALL_UP_TO of them, a graph above."""
    made = fit_for(*vectors.shape)
    made.add(vectors)
    return made


def fit_for(count: int, dim: int) -> faiss.Index:
    """An empty index of the kind that suits so many vectors."""
    return exact(dim) if count <= ALL_UP_TO else graph(dim)


def exact(dim: int) -> faiss.Index:
    """An empty index that looks at every vector."""
    return faiss.IndexFlatIP(dim)


def graph(dim: int) -> faiss.Index:
    """An empty index that looks at a few: nearly as right, and its time hardly grows with their number."""
    made = faiss.IndexHNSWFlat(dim, LINKS, faiss.METRIC_INNER_PRODUCT)
    made.hnsw.efSearch = IN_HAND
    return made


def most_hits(neighbours: faiss.Index, wanted: int) -> int:
    """How many of the `wanted` nearest this index can find without losing its speed."""
    most = min(wanted, neighbours.ntotal)
    return min(most, IN_HAND) if isinstance(neighbours, faiss.IndexHNSWFlat) else most
