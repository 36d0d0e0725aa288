"""Step, ramp and regressors with the intervals that the variances allow."""

from __future__ import annotations

import numpy as np
from scipy.stats import norm

from senim.evidence.series.fitting import Optimum
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.mixing import Mixture, mixture_interval, mixture_share_below
from senim.evidence.series.result import Coefficient


def coefficients_of(
    projection: Projection, optimum: Optimum, mixture: Mixture, names: tuple[str, ...], coverage: float
) -> tuple[Coefficient, ...]:
    """Estimate every regressor at the optimum, with its plain interval and that of the mixture.

    Parameters
    ----------
    projection : Projection
        Series and regressors.
    optimum : Optimum
        The best variances.
    mixture : Mixture
        Plausible variances.
    names : tuple of str
        Names of the regressors.
    coverage : float
        Coverage of the intervals.

    Returns
    -------
    tuple of Coefficient
        In the order of the names.
    """
    best = projection.at(optimum.deviations)
    drawn = [projection.at(point) for point in mixture.deviations]
    kept = [
        (found, weight) for found, weight in zip(drawn, mixture.weights, strict=True) if found is not None
    ]
    if best is None:
        raise AssertionError("an optimum has a likelihood")
    means = np.array([found.coefficients for found, _ in kept])
    errors = np.sqrt(np.array([np.diag(found.covariance) for found, _ in kept]))
    weights = np.array([weight for _, weight in kept])
    weights = weights / weights.sum()
    limits = mixture_interval(means, errors, weights, coverage)
    reach = float(norm.ppf((1 + coverage) / 2))
    told = []
    for place, name in enumerate(names):
        estimate, error = float(best.coefficients[place]), float(np.sqrt(best.covariance[place, place]))
        above = 1 - mixture_share_below(means[:, place], errors[:, place], weights, 0.0)
        plain = (estimate - reach * error, estimate + reach * error)
        wide = (float(limits[place, 0]), float(limits[place, 1]))
        told.append(Coefficient(name, estimate, error, plain, wide, above))
    return tuple(told)
