"""What a design could have seen: one national change, or regions that changed by different doses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi, norm
from scipy.stats import t as student

from senim.arguments import ArgumentCheck

REFERENCES = ("t", "normal")


@dataclass(frozen=True)
class DesignPower:
    """How likely a design is to see an effect, and the smallest one it sees reliably.

    Parameters
    ----------
    power : float
        Probability of a significant result if the effect is what was asked about.
    standard_error : float
        Of the estimate, in the unit of the effect.
    detectable : float
        Smallest effect that is seen with the wanted probability, in the unit of the effect.
    wanted_power : float
        That probability.
    level : float
        Probability of a significant result without any effect.
    sides : int
        2 where effects of either sign count, 1 where one is looked for.
    """

    power: float
    standard_error: float
    detectable: float
    wanted_power: float
    level: float
    sides: int


def before_after_power(
    effect: float,
    yearly_noise: float,
    *,
    years_before: int,
    years_after: int,
    autocorrelation: float = 0.0,
    level: float = 0.05,
    sides: int = 2,
    wanted_power: float = 0.8,
) -> DesignPower:
    """Compute the power of comparing the mean before one national change with the mean after it.

    The yearly noise is taken as known, and no other change is taken to happen: both flatter the design.

    Parameters
    ----------
    effect : float
        Change asked about, in logs (0.03 for about +3 %).
    yearly_noise : float
        Standard deviation of a year about its level, in logs.
    years_before, years_after : int
        Years on either side.
    autocorrelation : float
        Correlation of neighbouring years, of a first-order autoregression; at least 0 and below 1.
    level : float
        Significance level.
    sides : {1, 2}
        Whether effects of one sign or of either count.
    wanted_power : float
        Probability with which the detectable effect is to be seen.

    Returns
    -------
    DesignPower
        Power, standard error and detectable effect.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.

    Examples
    --------
    >>> round(before_after_power(0.03, 0.10, years_before=10, years_after=1).power, 3)
    0.059
    """
    check = ArgumentCheck("before_after_power")
    _check_common(check, level, sides, wanted_power)
    check.number("effect", effect)
    check.number("yearly_noise", yearly_noise, 0.0, low_open=True)
    check.number("autocorrelation", autocorrelation, 0.0, 0.999)
    for name, years in (("years_before", years_before), ("years_after", years_after)):
        if not _whole(years) or years < 1:
            check.refuse(name, f"{years!r} is no count of years", "Give a whole number of at least 1.")
    check.raise_if_any()
    calendar = np.arange(years_before + years_after)
    covariance = yearly_noise**2 * autocorrelation ** np.abs(calendar[:, None] - calendar[None, :])
    contrast = np.where(calendar < years_before, -1.0 / years_before, 1.0 / years_after)
    error = float(np.sqrt(contrast @ covariance @ contrast))
    return _designed(effect, error, None, level, sides, wanted_power)


def regional_dose_power(
    elasticity: float,
    regional_noise: float,
    *,
    regions: int,
    dose_spread: float,
    reference: str = "t",
    level: float = 0.05,
    sides: int = 2,
    wanted_power: float = 0.8,
) -> DesignPower:
    """Compute the power of regressing regional change on regional dose.

    Parameters
    ----------
    elasticity : float
        Slope asked about.
    regional_noise : float
        Standard deviation of a region's change for other reasons, in logs.
    regions : int
        How many regions, at least 3.
    dose_spread : float
        Standard deviation of the dose over regions, in logs (0.03 for about three points).
    reference : {"t", "normal"}
        Distribution of the test: t on regions − 2 degrees of freedom, or normal, which flatters.
    level : float
        Significance level.
    sides : {1, 2}
        Whether slopes of one sign or of either count.
    wanted_power : float
        Probability with which the detectable slope is to be seen.

    Returns
    -------
    DesignPower
        Power, standard error and detectable elasticity.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.

    Examples
    --------
    >>> found = regional_dose_power(-0.35, 0.08, regions=17, dose_spread=0.03)
    >>> round(found.standard_error, 3), round(found.detectable, 1)
    (0.667, 2.0)
    """
    check = ArgumentCheck("regional_dose_power")
    _check_common(check, level, sides, wanted_power)
    check.number("elasticity", elasticity)
    check.number("regional_noise", regional_noise, 0.0, low_open=True)
    check.number("dose_spread", dose_spread, 0.0, low_open=True)
    if not _whole(regions) or regions < 3:
        check.refuse("regions", f"{regions!r} is too few", "Give a whole number of at least 3.")
    check.word("reference", reference, REFERENCES)
    check.raise_if_any()
    error = regional_noise / (dose_spread * float(np.sqrt(regions - 1)))
    freedom = regions - 2 if reference == "t" else None
    return _designed(elasticity, error, freedom, level, sides, wanted_power)


def _whole(count: object) -> bool:
    return isinstance(count, int | np.integer) and not isinstance(count, bool)


def _check_common(check: ArgumentCheck, level: float, sides: int, wanted_power: float) -> None:
    before = len(check.findings)
    check.number("level", level, 0.0, 0.5, low_open=True)
    least = level if len(check.findings) == before else 0.0
    if not _whole(sides) or sides not in (1, 2):
        check.refuse("sides", f"{sides!r} is neither 1 nor 2", "Write 2 where effects of either sign count.")
    # below its level no test has any power to want
    check.number("wanted_power", wanted_power, least, 0.9999, low_open=True)


def _designed(
    effect: float, error: float, freedom: int | None, level: float, sides: int, wanted_power: float
) -> DesignPower:
    def power_at(size: float) -> float:
        return _power(size, freedom, level, sides)

    farthest = 1.0
    while power_at(farthest) < wanted_power:
        farthest *= 2.0
    reach = float(brentq(lambda size: power_at(size) - wanted_power, 0.0, farthest))
    return DesignPower(power_at(abs(effect) / error), error, reach * error, wanted_power, level, sides)


def _power(size: float, freedom: int | None, level: float, sides: int) -> float:
    """Power at an effect of so many standard errors."""
    if freedom is None:
        edge = norm.ppf(1.0 - level / sides)
        over, under = norm.sf(edge - size), norm.cdf(-edge - size)
    else:
        edge = student.ppf(1.0 - level / sides, freedom)
        over, under = _beyond(edge, size, freedom), _beyond(edge, -size, freedom)
    return float(over + (under if sides == 2 else 0.0))


def _beyond(edge: float, size: float, freedom: int) -> float:
    """Chance that a t with an offset passes an edge; scipy's own gives no number far out."""
    low, high = (float(chi.ppf(share, freedom)) for share in (1e-14, 1.0 - 1e-14))
    nodes, widths = np.polynomial.legendre.leggauss(200)
    at = low + (high - low) * (nodes + 1.0) / 2.0
    weights = widths * (high - low) / 2.0 * chi.pdf(at, freedom)
    return float(weights @ norm.cdf(size - edge * at / np.sqrt(freedom)))
