"""The later part of a series foretold from its earlier part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.linalg import cho_factor, cho_solve

from senim.evidence.series.answers import InapplicableSeries
from senim.evidence.series.fitting import best_optimum
from senim.evidence.series.inputs import CheckedSeries, Matrix, Model, Vector
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.mixing import mixture_interval, plausible_variances
from senim.evidence.series.structure import Structure, structure_of
from senim.evidence.series.threads import one_thread

Interval = tuple[float, float]


@dataclass(frozen=True)
class Forecast:
    """What the series before the break lets one expect after it.

    Parameters
    ----------
    path : DataFrame
        By period after the break: ``observed`` (NaN where missing), ``expected``, ``low``, ``high``
        (interval of an observation), ``gap`` (observed less expected).
    average_gap : float
        Mean of the gaps of the observed periods.
    average_interval : tuple of float
        Its interval: what of the average gap is left when forecasts err as they do.
    cumulative_gap : float
        Sum of the gaps of the observed periods.
    cumulative_interval : tuple of float
        Its interval.
    periods : int
        Observed periods after the break.
    """

    path: pd.DataFrame
    average_gap: float
    average_interval: Interval
    cumulative_gap: float
    cumulative_interval: Interval
    periods: int


@one_thread()
def forecast_gap(
    checked: CheckedSeries, model: Model, coverage: float, first: Vector | None = None
) -> Forecast | InapplicableSeries:
    """Fit the series before the break and hold what came after against its forecast.

    Level, season, regressors and variances come from the periods before the break alone. Later
    regressors are taken as known. Intervals are mixtures over plausible variances.

    Parameters
    ----------
    checked : CheckedSeries
        The series.
    model : Model
        Level and season.
    coverage : float
        Coverage of the intervals.
    first : ndarray, shape (p,), optional
        Scaled deviations of the whole series, to start the search from.

    Returns
    -------
    Forecast or InapplicableSeries
        The latter where the earlier part has no optimum, or lacks a season or a regressor to learn from.
    """
    structure = structure_of(len(checked.values), model)
    start = checked.break_position
    later = np.flatnonzero(checked.observed & (np.arange(len(checked.values)) >= start))
    before = checked.values.copy()
    before[start:] = np.nan
    if not _learnt(structure, before, checked.exog, start):
        reason = "the periods before the break do not show every season or regressor that comes after it"
        return InapplicableSeries("inapplicable", (reason,))
    projection = Projection(structure, before, checked.exog)
    optimum = best_optimum(projection, first) if projection.scale > 0 else None
    if optimum is None:
        return InapplicableSeries(
            "cannot tell", ("the model of the periods before the break does not converge",)
        )
    mixture = plausible_variances(projection, optimum)
    columns = np.arange(start, len(checked.values))
    drawn = [
        _predict(structure, before, checked.exog, columns, projection.variances(point))
        for point in mixture.deviations
    ]
    expected = _predict(structure, before, checked.exog, columns, projection.variances(optimum.deviations))[0]
    means, covariances = np.array([mean for mean, _ in drawn]), [spread for _, spread in drawn]
    own = np.array([np.sqrt(np.diag(spread)) for spread in covariances])
    limits = mixture_interval(means, own, mixture.weights, coverage)
    there = later - start
    gap = checked.values[start:] - expected
    pick = np.zeros(len(columns))
    pick[there] = 1.0 / len(there)
    averages = (checked.values[later].mean() - means @ pick)[:, None]
    errors = np.array([np.sqrt(pick @ spread @ pick) for spread in covariances])[:, None]
    low, high = mixture_interval(averages, errors, mixture.weights, coverage)[0]
    path = pd.DataFrame(
        {
            "observed": checked.values[start:],
            "expected": expected,
            "low": limits[:, 0],
            "high": limits[:, 1],
            "gap": gap,
        },
        index=checked.index[start:],
    )
    periods = len(there)
    return Forecast(
        path=path,
        average_gap=float(gap[there].mean()),
        average_interval=(float(low), float(high)),
        cumulative_gap=float(gap[there].sum()),
        cumulative_interval=(float(low) * periods, float(high) * periods),
        periods=periods,
    )


def _learnt(structure: Structure, before: Vector, exog: Matrix, start: int) -> bool:
    """Tell whether the earlier part determines all that the later part needs."""
    there = np.isfinite(before)
    whole = np.column_stack([structure.diffuse, exog])
    needed = np.linalg.matrix_rank(np.vstack([whole[there], whole[start:]]))
    return bool(np.linalg.matrix_rank(whole[there]) == needed)


def _predict(
    structure: Structure, before: Vector, exog: Matrix, columns: np.ndarray, variances: Vector
) -> tuple[Vector, Matrix]:
    """Give mean and covariance of later observations: the best linear unbiased prediction."""
    there = np.flatnonzero(np.isfinite(before))
    covariance: Matrix = np.tensordot(variances, np.array(structure.components), axes=1)
    fixed = np.column_stack([structure.diffuse, exog])
    inner = covariance[np.ix_(there, there)]
    inner[np.diag_indices(len(there))] += 1e-10 * np.trace(inner) / len(there)
    factor = cho_factor(inner, check_finite=False)
    cross = covariance[np.ix_(there, columns)]
    solved = cho_solve(factor, np.column_stack([before[there], fixed[there], cross]), check_finite=False)
    own, design, gain = solved[:, 0], solved[:, 1 : 1 + fixed.shape[1]], solved[:, 1 + fixed.shape[1] :]
    information = fixed[there].T @ design
    inverse = np.linalg.pinv(information, hermitian=True)
    coefficients = inverse @ (fixed[there].T @ own)
    rest = fixed[columns] - gain.T @ fixed[there]
    mean = fixed[columns] @ coefficients + gain.T @ (before[there] - fixed[there] @ coefficients)
    spread = covariance[np.ix_(columns, columns)] - gain.T @ cross + rest @ inverse @ rest.T
    return mean, (spread + spread.T) / 2
