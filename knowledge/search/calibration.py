"""Turns scores into probabilities: of each reading being right, and of none.

A conditional logit (McFadden, 1974) with "none" as one more alternative, fitted on examples that were each left out
in turn, and on the wordings of whole pages that were left out: what no page answers looks like these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from knowledge.search.kernel import Kernel

GROUPS = ("page", "gap", "scope", "talk", "journey", "none")
MOST_ROWS = 3500
"""How many examples, taken evenly, the fit uses. More make no visible difference and take longer."""
LEAST_UNLIKE = 20
_SMOOTHING = 1.0
_STEPS = 40


@dataclass(frozen=True)
class Readings:
    """The labels of the scores, NONE last, by what they are."""

    labels: tuple[str, ...]

    @cached_property
    def groups(self) -> npt.NDArray[np.int64]:
        """The place in GROUPS of each label."""
        return np.array([GROUPS.index(label.split(":")[0]) for label in self.labels])

    @cached_property
    def gaps(self) -> tuple[list[int], list[int]]:
        """The columns of the gaps, and of the page of each."""
        column = {label: index for index, label in enumerate(self.labels)}
        pairs = [
            (column[f"gap:{x[5:]}"], column[x]) for x in self.labels if f"gap:{x[5:]}" in column and x[:5] == "page:"
        ]
        return [gap for gap, _ in pairs], [page for _, page in pairs]


@dataclass(frozen=True)
class Evidence:
    """What speaks for each reading of some messages.

    Attributes:
        scores: of the topic scorer: (..., labels).
        told: the share of a message's words that a page says, too; 0 where the reading is no page: (..., labels).
    """

    scores: Kernel
    told: Kernel

    def at(self, rows: Sequence[int]) -> Evidence:
        """The evidence for the messages at `rows`."""
        return Evidence(self.scores[rows], self.told[rows])


@dataclass(frozen=True)
class Calibration:
    """A fitted calibration.

    Attributes:
        slopes: log-odds for each point of the score, by the group of the reading.
        biases: log-odds at a score of 0, by the group; pages have 0.
        page_of_gap: log-odds of a gap for each point of the score of its page.
        told: log-odds of a page that says every word of the message, against one that says none.
    """

    slopes: Mapping[str, float]
    biases: Mapping[str, float]
    page_of_gap: float
    told: float

    def log_odds(self, evidence: Evidence, readings: Readings) -> Kernel:
        """Utilities of each reading: (..., labels)."""
        slopes = np.array([self.slopes[group] for group in GROUPS])[readings.groups]
        biases = np.array([self.biases[group] for group in GROUPS])[readings.groups]
        odds = slopes * evidence.scores + biases + self.told * evidence.told
        gaps, pages = readings.gaps
        odds[..., gaps] += self.page_of_gap * evidence.scores[..., pages]
        return np.asarray(odds)

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def probabilities(log_odds: Kernel) -> Kernel:
    """Probabilities that sum to 1 along the last axis."""
    shifted = np.exp(log_odds - log_odds.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def fit(left_out: Evidence, right: Sequence[int], unowned: Evidence, labels: tuple[str, ...]) -> Calibration:
    """Fit on left-out examples, on what no reading owns, and on a few with no evidence: what is like nothing is none.

    Args:
        left_out: of n examples, each as if it had not been learnt.
        right: for each, the column of what is right.
        unowned: of m wordings whose whole page was left out.
        labels: readings, NONE last.
    """
    readings, none = Readings(labels), len(labels) - 1
    rows = range(0, len(right), -(-len(right) // MOST_ROWS))
    answered = np.asarray(right)[rows]
    unlike_all = np.zeros((max(LEAST_UNLIKE, len(answered) // 20), len(labels)))
    taken = left_out.at(rows)
    every = Evidence(
        np.concatenate([taken.scores, unowned.scores, unlike_all]),
        np.concatenate([taken.told, unowned.told, unlike_all]),
    )
    answers = np.concatenate([answered, np.full(len(unowned.scores) + len(unlike_all), none)])
    each = np.arange(len(answers))

    def loss(parameters: npt.NDArray[np.float64]) -> float:
        chances = probabilities(_of(parameters).log_odds(every, readings))[each, answers]
        return float(-np.log(chances + 1e-300).sum() + _SMOOTHING * (parameters**2).sum() / 200)

    begin = np.array([*(8.0 for _ in GROUPS), *(0.0 for _ in GROUPS[1:-1]), 2.0, 2.0, 1.0])
    return _of(minimize(loss, begin, method="L-BFGS-B", options={"maxiter": _STEPS}).x)


def _of(parameters: npt.NDArray[np.float64]) -> Calibration:
    values = [float(value) for value in parameters]
    count = len(GROUPS)
    biases = dict(zip(GROUPS, (0.0, *values[count : 2 * count - 1]), strict=True))
    return Calibration(dict(zip(GROUPS, values[:count], strict=True)), biases, *values[-2:])
