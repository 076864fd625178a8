"""How strongly a message points to each reading: kernel ridge regression on every example at once.

One target a reading: a page, a gap of a page, a kind out of scope, a piece of talk. What an example would score had it
not been learnt has a closed form (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition,
7.10), so that confidence can be calibrated honestly within seconds and nothing has to be tuned by hand for new content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.inverse import inverted
from knowledge.search.indexed_texts import NONE
from knowledge.search.kernel import Kernel


@dataclass(frozen=True)
class TopicScorer:
    """A fitted scorer.

    Attributes:
        labels: the columns of the scores: readings, and NONE last.
        positions: the units that were learnt from.
        weights: (positions, labels).
    """

    labels: tuple[str, ...]
    positions: tuple[int, ...]
    weights: Kernel

    def scores(self, likeness: Kernel) -> Kernel:
        """Scores, near 1 for the right label and near 0 for others: (labels,), from the likeness to every unit."""
        return likeness[list(self.positions)] @ self.weights


@dataclass(frozen=True)
class Lessons:
    """What the scorer learns from.

    Attributes:
        owners: the label of each unit that is learnt from.
        trust: how much each counts; 1 for a wording.
        positions: where each is in the index.
        ridge: how strongly the fit is smoothed.
    """

    owners: Sequence[str]
    trust: Sequence[float]
    positions: Sequence[int]
    ridge: float

    @property
    def labels(self) -> tuple[str, ...]:
        return (*dict.fromkeys(owner for owner in self.owners if owner != NONE), NONE)

    @property
    def smoothing(self) -> Kernel:
        """What is added to the kernel of each unit with itself: (n,)."""
        return self.ridge / np.asarray(self.trust)

    @property
    def targets(self) -> Kernel:
        """1 for the label of each unit and 0 for others: (n, labels)."""
        column = {label: index for index, label in enumerate(self.labels)}
        targets = np.zeros((len(self.owners), len(column)))
        targets[np.arange(len(self.owners)), [column[owner] for owner in self.owners]] = 1.0
        return targets


Fitted = tuple[TopicScorer, Kernel]
"""A scorer, and the scores that each unit would get had it been left out: (n, labels)."""


def fit(kernel: Kernel, lessons: Lessons) -> tuple[Fitted, Kernel]:
    """Fit the scorer.

    Args:
        kernel: likeness among the units that are learnt from: (n, n). It is overwritten.
        lessons: what is learnt.

    Returns:
        What was fitted, and the inverse of the smoothed kernel, from which a later change is fitted quickly.
    """
    inverse = inverted(kernel, lessons.smoothing)
    return _fitted(lessons, inverse @ lessons.targets, np.diag(inverse)), inverse


def without(rows: Sequence[int], inverse: Kernel, scorer: TopicScorer, lessons: Lessons) -> Kernel:
    """The scores that some units would get had none of them been learnt: (rows, labels).

    Args:
        rows: of the page to leave out, among the units that were learnt from.
        inverse: as `fit` returns it.
        scorer, lessons: what was fitted, and from what.
    """
    return lessons.targets[rows] - np.linalg.solve(inverse[np.ix_(rows, rows)], scorer.weights[rows])


def fit_changes(inverse: Kernel, before: Sequence[int | None], across: Kernel, own: Kernel, lessons: Lessons) -> Fitted:
    """What `fit` would return after a few units were added or removed, in a fraction of the time.

    By the inverse of a block matrix (Golub and Van Loan, Matrix Computations, 4th edition, 2.1.4), of which only
    the product with the targets and the diagonal are worked out.

    Args:
        inverse: of the smoothed kernel before: (rows, rows).
        before: for each unit its row there, or None where it is new: n of them.
        across: kernel between the new units and those that stayed: (new, n - new).
        own: kernel among the new units: (new, new).
        lessons: what is learnt now.
    """
    came = [number for number, row in enumerate(before) if row is None]
    stayed = [number for number, row in enumerate(before) if row is not None]
    rows = np.array([row for row in before if row is not None])
    gone = np.setdiff1d(np.arange(len(inverse)), rows)
    targets = lessons.targets
    wanted = np.zeros((len(inverse), targets.shape[1] + len(came)), dtype=inverse.dtype)
    wanted[rows] = np.hstack([targets[stayed], across.T])
    product = inverse @ wanted
    beside = inverse[np.ix_(rows, gone)]
    drop = beside @ np.linalg.inv(inverse[np.ix_(gone, gone)])
    left = product[rows] - drop @ product[gone]
    weights, reach = left[:, : targets.shape[1]], left[:, targets.shape[1] :]
    corner = np.linalg.inv(own + np.diag(lessons.smoothing[came]) - across @ reach)
    step = corner @ (reach.T @ targets[stayed] - targets[came])
    everywhere = np.empty_like(targets)
    everywhere[stayed], everywhere[came] = weights + reach @ step, -step
    diagonal = np.empty(len(before))
    diagonal[stayed] = inverse[rows, rows] - (drop * beside).sum(axis=1) + ((reach @ corner) * reach).sum(axis=1)
    diagonal[came] = np.diag(corner)
    return _fitted(lessons, everywhere, diagonal)


def _fitted(lessons: Lessons, weights: Kernel, diagonal: Kernel) -> Fitted:
    left_out = lessons.targets - weights / diagonal[:, None]
    return TopicScorer(lessons.labels, tuple(lessons.positions), weights), left_out
