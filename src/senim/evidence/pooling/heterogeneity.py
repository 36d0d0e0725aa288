"""Between-study variance: three estimators, their standard errors and the Q-profile interval.

All functions take centred effects and sampling variances of shape (k,), k at least 2.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2

from senim.evidence.pooling.inputs import Vector

SEARCH_POINTS = 256


def weighted_mean(effects: Vector, weights: Vector) -> float:
    """Mean of the effects under given weights.

    Parameters
    ----------
    effects, weights : ndarray, shape (k,)
        Effects and positive weights.

    Returns
    -------
    float
        The weighted mean.
    """
    return float(weights @ effects / weights.sum())


def generalised_q(effects: Vector, variances: Vector, tau2: float = 0.0) -> float:
    """Weighted sum of squares about the weighted mean, at a between-study variance.

    Parameters
    ----------
    effects, variances : ndarray, shape (k,)
        Effects and their sampling variances.
    tau2 : float
        Between-study variance; 0 gives Cochran's Q.

    Returns
    -------
    float
        Q(tau2), which falls as ``tau2`` grows.
    """
    weights = 1 / (variances + tau2)
    return float(weights @ (effects - weighted_mean(effects, weights)) ** 2)


def weight_trace(weights: Vector) -> float:
    """Trace of the weight matrix after the mean has been fitted: Σw − Σw²/Σw.

    Parameters
    ----------
    weights : ndarray, shape (k,)
        Inverse variances.

    Returns
    -------
    float
        The trace.
    """
    return float(_weight_trace(weights))


def weight_trace_squared(weights: Vector) -> float:
    """Trace of the square of the weight matrix after the mean has been fitted.

    Parameters
    ----------
    weights : ndarray, shape (k,)
        Inverse variances.

    Returns
    -------
    float
        Σw² − 2Σw³/Σw + (Σw²/Σw)².
    """
    diagonal = (weights * _sum_of_others(weights)) ** 2
    off_diagonal = weights**2 * _sum_of_others(weights**2)
    return float((diagonal + off_diagonal).sum() / weights.sum() ** 2)


def dersimonian_laird(effects: Vector, variances: Vector) -> float:
    """Moment estimator of DerSimonian and Laird (1986), not below 0.

    Parameters
    ----------
    effects, variances : ndarray, shape (k,)
        Effects and their sampling variances.

    Returns
    -------
    float
        Between-study variance.
    """
    excess = generalised_q(effects, variances) - (effects.size - 1)
    return max(0.0, excess / weight_trace(1 / variances))


def paule_mandel(effects: Vector, variances: Vector) -> float:
    """Estimator of Paule and Mandel (1982): the variance at which Q equals its expectation.

    Parameters
    ----------
    effects, variances : ndarray, shape (k,)
        Effects and their sampling variances.

    Returns
    -------
    float
        Between-study variance, 0 where Q is below its expectation already.
    """
    return _solve_q(effects, variances, effects.size - 1.0)


def restricted_maximum_likelihood(effects: Vector, variances: Vector) -> float:
    """Global maximum of the restricted likelihood over variances of 0 or more.

    Every stationary point lies below a bound that follows from the data, so the score is
    evaluated on a grid up to that bound and each downward crossing refined; nothing can diverge,
    and a second, lower mode cannot be taken for the maximum.

    Parameters
    ----------
    effects, variances : ndarray, shape (k,)
        Effects and their sampling variances.

    Returns
    -------
    float
        Between-study variance.

    References
    ----------
    Viechtbauer, W. (2005). Bias and efficiency of meta-analytic variance estimators in the
    random-effects model. Journal of Educational and Behavioral Statistics 30(3), 261–293.
    """
    spread = float(((effects - effects.mean()) ** 2).sum()) / (effects.size - 1)
    if spread == 0:
        return 0.0
    bound = (spread + float(np.sqrt(spread**2 + 4 * spread * variances.max()))) / 2
    start = min(float(variances.min()), bound) * 1e-3
    grid = np.concatenate([[0.0], np.geomspace(start, bound, SEARCH_POINTS)])
    scores = restricted_scores(effects, variances, grid)
    crossings = np.flatnonzero((scores[:-1] > 0) & (scores[1:] <= 0))
    candidates = [0.0] + [
        _root(lambda tau2: float(restricted_scores(effects, variances, tau2)), grid[i], grid[i + 1])
        for i in crossings
    ]
    # the bound is no stationary point: on a flat top its likelihood may round to that of the mode
    if crossings.size == 0 and scores[0] > 0:
        return bound
    return max(candidates, key=lambda tau2: restricted_log_likelihood(effects, variances, tau2))


def restricted_log_likelihood(effects: Vector, variances: Vector, tau2: float) -> float:
    """Restricted log-likelihood of a between-study variance, up to a constant.

    Parameters
    ----------
    effects, variances : ndarray, shape (k,)
        Effects and their sampling variances.
    tau2 : float
        Between-study variance.

    Returns
    -------
    float
        Log-likelihood with the mean integrated out under a flat prior.
    """
    totals = variances + tau2
    return -0.5 * float(
        np.log(totals).sum() + np.log((1 / totals).sum()) + generalised_q(effects, variances, tau2)
    )


def restricted_scores(effects: Vector, variances: Vector, tau2: Vector | float) -> Vector:
    """Twice the derivative of the restricted log-likelihood, at one or many variances.

    Parameters
    ----------
    effects, variances : ndarray, shape (k,)
        Effects and their sampling variances.
    tau2 : float or ndarray, shape (m,)
        Between-study variances.

    Returns
    -------
    ndarray, shape () or (m,)
        Positive where the likelihood rises.
    """
    weights = 1 / (variances + np.asarray(tau2)[..., None])
    means = (weights * effects).sum(axis=-1, keepdims=True) / weights.sum(axis=-1, keepdims=True)
    return np.asarray(((weights * (effects - means)) ** 2).sum(axis=-1) - _weight_trace(weights))


ESTIMATORS: dict[str, Callable[[Vector, Vector], float]] = {
    "REML": restricted_maximum_likelihood,
    "DL": dersimonian_laird,
    "PM": paule_mandel,
}


def tau2_standard_error(method: str, variances: Vector, tau2: float) -> float:
    """Large-sample standard error of a between-study variance.

    Parameters
    ----------
    method : {"REML", "DL", "PM"}
        Which estimator gave ``tau2``.
    variances : ndarray, shape (k,)
        Sampling variances.
    tau2 : float
        The estimate.

    Returns
    -------
    float
        Expected information for REML, moment formulas for DL and PM, as in metafor.
    """
    count, weights, fixed = variances.size, 1 / (variances + tau2), 1 / variances
    if method == "REML":
        return float(np.sqrt(2 / weight_trace_squared(weights)))
    if method == "PM":
        return float(np.sqrt(2 * count**2 / (count - 1)) / weights.sum())
    trace = weight_trace(fixed)
    variance_of_q = 2 * (count - 1) + 4 * tau2 * trace + 2 * tau2**2 * weight_trace_squared(fixed)
    return float(np.sqrt(variance_of_q) / trace)


def q_profile(effects: Vector, variances: Vector, level: float) -> tuple[float, float]:
    """Interval of between-study variances at which Q is neither too large nor too small.

    Parameters
    ----------
    effects, variances : ndarray, shape (k,)
        Effects and their sampling variances.
    level : float
        Coverage.

    Returns
    -------
    tuple of float
        Lower and upper bound, cut off at 0; (0, 0) where studies agree so closely that the
        interval is empty.

    References
    ----------
    Viechtbauer, W. (2007). Confidence intervals for the amount of heterogeneity in
    meta-analysis. Statistics in Medicine 26(1), 37–52.
    """
    low, high = chi2.ppf([(1 - level) / 2, (1 + level) / 2], effects.size - 1)
    return _solve_q(effects, variances, float(high)), _solve_q(effects, variances, float(low))


def _solve_q(effects: Vector, variances: Vector, target: float) -> float:
    """Find the variance at which Q equals a target; 0 where Q is below it already."""
    if generalised_q(effects, variances) <= target:
        return 0.0
    # Q(t) is at most the plain sum of squares over t, so the root cannot lie above this.
    bound = float(((effects - effects.mean()) ** 2).sum()) / target
    if not np.isfinite(bound):
        return float("inf")
    return _root(lambda tau2: generalised_q(effects, variances, tau2) - target, 0.0, bound)


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """Root of a function that changes sign on an interval, to machine precision."""
    if function(high) >= 0:
        return float(high)
    return float(brentq(function, low, high, xtol=high * 1e-15, rtol=1e-14, maxiter=500))


def _weight_trace(weights: Vector) -> Vector:
    """Σw − Σw²/Σw along the last axis."""
    return np.asarray((weights * _sum_of_others(weights)).sum(axis=-1) / weights.sum(axis=-1))


def _sum_of_others(values: Vector) -> Vector:
    """Sum of all values but each one, without the cancellation of subtracting it from the total."""
    none = np.zeros((*values.shape[:-1], 1))
    before = np.concatenate([none, np.cumsum(values, axis=-1)[..., :-1]], axis=-1)
    after = np.concatenate([np.cumsum(values[..., ::-1], axis=-1)[..., ::-1][..., 1:], none], axis=-1)
    return np.asarray(before + after)
