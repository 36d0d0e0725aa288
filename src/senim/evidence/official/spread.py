"""A robust scale, and what share of usual movement lies as far out, for very few years."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]

TAILS = {"normal": float("inf"), "heavy": 4.0}
"""Degrees of freedom of the t distribution that usual changes are taken from."""

SPREADS = ("robust", "classic")
"""Median and Qn, which one odd year cannot move far; mean and standard deviation, which waste nothing."""

DRAWS = 60_000
_BLOCK = 10_000
_SEED = 20181119
_NORMAL_CONSISTENCY = 2.219144465985076


def qn_scale(values: ArrayLike) -> float | Vector:
    """Compute the scale Qn of Rousseeuw and Croux, without their correction for small samples.

    Parameters
    ----------
    values : array_like, shape (..., n)
        At least two numbers on the last axis.

    Returns
    -------
    float or ndarray
        The k-th smallest distance between pairs, k = C(n // 2 + 1, 2), times 2.2191: the standard deviation
        where the numbers are normal and many. Half of the numbers can be anything and it stays bounded.

    References
    ----------
    Rousseeuw, P. J., Croux, C. (1993). Alternatives to the median absolute deviation. *Journal of the
    American Statistical Association* 88(424).

    Examples
    --------
    >>> round(float(qn_scale([1.0, 2.0, 3.0, 4.0, 1000.0])), 3)
    2.219
    """
    numbers = np.asarray(values, dtype=np.float64)
    count = numbers.shape[-1]
    first, second = np.triu_indices(count, 1)
    half = count // 2 + 1
    place = half * (half - 1) // 2 - 1
    distances = np.abs(numbers[..., first] - numbers[..., second])
    found = _NORMAL_CONSISTENCY * np.partition(distances, place, axis=-1)[..., place]
    return float(found) if numbers.ndim == 1 else np.asarray(found, dtype=np.float64)


def middle_and_scale(values: ArrayLike, spread: str = "robust") -> tuple[Vector, Vector]:
    """Estimate where usual changes lie and how far they scatter.

    Parameters
    ----------
    values : array_like, shape (..., n)
        Changes, in logs.
    spread : {"robust", "classic"}
        Median and Qn, or mean and standard deviation.

    Returns
    -------
    tuple of ndarray, each of shape (...,)
        Middle and scale.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if spread == "classic":
        return numbers.mean(axis=-1), numbers.std(axis=-1, ddof=1)
    return np.median(numbers, axis=-1), np.asarray(qn_scale(numbers), dtype=np.float64)


@lru_cache(maxsize=128)
def reference_distances(
    count: int, years: int, tails: str = "normal", spread: str = "robust", draws: int = DRAWS
) -> Vector:
    """Simulate how far usual movement lies from its middle, in scales, when both are estimated.

    The statistic does not depend on the true middle and scale, so one simulation serves every series of that
    length, and its quantiles are exact up to simulation error.

    Parameters
    ----------
    count : int
        Changes that middle and scale are estimated from.
    years : int
        Years that the change in question spans.
    tails : {"normal", "heavy"}
        Distribution of usual changes; heavy is a t with 4 degrees of freedom.
    spread : {"robust", "classic"}
        How middle and scale are estimated. Classic with normal tails is the t prediction interval.
    draws : int
        Simulated series.

    Returns
    -------
    ndarray of shape (draws,)
        Absolute distances in ascending order.
    """
    generator = np.random.default_rng([_SEED, count, years])
    freedom, far = TAILS[tails], []
    # in blocks: every pair of changes of every series is held at once
    for start in range(0, draws, _BLOCK):
        shape = (min(_BLOCK, draws - start), count + years)
        heavy = np.isfinite(freedom)
        changes = generator.standard_t(freedom, shape) if heavy else generator.standard_normal(shape)
        middle, scale = middle_and_scale(changes[:, :count], spread)
        far.append(np.abs(changes[:, count:].sum(axis=1) - years * middle) / scale)
    return np.asarray(np.sort(np.concatenate(far)), dtype=np.float64)


def share_at_least(distance: float, reference: Vector) -> float:
    """Give the share of usual movement that lies at least so far out.

    Parameters
    ----------
    distance : float
        In robust scales; its sign does not matter.
    reference : ndarray of shape (draws,)
        From `reference_distances`.

    Returns
    -------
    float
        Above 0 and at most 1; the change itself counts as one of the draws.
    """
    below = int(np.searchsorted(reference, abs(distance), side="left"))
    return (reference.size - below + 1) / (reference.size + 1)
