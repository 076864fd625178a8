"""How long FAISS looks for the nearest of very many made-up vectors: at all of them, or by way of a graph."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import faiss
import numpy as np

from knowledge import neighbours
from knowledge.encoder import Vectors

SIZES = (1_000, 10_000, 100_000, 1_000_000)
DIM = 384
MEANINGS = 32
NOISE = 0.3
ASKED = 100
SEED = 1


@dataclass(frozen=True)
class IndexSearch:
    """Of one number of vectors.

    Attributes:
        size: how many vectors.
        exact_ms: median of a search that looks at all.
        graph_ms: median of a search by the graph for as many hits as the product takes from it.
        agreement: the share of the ten nearest that the graph found.
        graph_build_s: seconds to build the graph.
        taken: what the product takes at this size, "exact" or "graph".
    """

    size: int
    exact_ms: float
    graph_ms: float
    agreement: float
    graph_build_s: float
    taken: str


def search_sizes(largest: int, say: Callable[[str], None]) -> list[IndexSearch]:
    """Measure each size up to `largest`."""
    measured = []
    for size in [size for size in SIZES if size <= largest]:
        say(f"Searching {size:,} made-up vectors.")
        measured.append(search_size(size))
    return measured


def search_size(size: int) -> IndexSearch:
    """Measure one size."""
    made = made_up(size + ASKED)
    vectors, asked = made[:size], made[size:]
    exact, graph = neighbours.exact(DIM), neighbours.graph(DIM)
    exact.add(vectors)
    began = time.perf_counter()
    graph.add(vectors)
    build = time.perf_counter() - began
    hits = neighbours.most_hits(graph, size)
    exact_ms, nearest = _search(exact, asked, hits)
    graph_ms, found = _search(graph, asked, hits)
    agreement = statistics.mean(len({*a[:10]} & {*b[:10]}) / 10 for a, b in zip(nearest, found, strict=True))
    taken = "graph" if isinstance(neighbours.fit_for(size, DIM), faiss.IndexHNSWFlat) else "exact"
    return IndexSearch(size, exact_ms, graph_ms, agreement, build, taken)


def made_up(count: int) -> Vectors:
    """Vectors that lie as those of sentences do: near a space of few meanings, not evenly all around."""
    generator = np.random.default_rng(SEED)
    meanings = generator.standard_normal((MEANINGS, DIM), dtype=np.float32)
    vectors = generator.standard_normal((count, MEANINGS), dtype=np.float32) @ meanings
    for start in range(0, count, 10_000):
        block = vectors[start : start + 10_000]
        block += NOISE * MEANINGS**0.5 * generator.standard_normal(block.shape, dtype=np.float32)
    faiss.normalize_L2(vectors)
    return vectors


def _search(searched: faiss.Index, asked: Vectors, hits: int) -> tuple[float, list[list[int]]]:
    taken, found = [], []
    for vector in asked:
        began = time.perf_counter()
        _, positions = searched.search(vector.reshape(1, -1), hits)
        taken.append((time.perf_counter() - began) * 1000)
        found.append(positions[0].tolist())
    return statistics.median(taken), found
