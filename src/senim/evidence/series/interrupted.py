"""A step or a ramp at a date, in a series that moves by itself."""

from __future__ import annotations

from typing import Any

import numpy as np

from senim.evidence.series.answers import InapplicableSeries
from senim.evidence.series.coefficients import coefficients_of
from senim.evidence.series.diagnosis import Diagnostics, error_tests
from senim.evidence.series.fitting import Optimum, best_optimum
from senim.evidence.series.inputs import (
    INTERVENTIONS,
    CheckedSeries,
    Matrix,
    Model,
    check_options,
    checked_series,
)
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.mixing import plausible_variances
from senim.evidence.series.refusals import refused, singular
from senim.evidence.series.result import InterruptedSeries, verdict_of
from senim.evidence.series.segmented import segmented_regression
from senim.evidence.series.smoothing import smooth
from senim.evidence.series.structure import Structure, structure_of


def interrupted_series(
    series: Any,
    break_at: Any,
    *,
    seasonal: int | None = None,
    level: str = "local linear trend",
    exog: Any = None,
    intervention: str = "step",
    season: str = "dummy",
    coverage: float = 0.95,
) -> InterruptedSeries | InapplicableSeries:
    """Estimate what changed in a series at a date, beyond how it moves anyway.

    Parameters
    ----------
    series : Series or array_like, shape (n,)
        One value a period, rising index of periods, dates or whole numbers. NaN and labels left out are
        missing periods. Take logarithms first where changes are relative: the effect is then in log points.
    break_at : Period, Timestamp, str or int
        First period in which the intervention works, as a label of the index.
    seasonal : int, optional
        Periods in a season: 12 for months.
    level : str
        One of `LEVELS`, as ``local linear trend``, ``local level``, ``smooth trend`` or ``fixed``.
    exog : DataFrame, Series or array_like, shape (n,) or (n, k), optional
        Regressors for every period.
    intervention : {"step", "ramp", "both"}
        Whether the level changes, the slope, or both; ``effect`` is the step where there is one.
    season : str
        One of `SEASONS`.
    coverage : float
        Coverage of the intervals.

    Returns
    -------
    InterruptedSeries or InapplicableSeries
        Effect, interval, counterfactual, forecast, check and diagnostics; or why there is no answer.

    Raises
    ------
    SeriesInputError
        Everything that is wrong with series, regressors and options, at once.

    References
    ----------
    Harvey, A. C., Durbin, J. (1986). The effects of seat belt legislation on British road casualties: a case
    study in structural time series modelling. Journal of the Royal Statistical Society A 149(3), 187–227.
    Commandeur, J. J. F., Koopman, S. J. (2007). An Introduction to State Space Time Series Analysis. Oxford.

    Examples
    --------
    >>> noise = np.random.default_rng(3).normal(size=60)
    >>> result = interrupted_series(noise + 5.0 * (np.arange(60) >= 40), 40, level="local level")
    >>> result.verdict, result.interval[0] < 5 < result.interval[1]
    ('change', True)
    >>> print(interrupted_series(np.ones(60), 40))
    inapplicable: the series is constant
    """
    model = Model(level, seasonal, season)
    check_options(model, intervention, coverage)
    checked = checked_series(series, break_at, exog)
    reasons = refused(checked, model)
    if reasons:
        return InapplicableSeries("inapplicable", reasons)
    structure = structure_of(len(checked.values), model)
    changes = intervention_columns(checked, intervention)
    regressors = np.column_stack([changes, checked.exog])
    projection = Projection(structure, checked.values, regressors)
    names = (*INTERVENTIONS[intervention], *checked.exog_names)
    reasons = singular(projection, names)
    if reasons:
        return InapplicableSeries("inapplicable", reasons)
    optimum = best_optimum(projection)
    if optimum is None or not optimum.converged:
        return InapplicableSeries("cannot tell", ("no search for the best fit converged",))
    mixture = plausible_variances(projection, optimum)
    coefficients = coefficients_of(projection, optimum, mixture, names, coverage)
    variances = projection.variances(optimum.deviations)
    free = projection.size - regressors.shape[1]
    smoothed = smooth(checked, model, variances, regressors, changes.shape[1], coverage, free)
    diagnostics = Diagnostics(
        **vars(error_tests(smoothed.errors, projection.count, seasonal)),
        converged=optimum.converged,
        starts=optimum.starts,
        agreeing_starts=optimum.agree,
        variances=dict(zip(structure.names, variances.tolist(), strict=True)),
        variances_without_break=_without_break(structure, checked, optimum),
        log_likelihood=smoothed.log_likelihood,
        effective_nodes=mixture.effective_nodes,
        observations=int(checked.observed.sum()),
        missing=checked.missing,
    )
    check = segmented_regression(checked, model, changes, coverage)
    verdict, why = verdict_of(coefficients[0].interval, check.interval)
    return InterruptedSeries(
        effect=coefficients[0].estimate,
        interval=coefficients[0].interval,
        plain_interval=coefficients[0].plain_interval,
        coefficients=coefficients,
        counterfactual=smoothed.paths,
        segmented=check,
        diagnostics=diagnostics,
        verdict=verdict,
        reasons=(why, *diagnostics.concerns),
        model=model,
        break_at=checked.index[checked.break_position],
        coverage=coverage,
        checked=checked,
        deviations=optimum.deviations,
    )


def intervention_columns(checked: CheckedSeries, intervention: str) -> Matrix:
    """Write step and ramp as columns.

    Parameters
    ----------
    checked : CheckedSeries
        The series with its break.
    intervention : str
        One of `INTERVENTIONS`.

    Returns
    -------
    ndarray, shape (n, 1) or (n, 2)
        A step is 0 before the break and 1 from it on; a ramp is 1 at the break, then 2, 3 …
    """
    since = np.arange(len(checked.values)) - checked.break_position
    columns = {"step": (since >= 0).astype(np.float64), "ramp": np.maximum(since + 1.0, 0.0)}
    return np.column_stack([columns[name] for name in INTERVENTIONS[intervention]])


def _without_break(structure: Structure, checked: CheckedSeries, optimum: Optimum) -> dict[str, float]:
    plain = Projection(structure, checked.values, checked.exog)
    found = best_optimum(plain, optimum.deviations)
    if found is None:
        return {}
    return dict(zip(structure.names, plain.variances(found.deviations).tolist(), strict=True))
