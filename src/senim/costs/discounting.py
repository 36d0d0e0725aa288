"""Money of later years in money of the first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


def present_value(path: ArrayLike, rate: float) -> Array:
    """Discount a path to its first year.

    Parameters
    ----------
    path : array_like, shape (..., years)
        Money by year; the first year is not discounted.
    rate : float
        Yearly discount rate, above -1.

    Returns
    -------
    ndarray, shape (...)
        Same unit.

    Raises
    ------
    ArgumentError
        If the rate is not above -1.

    Examples
    --------
    >>> float(present_value([16.0, 16.0], 0.05).round(2))
    31.24
    """
    check = ArgumentCheck("senim.costs.present_value")
    check.between("rate", rate, -1.0, np.inf, low_open=True)
    check.raise_if_any()
    money = np.atleast_1d(np.asarray(path, dtype=np.float64))
    return np.asarray(money @ (1.0 + rate) ** -np.arange(money.shape[-1], dtype=np.float64))


def present_values(path: ArrayLike, rates: Sequence[float]) -> Array:
    """Discount a path at several rates, side by side.

    Parameters
    ----------
    path : array_like, shape (..., years)
        Money by year.
    rates : sequence of float
        Yearly discount rates.

    Returns
    -------
    ndarray, shape (..., rates)
        Same unit.

    Raises
    ------
    ArgumentError
        If a rate is not above -1.
    """
    return np.stack([present_value(path, rate) for rate in rates], axis=-1)
