"""Turns evidence into the probability that an entry is the right answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.matching import EVIDENCE, Array


@dataclass(frozen=True)
class Ranker:
    """Logistic regression over the evidence.

    Attributes:
        centre, scale: (len(EVIDENCE),): what each column is shifted and divided by.
        weights: (len(EVIDENCE),).
        bias: log-odds of an average candidate.
    """

    centre: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def log_odds(self, table: Array) -> npt.NDArray[np.float64]:
        """Log-odds that each entry is right: (entries,), from evidence (entries, len(EVIDENCE))."""
        scaled = (table.astype(np.float64) - np.array(self.centre)) / np.array(self.scale)
        return scaled @ np.array(self.weights) + self.bias

    def to_json(self) -> dict[str, Any]:
        return {
            "evidence": list(EVIDENCE),
            "centre": self.centre,
            "scale": self.scale,
            "weights": self.weights,
            "bias": self.bias,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Ranker:
        if tuple(data["evidence"]) != EVIDENCE:
            raise ValueError("The ranker was fitted on other evidence than this version weighs.")
        return cls(tuple(data["centre"]), tuple(data["scale"]), tuple(data["weights"]), data["bias"])


def probability(log_odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Log-odds as probabilities, 0 to 1."""
    return 1.0 / (1.0 + np.exp(-log_odds))


def fit(tables: list[Array], right: list[int | None], candidates: int = 8) -> Ranker:
    """Fit on wordings that were each left out in turn.

    Args:
        tables: the evidence of each wording: (entries, len(EVIDENCE)).
        right: the row of the right entry of each, or None where no entry is right.
        candidates: how many of the likeliest entries of each wording are learnt from.
    """
    from sklearn.linear_model import LogisticRegression

    rows: list[Array] = []
    answers: list[bool] = []
    for table, answer in zip(tables, right, strict=True):
        likeliest = set(np.argsort(-table[:, :7].sum(axis=1))[:candidates].tolist())
        if answer is not None:
            likeliest.add(answer)
        for row in sorted(likeliest):
            rows.append(table[row])
            answers.append(row == answer)
    x = np.array(rows, dtype=np.float64)
    centre, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=500).fit((x - centre) / scale, answers)
    weights = tuple(float(w) for w in model.coef_[0])
    return Ranker(tuple(centre.tolist()), tuple(scale.tolist()), weights, float(model.intercept_[0]))
