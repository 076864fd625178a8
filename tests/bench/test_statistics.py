"""The statistics are what they say they are, on data small enough to reckon by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench.statistics import Floats, auroc, bootstrap, refused_at


def floats(*values: float) -> Floats:
    return np.array(values, dtype=np.float64)


@pytest.mark.parametrize(
    ("inside", "outside", "area"),
    [
        (floats(0.8, 0.9), floats(0.1, 0.2), 1.0),
        (floats(0.1, 0.2), floats(0.8, 0.9), 0.0),
        (floats(0.5, 0.5), floats(0.5), 0.5),
        (floats(0.2, 0.8), floats(0.5), 0.5),
        (floats(0.5, 0.8), floats(0.5), 0.75),
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(inside: Floats, outside: Floats, area: float) -> None:
    assert auroc(inside, outside) == pytest.approx(area)


def test_refused_is_counted_at_the_threshold_that_answers_the_rate() -> None:
    inside = np.arange(1, 21) / 20  # 0.05 to 1; at 95% the lowest one is lost and 0.10 is the threshold
    assert refused_at(inside, floats(0.01, 0.07, 0.10, 0.5), 0.95) == 0.5


def test_at_least_the_rate_is_answered_where_it_cannot_be_met_exactly() -> None:
    assert refused_at(floats(0.2, 0.5, 0.9), floats(0.1, 0.3), 0.95) == 0.5


def test_one_confidence_for_everything_refuses_nothing() -> None:
    assert refused_at(floats(1, 1, 1), floats(1, 1), 0.95) == 0.0


def test_interval_holds_the_value_and_is_the_same_each_time() -> None:
    values = floats(*[1] * 30, *[0] * 10)
    first = bootstrap(lambda drawn, _: float(values[drawn].mean()), 40, 1)
    assert first == bootstrap(lambda drawn, _: float(values[drawn].mean()), 40, 1)
    assert first.value == 0.75
    assert 0.55 < first.low < 0.75 < first.high < 0.95


def test_interval_of_what_is_always_right_is_a_point() -> None:
    estimate = bootstrap(lambda drawn, _: 1.0, 5, 5)
    assert (estimate.value, estimate.low, estimate.high) == (1.0, 1.0, 1.0)
