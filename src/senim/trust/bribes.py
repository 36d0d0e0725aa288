"""How far trust moves when fewer people meet a bribe."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


def full_trust_without_exposure(exposure: ArrayLike, odds_ratio: ArrayLike, full_trust: ArrayLike) -> Array:
    """Full trust among people who met no bribe, given the share over everyone.

    Solves ``exposure * exposed(y) + (1 - exposure) * y = full_trust`` for y, where the
    odds of y are `odds_ratio` times the odds of exposed(y): a quadratic.

    Parameters
    ----------
    exposure : array_like
        Share of adults who met a bribe.
    odds_ratio : array_like
        Odds of full trust of those who did not, against those who did.
    full_trust : array_like
        Share of full trust over everyone.

    Returns
    -------
    ndarray
        The broadcast shape.
    """
    met, ratio, trust = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (exposure, odds_ratio, full_trust))
    )
    square = (1.0 - met) * (1.0 - ratio)
    linear = met + (1.0 - met) * ratio - trust * (1.0 - ratio)
    # this form of the root stays right where the quadratic becomes a line (no association)
    root = linear + np.sqrt(linear**2 + 4.0 * square * trust * ratio)
    return np.asarray(2.0 * trust * ratio / root, dtype=np.float64)


def bribe_channel(
    exposure_before: ArrayLike, exposure_after: ArrayLike, odds_ratio: ArrayLike, full_trust: ArrayLike
) -> Array | float:
    """Change of full trust when the share of people who meet a bribe changes.

    The two groups keep their trust and change in size, so the whole association counts
    as a cause: an upper bound wherever distrustful people report more bribes.

    Parameters
    ----------
    exposure_before, exposure_after : array_like
        Share of adults who met a bribe of the police, themselves or at second hand.
    odds_ratio : array_like
        Odds of full trust of those who met none, against those who did; above 0.
    full_trust : array_like
        Share of full trust before, above 0 and below 1.

    Returns
    -------
    float or ndarray
        Percentage points, above 0 where fewer meet a bribe and the ratio is above 1.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.

    References
    ----------
    Levin, M. L. (1953), The occurrence of lung cancer in man, Acta Unio Int. Contra
    Cancrum 9:531-541: population attributable share.

    Examples
    --------
    >>> [round(bribe_channel(0.025, 0.0125, ratio, 0.631), 1) for ratio in (2, 5)]
    [0.2, 0.5]
    """
    check = ArgumentCheck("senim.trust.bribe_channel")
    below_one = float(np.nextafter(1.0, 0.0))
    check.between("exposure_before", exposure_before)
    check.between("exposure_after", exposure_after)
    check.between("odds_ratio", odds_ratio, 0.0, np.inf, low_open=True)
    check.between("full_trust", full_trust, 0.0, below_one, low_open=True)
    check.raise_if_any()
    ratio = np.asarray(odds_ratio, dtype=np.float64)
    spared = full_trust_without_exposure(exposure_before, ratio, full_trust)
    exposed = spared / (spared + ratio * (1.0 - spared))
    fewer = np.asarray(exposure_before, dtype=np.float64) - np.asarray(exposure_after, dtype=np.float64)
    points = np.asarray(100.0 * fewer * (spared - exposed), dtype=np.float64)
    return float(points) if points.ndim == 0 else points
