"""Officers also do the recording: what a change of their number does to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from senim.crime.checks import (
    Array,
    lag_problems,
    number_arrays,
    panel_problems,
    per_draw_problems,
    raise_all,
)
from senim.crime.response import lagged


def recording_response(
    front_line_log_ratio: ArrayLike,
    recording_elasticity: ArrayLike,
    lag_weights: ArrayLike,
    *,
    pre_change: float = 0.0,
) -> Array:
    """Log change of the share recorded, because officers record.

    Parameters
    ----------
    front_line_log_ratio : array_like, shape (n, years)
        ln(F / F_base), F front-line officers in post.
    recording_elasticity : array_like, shape (n,)
        Elasticity r of recording with respect to front-line officers.
    lag_weights : array_like, shape (n, lags)
        Weights of the same year, of the year before, and so on; rows sum to 1.
    pre_change : float
        ln(F / F_base) of the years before the first.

    Returns
    -------
    ndarray, shape (n, years)
        r · Σ_l w_l · ln(F_{t−l} / F_base), with the lags of the offences themselves.

    Raises
    ------
    ValueError
        Shapes that do not fit or weights that do not sum to 1, all problems at once.

    Examples
    --------
    >>> recording_response([[-0.1, -0.1]], [0.34], [[0.5, 0.5]]).round(3).tolist()
    [[-0.017, -0.034]]
    """
    given = number_arrays(
        front_line_log_ratio=front_line_log_ratio,
        recording_elasticity=recording_elasticity,
        lag_weights=lag_weights,
        pre_change=pre_change,
    )
    officers, recording = given["front_line_log_ratio"], given["recording_elasticity"]
    problems = panel_problems("front_line_log_ratio", officers)
    if officers.ndim == 2:
        problems += per_draw_problems("recording_elasticity", recording, officers.shape[0])
        problems += lag_problems(given["lag_weights"], officers.shape[0])
    raise_all(problems)
    return np.asarray(recording[:, None] * lagged(officers, lag_weights, pre_change=pre_change))


def true_response(
    registered_log: ArrayLike,
    front_line_log_ratio: ArrayLike,
    recording_elasticity: ArrayLike,
    lag_weights: ArrayLike,
    *,
    pre_change: float = 0.0,
) -> Array:
    """Log change of true offences, given that officers also do the recording.

    If officers raise recording with elasticity r, the elasticity of true offences is
    e_registered − r: registered offences understate the harm of a cut.

    Parameters
    ----------
    registered_log : array_like, shape (n, years)
        Log change of registered offences, from `registered_response`.
    front_line_log_ratio : array_like, shape (n, years)
        ln(F / F_base), as given to `registered_response`.
    recording_elasticity : array_like, shape (n,)
        Elasticity r of recording with respect to front-line officers.
    lag_weights : array_like, shape (n, lags)
        As given to `registered_response`.
    pre_change : float
        As given to `registered_response`.

    Returns
    -------
    ndarray, shape (n, years)
        registered − r · Σ_l w_l · ln(F_{t−l} / F_base).

    Raises
    ------
    ValueError
        Shapes that do not fit or weights that do not sum to 1, all problems at once.

    References
    ----------
    Vollaard, B., Hamed, J. (2012). Why the police have an effect on violent crime after all.
    Journal of Law and Economics 55(4), 901–924.
    """
    given = number_arrays(
        registered_log=registered_log,
        front_line_log_ratio=front_line_log_ratio,
        recording_elasticity=recording_elasticity,
        lag_weights=lag_weights,
        pre_change=pre_change,
    )
    registered, officers = given["registered_log"], given["front_line_log_ratio"]
    recording = given["recording_elasticity"]
    problems = panel_problems("registered_log", registered) + panel_problems("front_line_log_ratio", officers)
    if not problems and registered.shape != officers.shape:
        problems.append(
            f"registered_log: shape {registered.shape}. Give {officers.shape}, as for the officers."
        )
    if officers.ndim == 2:
        problems += per_draw_problems("recording_elasticity", recording, officers.shape[0])
        problems += lag_problems(given["lag_weights"], officers.shape[0])
    raise_all(problems)
    by_recording = recording_response(officers, recording, lag_weights, pre_change=pre_change)
    return np.asarray(registered - by_recording)
