"""The statistics of the tables. Pure functions of arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

RESAMPLES = 1000
SEED = 20240501


@dataclass(frozen=True)
class Estimate:
    """A figure and its 95% interval."""

    value: float
    low: float
    high: float


def auroc(inside: Floats, outside: Floats) -> float:
    """The chance that a message that can be answered gets more confidence than one that cannot; ties count half."""
    ranks = rankdata(np.concatenate([inside, outside]))
    wins = ranks[: len(inside)].sum() - len(inside) * (len(inside) + 1) / 2
    return float(wins / (len(inside) * len(outside)))


def refused_at(inside: Floats, outside: Floats, answered: float) -> float:
    """The share of `outside` below the highest threshold that still answers the share `answered` of `inside`."""
    may_be_lost = int((1 - answered) * len(inside) + 1e-9)
    threshold = np.sort(inside)[may_be_lost]
    return float(np.mean(outside < threshold))


def bootstrap(figure: Callable[[Positions, Positions], float], inside: int, outside: int, seed: int = SEED) -> Estimate:
    """A figure with the interval that drawing the questions anew gives, always the same for the same seed.

    Args:
        figure: of the positions of the in-scope and of the out-of-scope questions drawn.
        inside: how many in-scope questions there are.
        outside: how many out-of-scope questions there are.
        seed: of the draws.
    """
    generator = np.random.default_rng(seed)
    drawn = [
        figure(generator.integers(0, inside, inside), generator.integers(0, outside, outside)) for _ in range(RESAMPLES)
    ]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Estimate(figure(np.arange(inside), np.arange(outside)), float(low), float(high))
