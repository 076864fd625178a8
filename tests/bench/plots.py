"""`make plots`: the learning curve and the reliability of the confidence, as pictures in docs/ and as numbers."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.encoder.sentence_encoder import SentenceEncoder, Vectors
from knowledge.evaluation import messages as labelled
from knowledge.search import index, topic_scorer
from knowledge.search.index import Index
from knowledge.search.indexed_texts import Kind
from knowledge.search.kernel import Kernel
from knowledge.search.search import Search
from knowledge.search.topic_scorer import Lessons
from knowledge.settings import ROOT, Paths, SearchSettings

WORDINGS = (4, 8, 12, 16, 24, 32, 48)
DRAWS = 3
BINS = 5


@dataclass(frozen=True)
class Asked:
    """A labelled question in scope: the topics that answer it, how it is spelt out, and its vector."""

    topics: frozenset[str]
    spelt: str
    text: str
    vector: Vectors


@dataclass(frozen=True)
class Reliability:
    """Questions whose first topic got about the same confidence: how many, how sure, and how often right."""

    count: int
    confidence: float
    right: float


def learning_curve(loaded: Index, asked: Sequence[Asked], settings: SearchSettings) -> Mapping[int, float]:
    """The share of right first topics, by how many wordings a topic were learnt; the mean of a few draws."""
    rows = np.array([loaded.likeness.to(one.spelt, loaded.likeness.cosines(one.vector)) for one in asked])
    curve = {}
    for count in WORDINGS:
        draws = [_rightness(loaded, asked, rows, _drawn(loaded, count, seed), settings) for seed in range(DRAWS)]
        curve[count] = float(np.mean(draws))
        print(f"{count:3} wordings a topic: {curve[count]:.1%} right first", file=sys.stderr)
    return curve


def reliability(search: Search, asked: Sequence[Asked]) -> list[Reliability]:
    """How often the first topic is right, in bins of as many questions each, from unsure to sure."""
    hits = [(search.search(one.text, one.vector).hits[0], one) for one in asked]
    hits.sort(key=lambda found: found[0].confidence)
    bins = np.array_split(np.arange(len(hits)), BINS)
    return [
        Reliability(
            len(places),
            float(np.mean([hits[i][0].confidence for i in places])),
            float(np.mean([hits[i][0].entry in hits[i][1].topics for i in places])),
        )
        for places in bins
    ]


def _drawn(loaded: Index, count: int, seed: int) -> list[int]:
    """The units to learn from: `count` wordings of each topic, and every section and question out of scope."""
    chance = np.random.default_rng(seed)
    kept, left = [], dict.fromkeys(loaded.scorer.labels, count)
    for position in chance.permutation(loaded.scorer.positions):
        unit = loaded.units[position]
        if unit.kind is Kind.QUESTION:
            if not left[unit.owner]:
                continue
            left[unit.owner] -= 1
        kept.append(int(position))
    return sorted(kept)


def _rightness(
    loaded: Index, asked: Sequence[Asked], rows: Kernel, positions: list[int], settings: SearchSettings
) -> float:
    units = [loaded.units[i] for i in positions]
    owners = [unit.reading for unit in units]
    trust = [settings.section_trust if unit.kind is Kind.SECTION else 1.0 for unit in units]
    kernel = loaded.likeness.among(loaded.vectors, positions)
    (scorer, _), _ = topic_scorer.fit(kernel, Lessons(owners, trust, positions, settings.ridge))
    pages = [column for column, label in enumerate(scorer.labels) if label.startswith("page:")]
    first = (rows[:, positions] @ scorer.weights)[:, pages].argmax(axis=1)
    topics = [scorer.labels[pages[found]].removeprefix("page:") for found in first]
    return float(np.mean([topic in one.topics for topic, one in zip(topics, asked, strict=True)]))


def draw(curve: Mapping[int, float], bins: Sequence[Reliability], folder: Path) -> None:
    """Write both pictures into `folder`."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 4))
    axes.plot(list(curve), [100 * share for share in curve.values()], marker="o")
    axes.set(xlabel="Wordings a topic", ylabel="Right topic first, %", title="Held-out questions against wordings")
    axes.grid(alpha=0.3)
    figure.savefig(folder / "learning-curve.png", dpi=100, bbox_inches="tight")
    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey", label="as sure as right")
    axes.plot([one.confidence for one in bins], [one.right for one in bins], marker="o", label="this assistant")
    axes.set(xlabel="Confidence in the first topic", ylabel="Share that is right", title="Reliability")
    axes.legend()
    axes.grid(alpha=0.3)
    figure.savefig(folder / "reliability.png", dpi=100, bbox_inches="tight")


def main() -> int:
    """Measure, draw and print."""
    settings = SearchSettings()
    loaded = index.load(Paths.from_environment().index, settings)
    search, encoder = Search(loaded, settings), SentenceEncoder()
    messages = [message for message in labelled.read() if message.kind == "in_scope"]
    spelt = [search.spell_out(message.text) for message in messages]
    vectors = encoder.encode(spelt)
    asked = [
        Asked(frozenset(message.topics), words, message.text, vector)
        for message, words, vector in zip(messages, spelt, vectors, strict=True)
    ]
    curve, bins = learning_curve(loaded, asked, settings), reliability(search, asked)
    draw(curve, bins, ROOT / "docs")
    for count, share in curve.items():
        print(f"| {count} | {share:.1%} |")
    for one in bins:
        print(f"| {one.count} | {one.confidence:.2f} | {one.right:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
