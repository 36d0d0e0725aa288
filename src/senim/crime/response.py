"""Registered offences after a change of front-line officers and of their quality."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from senim.crime.checks import (
    Array,
    lag_problems,
    number_arrays,
    panel_problems,
    per_draw_problems,
    raise_all,
)


def lagged(log_ratio: ArrayLike, lag_weights: ArrayLike, *, pre_change: float = 0.0) -> Array:
    """Spread a change over the years that feel it.

    Parameters
    ----------
    log_ratio : array_like, shape (n, years)
        Log ratio to baseline by draw and year.
    lag_weights : array_like, shape (n, lags)
        Weight of the same year, of the year before, and so on; rows sum to 1.
    pre_change : float
        Log ratio of the years before the first; 0 means as in the baseline.

    Returns
    -------
    ndarray, shape (n, years)
        Σ_l w_l · x_{t−l}; a permanent change is felt in full once the last lag has passed.

    Raises
    ------
    ValueError
        Shapes that do not fit or weights that do not sum to 1, all problems at once.

    Examples
    --------
    >>> lagged([[-0.1, -0.1, -0.1]], [[0.5, 0.5]]).round(3).tolist()
    [[-0.05, -0.1, -0.1]]
    """
    given = number_arrays(log_ratio=log_ratio, lag_weights=lag_weights, pre_change=pre_change)
    panel, weights = given["log_ratio"], given["lag_weights"]
    problems = panel_problems("log_ratio", panel)
    raise_all(problems or lag_problems(weights, panel.shape[0]))
    before = np.full((panel.shape[0], weights.shape[1] - 1), _one("pre_change", given["pre_change"]))
    windows = sliding_window_view(np.concatenate([before, panel], axis=1), weights.shape[1], axis=1)
    return np.asarray(np.einsum("ntl,nl->nt", windows[:, :, ::-1], weights))


def registered_response(
    front_line_log_ratio: ArrayLike,
    quality_log_ratio: ArrayLike,
    elasticity: ArrayLike,
    quality_elasticity: ArrayLike,
    lag_weights: ArrayLike,
    *,
    pre_change: float = 0.0,
) -> Array:
    """Log change of registered offences of one group against the baseline.

    Parameters
    ----------
    front_line_log_ratio : array_like, shape (n, years)
        ln(F / F_base), F front-line officers in post.
    quality_log_ratio : array_like, shape (n, years)
        ln(Q / Q_base), Q the share of officers sound on both traits; felt in the same year.
    elasticity : array_like, shape (n,)
        Elasticity of registered offences with respect to front-line officers.
    quality_elasticity : array_like, shape (n,)
        Elasticity with respect to quality, a sensitivity and never an estimate.
    lag_weights : array_like, shape (n, 4)
        Weights of lags of 0 to 3 years (any number of lags is taken); rows sum to 1.
    pre_change : float
        ln(F / F_base) of the years before the first.

    Returns
    -------
    ndarray, shape (n, years)
        Σ_l w_l · e · ln(F_{t−l} / F_base) + g · ln(Q_t / Q_base). The trend and the shock of a
        year are common to scenario and baseline and cancel.

    Raises
    ------
    ValueError
        Shapes that do not fit or weights that do not sum to 1, all problems at once.
    """
    given = number_arrays(
        front_line_log_ratio=front_line_log_ratio,
        quality_log_ratio=quality_log_ratio,
        elasticity=elasticity,
        quality_elasticity=quality_elasticity,
        lag_weights=lag_weights,
        pre_change=pre_change,
    )
    officers, quality = given["front_line_log_ratio"], given["quality_log_ratio"]
    slopes, quality_slopes = given["elasticity"], given["quality_elasticity"]
    problems = panel_problems("front_line_log_ratio", officers) + panel_problems("quality_log_ratio", quality)
    if not problems and officers.shape != quality.shape:
        problems.append(
            f"quality_log_ratio: shape {quality.shape}. Give {officers.shape}, as for the officers."
        )
    if officers.ndim == 2:
        draws = officers.shape[0]
        problems += per_draw_problems("elasticity", slopes, draws)
        problems += per_draw_problems("quality_elasticity", quality_slopes, draws)
        problems += lag_problems(given["lag_weights"], draws)
    raise_all(problems)
    felt = lagged(officers, lag_weights, pre_change=pre_change)
    return np.asarray(slopes[:, None] * felt + quality_slopes[:, None] * quality)


def _one(name: str, values: Array) -> float:
    raise_all([f"{name}: is not one number. Give one number."] if values.ndim else [])
    return float(values)
