"""The inverse of a smoothed kernel."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from knowledge.inverse import inverted

SMOOTHING = np.array([0.2, 0.3, 0.2, 0.5])


def kernel(kind: type[Any]) -> Any:
    """Of four texts, two of them the same, so that only the smoothing makes an inverse possible."""
    points = np.array([[1.0, 0.0], [1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
    return (points @ points.T).astype(kind)


@pytest.mark.parametrize(("kind", "near"), [(np.float32, 1e-5), (np.float64, 1e-12)])
def test_kernel_times_its_inverse_is_one(kind: type[Any], near: float) -> None:
    found = inverted(kernel(kind), SMOOTHING)
    assert found.dtype == kind
    assert np.allclose((kernel(np.float64) + np.diag(SMOOTHING)) @ found, np.eye(4), atol=near)


def test_inverse_is_made_in_the_memory_of_the_kernel() -> None:
    given = kernel(np.float64)
    assert np.shares_memory(inverted(given, SMOOTHING), given)
