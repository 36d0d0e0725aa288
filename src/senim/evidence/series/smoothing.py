"""Paths of a fitted series with and without its intervention, smoothed by statsmodels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from senim.evidence.series.inputs import CheckedSeries, Matrix, Model, Vector
from senim.evidence.series.structure import state_space


@dataclass(frozen=True)
class Smoothed:
    """A series at given variances.

    Parameters
    ----------
    paths : DataFrame
        By period: ``observed``, ``fitted``, ``counterfactual``, ``low``, ``high``.
    errors : ndarray, shape (m,)
        Standardised one-step errors after the diffuse periods, gaps left out.
    log_likelihood : float
        Exact diffuse log-likelihood.
    """

    paths: pd.DataFrame
    errors: Vector
    log_likelihood: float


def smooth(
    checked: CheckedSeries,
    model: Model,
    variances: Vector,
    regressors: Matrix,
    changes: int,
    coverage: float,
    free: int,
) -> Smoothed:
    """Smooth a series, and take its intervention out.

    The filter of statsmodels takes variances below a fixed size for none, so the series goes through it with
    a spread near one and its answer is carried back.

    Parameters
    ----------
    checked : CheckedSeries
        The series.
    model : Model
        Level and season.
    variances : ndarray, shape (p,)
        In the order of statsmodels.
    regressors : ndarray, shape (n, k)
        Interventions first, then regressors.
    changes : int
        How many of them are interventions.
    coverage : float
        Coverage of the interval of the counterfactual.
    free : int
        Observations less diffuse starts and regressors: as often does the unit stand in the likelihood.

    Returns
    -------
    Smoothed
        Paths and one-step errors.
    """
    unit = _unit(checked.values)
    values, variances = checked.values / unit, variances / unit**2
    fitted = state_space(values, model, regressors).smooth(variances)
    states, count = fitted.smoothed_state.shape
    design = np.broadcast_to(fitted.model.ssm["design"][0], (states, count)).copy()
    whole = np.einsum("st,st->t", design, fitted.smoothed_state)
    first = states - regressors.shape[1]
    design[first : first + changes] = 0.0
    without = np.einsum("st,st->t", design, fitted.smoothed_state)
    spread = np.einsum("st,srt,rt->t", design, fitted.smoothed_state_cov, design)
    reach = float(norm.ppf((1 + coverage) / 2)) * np.sqrt(np.maximum(spread, 0.0))
    paths = pd.DataFrame(
        {
            "observed": checked.values,
            "fitted": whole * unit,
            "counterfactual": without * unit,
            "low": (without - reach) * unit,
            "high": (without + reach) * unit,
        },
        index=checked.index,
    )
    errors = _errors(values - regressors @ fitted.smoothed_state[first:, -1], model, variances)
    return Smoothed(paths, errors, float(fitted.llf) - free * float(np.log(unit)))


def _unit(values: Vector) -> float:
    """Give the power of two nearest to the spread: dividing by it rounds nothing."""
    spread = float(np.nanstd(values))
    return float(2.0 ** np.round(np.log2(spread))) if spread > 0 else 1.0


def _errors(values: Vector, model: Model, variances: Vector) -> Vector:
    """Filter the series without its regressors: as states they would stay diffuse until the break."""
    filtered = state_space(values, model).filter(variances)
    errors: Vector = filtered.standardized_forecasts_error[0][filtered.nobs_diffuse :]
    return errors[np.isfinite(errors)]
