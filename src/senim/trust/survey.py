"""What a change between two surveys must exceed to be more than noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


def survey_noise(
    share: ArrayLike, sample_size: ArrayLike, design_effect: ArrayLike, level: float = 0.95
) -> Array | float:
    """Largest difference of a share between two waves that chance alone explains.

    Parameters
    ----------
    share : array_like
        The share, 0 to 1.
    sample_size : array_like
        People asked in each wave.
    design_effect : array_like
        Variance against simple random sampling.
    level : float
        Probability that chance stays within the threshold.

    Returns
    -------
    float or ndarray
        Percentage points: ``z * sqrt(2 * share * (1 - share) * design_effect / n)``.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.

    References
    ----------
    Kish, L. (1965), Survey Sampling, Wiley: design effect.

    Examples
    --------
    >>> round(survey_noise(0.616, 18_000, 1.5), 1), round(survey_noise(0.616, 2_000, 1.5), 1)
    (1.2, 3.7)
    """
    _check("survey_noise", share, sample_size, design_effect, level, 0.5)
    return _plain(float(norm.ppf(0.5 + level / 2.0)) * _error(share, sample_size, design_effect))


def detectable_change(
    share: ArrayLike,
    sample_size: ArrayLike,
    design_effect: ArrayLike,
    power: float = 0.8,
    level: float = 0.95,
) -> Array | float:
    """Smallest true change of a share that two waves are likely to show.

    Parameters
    ----------
    share, sample_size, design_effect : array_like
        As for `survey_noise`.
    power : float
        Probability to see a change of this size.
    level : float
        One minus the probability of a false alarm.

    Returns
    -------
    float or ndarray
        Percentage points.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.

    Examples
    --------
    >>> round(detectable_change(0.616, 18_000, 1.5), 1), round(detectable_change(0.616, 2_000, 1.5), 1)
    (1.8, 5.3)
    """
    _check("detectable_change", share, sample_size, design_effect, level, power)
    z = float(norm.ppf(0.5 + level / 2.0) + norm.ppf(power))
    return _plain(z * _error(share, sample_size, design_effect))


def _error(share: ArrayLike, sample_size: ArrayLike, design_effect: ArrayLike) -> Array:
    chance = np.asarray(share, dtype=np.float64)
    variance = chance * (1.0 - chance) * np.asarray(design_effect, dtype=np.float64)
    return 100.0 * np.sqrt(2.0 * variance / np.asarray(sample_size, dtype=np.float64))


def _check(
    call: str, share: ArrayLike, size: ArrayLike, effect: ArrayLike, level: float, power: float
) -> None:
    check = ArgumentCheck(f"senim.trust.{call}")
    below_one = float(np.nextafter(1.0, 0.0))
    check.between("share", share)
    check.between("sample_size", size, 1.0, np.inf)
    check.between("design_effect", effect, 0.0, np.inf, low_open=True)
    check.between("level", level, 0.0, below_one, low_open=True)
    check.between("power", power, 0.0, below_one, low_open=True)
    check.raise_if_any()


def _plain(points: Array) -> Array | float:
    return float(points) if np.ndim(points) == 0 else points
