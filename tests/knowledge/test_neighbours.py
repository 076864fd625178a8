"""Few vectors are looked at one by one, very many by way of a graph, and both find the nearest."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import pytest

from knowledge import neighbours
from knowledge.encoder import Vectors
from knowledge.likeness import Likeness
from knowledge.settings import SearchSettings


def made_up(count: int, dim: int = 8) -> Vectors:
    vectors = np.random.default_rng(0).standard_normal((count, dim)).astype(np.float32)
    faiss.normalize_L2(vectors)
    return vectors


def test_few_vectors_are_all_looked_at() -> None:
    assert isinstance(neighbours.neighbours_of(made_up(50)), faiss.IndexFlatIP)


def test_more_vectors_than_the_limit_get_a_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "ALL_UP_TO", 49)
    assert isinstance(neighbours.neighbours_of(made_up(50)), faiss.IndexHNSWFlat)


def test_graph_finds_the_nearest_and_survives_being_kept(tmp_path: Path) -> None:
    vectors = made_up(2000)
    whole, graph = neighbours.exact(8), neighbours.graph(8)
    whole.add(vectors)
    graph.add(vectors)
    faiss.write_index(graph, str(tmp_path / "graph"))
    kept = faiss.read_index(str(tmp_path / "graph"))
    _, nearest = whole.search(vectors[:20], 2)
    _, found = kept.search(vectors[:20], 2)
    assert (found == nearest).mean() > 0.95
    assert np.array_equal(kept.reconstruct_n(0, kept.ntotal), vectors)


def test_graph_is_asked_for_no_more_than_it_keeps_in_hand() -> None:
    vectors = made_up(neighbours.IN_HAND + 50)
    whole, graph = neighbours.exact(8), neighbours.graph(8)
    whole.add(vectors)
    graph.add(vectors)
    assert neighbours.most_hits(graph, 5000) == neighbours.IN_HAND
    assert neighbours.most_hits(whole, 5000) == len(vectors)


def test_likeness_takes_a_graph_and_counts_what_it_did_not_find_as_far() -> None:
    vectors = made_up(neighbours.IN_HAND + 50)
    graph = neighbours.graph(8)
    graph.add(vectors)
    texts = [f"wording number {number} of a made up page" for number in range(len(vectors))]
    cosines = Likeness.learnt(texts, graph, SearchSettings()).cosines(vectors[0])
    assert cosines[0] == pytest.approx(1.0)
    assert (cosines == cosines.min()).sum() >= 50
