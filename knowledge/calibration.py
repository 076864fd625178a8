"""Turns scores into probabilities: of each entry being right, and of none.

A conditional logit (McFadden, 1974) with "none of them" as one more alternative, fitted on wordings that were
each left out in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from knowledge.likeness import Kernel

LEAST_UNLIKE = 20
_SMOOTHING = 1.0


@dataclass(frozen=True)
class Calibration:
    """A fitted calibration.

    Attributes:
        slope: log-odds for each point of an entry's score.
        none_slope: log-odds of "none" for each point of the out-of-scope score.
        none_bias: log-odds of "none" at an out-of-scope score of 0.
    """

    slope: float
    none_slope: float
    none_bias: float

    def log_odds(self, scores: Kernel) -> Kernel:
        """Utilities of each entry and, last, of none: (..., entries + 1), from scores with OUTSIDE last."""
        none = self.none_slope * scores[..., -1:] + self.none_bias
        return np.concatenate([self.slope * scores[..., :-1], none], axis=-1)

    def to_json(self) -> dict[str, float]:
        return asdict(self)


def probabilities(log_odds: Kernel) -> Kernel:
    """Probabilities that sum to 1 along the last axis."""
    shifted = np.exp(log_odds - log_odds.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def fit(scores: Kernel, right: Sequence[int]) -> Calibration:
    """Fit on left-out scores, and on a few of 0 throughout: what is like nothing is answered by none.

    Args:
        scores: (n, entries + 1), OUTSIDE last.
        right: for each, the column of what is right; the last column where no entry is.
    """
    unlike_all = max(LEAST_UNLIKE, len(right) // 20)
    scores = np.concatenate([scores, np.zeros((unlike_all, scores.shape[1]))])
    answers = np.concatenate([np.asarray(right), np.full(unlike_all, scores.shape[1] - 1)])
    rows = np.arange(len(answers))

    def loss(parameters: npt.NDArray[np.float64]) -> float:
        chances = probabilities(Calibration(*parameters).log_odds(scores))[rows, answers]
        return float(-np.log(chances + 1e-300).sum() + _SMOOTHING * (parameters**2).sum() / 200)

    fitted = minimize(loss, np.array([5.0, 5.0, 0.0]), method="L-BFGS-B")
    return Calibration(*(float(value) for value in fitted.x))
