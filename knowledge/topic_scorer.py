"""How strongly a question points to each entry: kernel ridge regression on every wording and section at once.

One target an entry and one for what is out of scope. What a wording would score had it not been learnt has a
closed form (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition, 7.10), so that
confidence can be calibrated honestly within a second and nothing has to be tuned by hand for new content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.likeness import Kernel

OUTSIDE = "(out of scope)"


@dataclass(frozen=True)
class TopicScorer:
    """A fitted scorer.

    Attributes:
        labels: the columns of the scores: ids of entries, and OUTSIDE last.
        positions: the units that were learnt from.
        weights: (positions, labels).
    """

    labels: tuple[str, ...]
    positions: tuple[int, ...]
    weights: Kernel

    def scores(self, likeness: Kernel) -> Kernel:
        """Scores, near 1 for the right label and near 0 for others: (labels,), from the likeness to every unit."""
        return likeness[list(self.positions)] @ self.weights


def fit(
    kernel: Kernel, owners: Sequence[str], trust: Sequence[float], positions: Sequence[int], ridge: float
) -> tuple[TopicScorer, Kernel]:
    """Fit the scorer.

    Args:
        kernel: likeness among the units that are learnt from: (n, n).
        owners: the label of each.
        trust: how much each counts; 1 for a wording.
        positions: where each stands in the index.
        ridge: how strongly the fit is smoothed.

    Returns:
        The scorer, and the scores that each unit would get had it been left out: (n, labels).
    """
    labels = (*dict.fromkeys(owner for owner in owners if owner != OUTSIDE), OUTSIDE)
    column = {label: index for index, label in enumerate(labels)}
    targets = np.zeros((len(owners), len(labels)))
    targets[np.arange(len(owners)), [column[owner] for owner in owners]] = 1.0
    inverse = np.linalg.inv(kernel + np.diag(ridge / np.asarray(trust)))
    weights = inverse @ targets
    left_out = targets - weights / np.diag(inverse)[:, None]
    return TopicScorer(labels, tuple(positions), weights), left_out
