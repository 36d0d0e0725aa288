"""How much a year's count in one region moves by itself: chance, and everything else that differs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import nbinom, poisson

from senim.arguments import ArgumentCheck
from senim.numbers import as_numbers

Array = NDArray[np.float64]
LARGEST_NOISE = 1.0
"""A level that moves by more than itself is 8 written for 8 %."""


def usual_counts(expected: ArrayLike, yearly_noise: float, level: float = 0.9) -> tuple[Array, Array]:
    """Give the counts that are usual in a year.

    Counts are Poisson about a level that moves itself with a gamma distribution: negative binomial, with
    variance ``expected + (yearly_noise × expected)²``.

    Parameters
    ----------
    expected : array_like
        Expected count of a year.
    yearly_noise : float
        Standard deviation of the level about what is expected, as a share of it; 0 leaves chance alone.
    level : float
        Share of years inside.

    Returns
    -------
    tuple of ndarray
        Lowest and highest usual count.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.

    Examples
    --------
    >>> [int(end) for end in usual_counts(100.0, 0.0)]
    [84, 117]
    >>> [int(end) for end in usual_counts(100.0, 0.1)]
    [78, 124]
    """
    mean = _checked("usual_counts", expected, yearly_noise, level)
    tails = (1.0 - level) / 2.0
    if yearly_noise == 0.0:
        ends = [poisson.ppf(share, mean) for share in (tails, 1.0 - tails)]
    else:
        shape = yearly_noise**-2.0
        ends = [nbinom.ppf(share, shape, shape / (shape + mean)) for share in (tails, 1.0 - tails)]
    # a count that is expected to be nothing is nothing
    low, high = (np.where(mean > 0.0, end, 0.0) for end in ends)
    return low, high


def counts_with_noise(expected: ArrayLike, yearly_noise: float, chance: np.random.Generator) -> Array:
    """Draw the counts that a year would show.

    Parameters
    ----------
    expected : array_like
        Expected counts, one a draw and region.
    yearly_noise : float
        As in `usual_counts`.
    chance : Generator
        Where chance comes from.

    Returns
    -------
    ndarray
        Counts, of the shape of `expected`.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.
    """
    mean = _checked("counts_with_noise", expected, yearly_noise, 0.5)
    if yearly_noise > 0.0:
        shape = yearly_noise**-2.0
        mean = mean * chance.gamma(shape, 1.0 / shape, mean.shape)
    return np.asarray(chance.poisson(mean), dtype=np.float64)


def _checked(call: str, expected: object, yearly_noise: object, level: object) -> Array:
    check = ArgumentCheck(call)
    check.between("expected", expected, 0.0, 1e15)
    check.number("yearly_noise", yearly_noise, 0.0, LARGEST_NOISE)
    check.level("level", level)
    check.raise_if_any()
    return as_numbers(expected)
