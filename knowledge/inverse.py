"""The inverse of a smoothed kernel, which is symmetric with eigenvalues above 0, in the kernel's own memory.

By Cholesky: half the work of a general inverse, and no room beside, which is 1.6 GB for 14,000 texts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import get_lapack_funcs


def inverted(kernel: npt.NDArray[Any], smoothing: npt.NDArray[np.float64]) -> npt.NDArray[Any]:
    """The inverse of a kernel to whose diagonal `smoothing` is added.

    Args:
        kernel: symmetric, float32 or float64, (n, n), its rows one after another in memory. It is overwritten.
        smoothing: (n,).

    Returns:
        Of the type of `kernel`: (n, n).
    """
    kernel[np.diag_indices_from(kernel)] += smoothing
    factorise, invert = get_lapack_funcs(("potrf", "potri"), (kernel,))
    factor, fault = factorise(kernel.T, lower=1, overwrite_a=1, clean=0)
    assert not fault, "a smoothed kernel has no eigenvalue below 0"
    inverse, _ = invert(factor, lower=1, overwrite_c=1)
    for row in range(len(inverse)):
        inverse[row, row + 1 :] = inverse[row + 1 :, row]
    return np.asarray(inverse)
