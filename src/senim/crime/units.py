"""From log changes to the percent that readers know."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from senim.crime.checks import Array, number_array


def to_percent(log_change: ArrayLike) -> Array:
    """Turn a log change into percent.

    Parameters
    ----------
    log_change : array_like
        Natural log of the ratio to the baseline.

    Returns
    -------
    ndarray
        100 · (exp(x) − 1), exactly 0 where nothing changes.

    Examples
    --------
    >>> float(to_percent(-0.34 * -0.10536).round(1))
    3.6
    """
    return np.asarray(100 * np.expm1(number_array(log_change, "log_change")))
