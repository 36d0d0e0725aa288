"""Random-effects and fixed-effect pooling of published estimates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, norm
from scipy.stats import t as student

from senim.evidence.pooling.heterogeneity import (
    ESTIMATORS,
    generalised_q,
    q_profile,
    tau2_standard_error,
    weight_trace,
    weighted_mean,
)
from senim.evidence.pooling.inputs import (
    Vector,
    check_choice,
    check_level,
    checked_estimates,
)
from senim.evidence.pooling.pooled import METHOD_NAMES, TEST_NAMES, Interval, PooledEstimate
from senim.findings import Finding

UNBOUNDED: Interval = (-np.inf, np.inf)


def pool(
    estimates: ArrayLike,
    standard_errors: ArrayLike,
    *,
    method: str = "REML",
    test: str = "knapp-hartung",
    level: float = 0.95,
) -> PooledEstimate:
    """Pool independent estimates of one quantity.

    Parameters
    ----------
    estimates : array_like, shape (k,)
        Estimates, all in one unit (elasticities, log risk ratios).
    standard_errors : array_like, shape (k,)
        Their standard errors, positive.
    method : {"REML", "DL", "PM", "FE"}
        Estimator of the between-study variance; ``FE`` sets it to 0.
    test : {"knapp-hartung", "adhoc", "z"}
        Reference distribution of the mean: t on k − 1 degrees of freedom with Knapp and Hartung's
        scale factor (which may be below 1); the same with a factor of at least 1, for studies of very
        unequal precision; or normal. The same distribution carries over to the prediction interval.
        With ``FE`` the factor is applied as well, though it was not made for it.
    level : float
        Coverage of all intervals.

    Returns
    -------
    PooledEstimate
        Conventions of metafor: I² from the typical sampling variance for random effects and from
        Q for ``FE``; tau² by Q-profile; prediction interval mean ± quantile · √(SE² + tau²).
        Estimates that are all the same leave Knapp and Hartung's factor at 0 and their interval without a
        width: the result says so in its `caution`.
        For one study tau² cannot be known: it is set to 0, its interval is (0, inf), the
        prediction interval is unbounded, and so is the Knapp–Hartung interval.

    Raises
    ------
    PoolingInputError
        Anything wrong with the input, all findings at once.

    References
    ----------
    Viechtbauer, W. (2010). Conducting meta-analyses in R with the metafor package. Journal of
    Statistical Software 36(3). Knapp, G., Hartung, J. (2003). Improved tests for a random effects
    meta-regression with a single covariate. Statistics in Medicine 22(17), 2693–2710. Röver, C., Knapp,
    G., Friede, T. (2015). Hartung-Knapp-Sidik-Jonkman approach and its modification for random-effects
    meta-analysis with few studies. BMC Medical Research Methodology 15, 99.

    Examples
    --------
    >>> result = pool([-0.34, -0.435], [0.10, 0.231], method="FE", test="z")
    >>> round(result.estimate, 3), round(result.standard_error, 3), result.prediction_interval is None
    (-0.355, 0.092, True)
    """
    found = option_findings(method, test, level)
    effects, errors = checked_estimates(estimates, standard_errors, found=found)
    if effects.size == 1:
        return _single(float(effects[0]), float(errors[0]), method, test, level)
    centre, scale = float(np.median(effects)), float(np.median(errors))
    pooled = _pool_several((effects - centre) / scale, (errors / scale) ** 2, method, test, level)
    return _rescaled(pooled, centre, scale)


def _pool_several(effects: Vector, variances: Vector, method: str, test: str, level: float) -> PooledEstimate:
    """Pool two or more estimates that are centred and scaled near one."""
    count = effects.size
    fixed = method == "FE"
    tau2 = 0.0 if fixed else ESTIMATORS[method](effects, variances)
    weights = 1 / (variances + tau2)
    mean = weighted_mean(effects, weights)
    factor = 1.0 if test == "z" else generalised_q(effects, variances, tau2) / (count - 1)
    factor = max(1.0, factor) if test == "adhoc" else factor
    variance = factor / float(weights.sum())
    quantile = _quantile(test, level, count)
    q = generalised_q(effects, variances)
    prediction = None if fixed else _around(mean, quantile * float(np.sqrt(variance + tau2)))
    return PooledEstimate(
        estimate=mean,
        standard_error=float(np.sqrt(variance)),
        interval=_around(mean, quantile * float(np.sqrt(variance))),
        prediction_interval=prediction,
        tau2=tau2,
        tau2_standard_error=None if fixed else tau2_standard_error(method, variances, tau2),
        tau2_interval=None if fixed else q_profile(effects, variances, level),
        i2=_i2(q, variances, None if fixed else tau2),
        q=q,
        q_p_value=float(chi2.sf(q, count - 1)),
        k=count,
        method=method,
        test=test,
        level=level,
    )


def _single(estimate: float, error: float, method: str, test: str, level: float) -> PooledEstimate:
    """Report one study as what it is: nothing is known of the spread between studies."""
    fixed = method == "FE"
    half = float(norm.ppf((1 + level) / 2)) * error
    return PooledEstimate(
        estimate=estimate,
        standard_error=error,
        interval=_around(estimate, half) if test == "z" else UNBOUNDED,
        prediction_interval=None if fixed else UNBOUNDED,
        tau2=0.0,
        tau2_standard_error=None,
        tau2_interval=None if fixed else (0.0, np.inf),
        i2=0.0,
        q=0.0,
        q_p_value=1.0,
        k=1,
        method=method,
        test=test,
        level=level,
    )


def _rescaled(pooled: PooledEstimate, centre: float, scale: float) -> PooledEstimate:
    """Carry a result on centred and scaled estimates back to their own unit."""

    def location(interval: Interval) -> Interval:
        return centre + scale * interval[0], centre + scale * interval[1]

    prediction, spread, error = pooled.prediction_interval, pooled.tau2_interval, pooled.tau2_standard_error
    return replace(
        pooled,
        estimate=centre + scale * pooled.estimate,
        standard_error=scale * pooled.standard_error,
        interval=location(pooled.interval),
        prediction_interval=None if prediction is None else location(prediction),
        tau2=scale**2 * pooled.tau2,
        tau2_standard_error=None if error is None else scale**2 * error,
        tau2_interval=None if spread is None else (scale**2 * spread[0], scale**2 * spread[1]),
    )


def _i2(q: float, variances: Vector, tau2: float | None) -> float:
    """Higgins and Thompson's I² in percent; from Q when no tau² was estimated."""
    count = variances.size
    if tau2 is None:
        return max(0.0, 100 * (q - (count - 1)) / q) if q > 0 else 0.0
    typical = (count - 1) / weight_trace(1 / variances)
    return 100 * tau2 / (tau2 + typical)


def _quantile(test: str, level: float, count: int) -> float:
    """Two-sided quantile of the reference distribution."""
    upper = (1 + level) / 2
    return float(norm.ppf(upper) if test == "z" else student.ppf(upper, count - 1))


def _around(mean: float, half: float) -> Interval:
    """Interval about a mean."""
    return mean - half, mean + half


def option_findings(method: str, test: str, level: float, call: str = "pool") -> list[Finding]:
    """List all options that are not understood.

    Parameters
    ----------
    method, test, level
        As for `pool`.
    call : str
        Who asks.

    Returns
    -------
    list of Finding
        Empty where all are.
    """
    findings: list[Finding] = []
    check_choice(method, "method", list(METHOD_NAMES), findings, call)
    check_choice(test, "test", list(TEST_NAMES), findings, call)
    check_level(level, findings, call)
    return findings
