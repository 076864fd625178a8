"""A figure: a share of replies, with its interval and the replies that are not as they should be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.bench.statistics import Estimate, bootstrap
from tests.evaluation.replies import Reply

Test = Callable[[Reply], bool]


@dataclass(frozen=True)
class Figure:
    """A share of replies.

    Attributes:
        name: what it is called in the report.
        of: the replies that count.
        met: for each of them, whether it is what the name says.
        wanted: whether they should be what the name says; None where neither is a fault.
    """

    name: str
    of: tuple[Reply, ...]
    met: tuple[bool, ...]
    wanted: bool | None

    @property
    def estimate(self) -> Estimate | None:
        """The share and its 95% interval, from 1,000 resamples; None of nothing."""
        if not self.met:
            return None
        array = np.asarray(self.met, dtype=np.float64)
        return bootstrap(lambda drawn, _: float(array[drawn].mean()), len(array), 1)

    @property
    def failed(self) -> tuple[Reply, ...]:
        """The replies that are not as they should be."""
        if self.wanted is None:
            return ()
        return tuple(reply for reply, met in zip(self.of, self.met, strict=True) if met != self.wanted)


def should(name: str, replies: Sequence[Reply], test: Test) -> Figure:
    """The share that passes a test which all should pass."""
    return Figure(name, tuple(replies), tuple(map(test, replies)), wanted=True)


def should_not(name: str, replies: Sequence[Reply], test: Test) -> Figure:
    """The share that does what none should do."""
    return Figure(name, tuple(replies), tuple(map(test, replies)), wanted=False)


def so_many(name: str, replies: Sequence[Reply], test: Test) -> Figure:
    """The share of one sort, where no sort is a fault by itself."""
    return Figure(name, tuple(replies), tuple(map(test, replies)), wanted=None)
