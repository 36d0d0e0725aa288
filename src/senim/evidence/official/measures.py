"""What figures give for the quantity of a claim: a value, its rounding, and its chance."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from scipy import stats

from senim.evidence.official.claims import Reading
from senim.evidence.official.figures import Noise, Period, PublishedFigure

DESIGN_EFFECT = 1.5


@dataclass(frozen=True)
class Measured:
    """The quantity of a claim as figures give it.

    Parameters
    ----------
    value : float
        In the unit of the claim.
    low, high : float
        What rounding allows, and chance where there is any.
    standard_error : float
        Of the value, or of its logarithm for changes and factors of counts; 0 without chance.
    noise : Noise
        Where chance enters.
    """

    value: float
    low: float
    high: float
    standard_error: float = 0.0
    noise: Noise = Noise.NONE


def measured(reading: Reading, *, design_effect: float = DESIGN_EFFECT, level: float = 0.95) -> Measured:
    """Compute the quantity of a claim from the figures of a reading.

    Parameters
    ----------
    reading : Reading
        With any measure but ``said_change``.
    design_effect : float
        Variance of a survey over that of a simple sample of its size.
    level : float
        Coverage of the interval where there is chance.

    Returns
    -------
    Measured
        Value and interval. Surveys: normal, with the design effect. Rare events: Poisson, on the log scale.
    """
    earlier, later = _ends(reading.earlier), _ends(reading.later)
    values = [_value(reading.measure, before, after) for before, after in itertools.product(earlier, later)]
    middle = _value(reading.measure, _total(reading.earlier), _total(reading.later))
    low, high = min(values), max(values)
    noise = _noise((*reading.earlier, *reading.later))
    z = float(stats.norm.ppf(0.5 + level / 2))
    if noise is Noise.SURVEY:
        error = _survey_error(reading, design_effect)
        return Measured(middle, low - z * error, high + z * error, error, noise)
    if noise is Noise.POISSON:
        error = math.sqrt(sum(1 / one.events for one in (*reading.earlier, *reading.later)))
        low, high = _widened(reading.measure, low, high, z * error)
        return Measured(middle, low, high, error, noise)
    return Measured(middle, low, high)


def chance_of_no_change(
    reading: Reading, said: float | None = None, *, design_effect: float = DESIGN_EFFECT
) -> float | None:
    """Give the share of chance at least as large as the change, had nothing changed.

    Parameters
    ----------
    reading : Reading
        A change, factor or difference; or ``said_change``, where only the later count is known and the
        earlier follows from what was said.
    said : float, optional
        The change said, in per cent, for ``said_change``.
    design_effect : float
        Variance of a survey over that of a simple sample of its size.

    Returns
    -------
    float or None
        Two-sided; None where the reading compares nothing or there is no model of its chance.
    """
    noise = _noise((*reading.earlier, *reading.later))
    if reading.measure == "said_change" and noise is Noise.POISSON and said is not None:
        later = reading.later[0].events
        return _equal_rates(later / (1 + said / 100), later)
    if reading.measure not in {"change", "growth", "fall", "difference"}:
        return None
    if noise is Noise.POISSON:
        counts = [sum(one.events for one in side) for side in (reading.earlier, reading.later)]
        return _equal_rates(*counts)
    if noise is Noise.SURVEY:
        gap = _total(reading.later) - _total(reading.earlier)
        return float(2 * stats.norm.sf(abs(gap) / _survey_error(reading, design_effect)))
    return None


def chance_interval(
    reading: Reading, *, design_effect: float = DESIGN_EFFECT, level: float = 0.95
) -> tuple[float, float] | None:
    """Give the changes that chance alone makes, had nothing changed.

    Parameters
    ----------
    reading : Reading
        A change or a difference, or ``said_change``.
    design_effect : float
        Variance of a survey over that of a simple sample of its size.
    level : float
        Coverage.

    Returns
    -------
    tuple of float or None
        In per cent for counts, in points for answers; None where there is no model of chance.
    """
    figures = (*reading.earlier, *reading.later)
    noise, z = _noise(figures), float(stats.norm.ppf(0.5 + level / 2))
    if noise is Noise.POISSON and reading.measure in {"change", "said_change"}:
        # the earlier count is about as large where only the later is known
        counts = [one.events for one in figures] * (2 if reading.measure == "said_change" else 1)
        reach = z * math.sqrt(sum(1 / count for count in counts))
        return 100 * math.expm1(-reach), 100 * math.expm1(reach)
    if noise is Noise.SURVEY and reading.measure == "difference":
        reach = z * _survey_error(reading, design_effect)
        return -reach, reach
    return None


def periods(reading: Reading) -> tuple[Period, Period] | None:
    """Give the two periods that a reading compares.

    Parameters
    ----------
    reading : Reading
        Any reading.

    Returns
    -------
    tuple of Period or None
        The earlier and the later; None where it compares none.
    """
    last = reading.later[-1]
    if reading.measure == "published" and last.period and last.against:
        return last.against, last.period
    if reading.earlier and reading.earlier[0].period and last.period:
        return reading.earlier[0].period, last.period
    return None


def _value(measure: str, earlier: float, later: float) -> float:
    if measure in {"level", "published"}:
        return later
    if measure == "difference":
        return later - earlier
    ratio = later / earlier
    return {
        "change": 100 * (ratio - 1),
        "loss": -100 * ratio,
        "share": 100 * ratio,
        "growth": ratio,
        "fall": 1 / ratio,
    }[measure]


def _ends(side: tuple[PublishedFigure, ...]) -> tuple[float, float]:
    return sum(one.low for one in side), sum(one.high for one in side)


def _total(side: tuple[PublishedFigure, ...]) -> float:
    return sum(one.value for one in side)


def _noise(figures: tuple[PublishedFigure, ...]) -> Noise:
    kinds = {figure.noise for figure in figures}
    return kinds.pop() if len(kinds) == 1 else Noise.NONE


def _survey_error(reading: Reading, design_effect: float) -> float:
    """Standard error in points; answers of one wave are added before their variance is taken."""
    variance = 0.0
    for side in (reading.earlier, reading.later):
        if side:
            share = _total(side)
            variance += design_effect * share * (100 - share) / side[0].respondents
    return math.sqrt(variance)


def _widened(measure: str, low: float, high: float, reach: float) -> tuple[float, float]:
    if measure == "change":
        low, high = (100 * ((1 + end / 100) * factor - 1) for end, factor in _factors(low, high, reach))
        return low, high
    low, high = (end * factor for end, factor in _factors(low, high, reach))
    return low, high


def _factors(low: float, high: float, reach: float) -> tuple[tuple[float, float], tuple[float, float]]:
    return (low, math.exp(-reach)), (high, math.exp(reach))


def _equal_rates(earlier: float, later: float) -> float:
    """Conditional test that two Poisson counts have one mean."""
    first, second = round(earlier), round(later)
    if first + second == 0:
        return 1.0
    return float(stats.binomtest(second, first + second, 0.5).pvalue)
