"""True against registered offences: registered = true × reporting × recording."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from senim.crime.checks import (
    Array,
    lag_problems,
    number_array,
    panel_problems,
    per_draw_problems,
    raise_all,
)
from senim.crime.response import lagged


def registered_from_true(true: ArrayLike, reporting: ArrayLike, recording: ArrayLike) -> Array:
    """Registered offences from true ones.

    Parameters
    ----------
    true : array_like
        True offences, a count or a rate.
    reporting : array_like
        Share of true offences that someone reports or the police detect.
    recording : array_like
        Share of those that the police register (may exceed 1 where one report makes two cases).

    Returns
    -------
    ndarray
        true × reporting × recording.

    Examples
    --------
    >>> float(registered_from_true(1000, 0.2, 0.9))
    180.0
    """
    return np.asarray(number_array(true) * number_array(reporting) * number_array(recording))


def true_from_registered(registered: ArrayLike, reporting: ArrayLike, recording: ArrayLike) -> Array:
    """True offences from registered ones, the inverse of `registered_from_true`.

    Parameters
    ----------
    registered : array_like
        Registered offences.
    reporting, recording : array_like
        As for `registered_from_true`, positive.

    Returns
    -------
    ndarray
        registered / (reporting × recording).

    Raises
    ------
    ValueError
        A share of 0 or less: nothing can be said of the true number then.
    """
    shares = {"reporting": number_array(reporting), "recording": number_array(recording)}
    raise_all(
        [
            f"{name}: a share is not positive. Nothing follows for true offences; leave it out."
            for name, share in shares.items()
            if not (share > 0).all()
        ]
    )
    return np.asarray(number_array(registered) / (shares["reporting"] * shares["recording"]))


def reported_share(victims: ArrayLike, reporting: ArrayLike) -> Array:
    """Share of people who were victims and reported it.

    Parameters
    ----------
    victims : array_like
        Share of people who were victims (0.12 in the victim survey of 2018).
    reporting : array_like
        Share of victims who reported (0.20 in the same survey).

    Returns
    -------
    ndarray
        Their product; the rest of the victims is in no register.

    Raises
    ------
    ValueError
        A share outside 0 to 1, all problems at once.

    Examples
    --------
    >>> float(reported_share(0.12, 0.20).round(3))
    0.024
    """
    shares = {"victims": number_array(victims), "reporting": number_array(reporting)}
    raise_all(
        [
            f"{name}: a share is outside 0 to 1. Write 0.12 for 12 %."
            for name, share in shares.items()
            if not ((share >= 0) & (share <= 1)).all()
        ]
    )
    return np.asarray(shares["victims"] * shares["reporting"])


def registered_log_change(true_log: ArrayLike, reporting_log: ArrayLike, recording_log: ArrayLike) -> Array:
    """Log change of registered offences from the log changes of its three parts.

    Parameters
    ----------
    true_log, reporting_log, recording_log : array_like
        Log changes against the baseline, of shapes that broadcast.

    Returns
    -------
    ndarray
        Their sum: more trust, more reporting, more registered offences with as many true ones.
    """
    return np.asarray(number_array(true_log) + number_array(reporting_log) + number_array(recording_log))


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
    registered, officers = number_array(registered_log), number_array(front_line_log_ratio)
    recording = number_array(recording_elasticity)
    problems = panel_problems("registered_log", registered) + panel_problems("front_line_log_ratio", officers)
    if not problems and registered.shape != officers.shape:
        problems.append(
            f"registered_log: shape {registered.shape}. Give {officers.shape}, as for the officers."
        )
    if officers.ndim == 2:
        problems += per_draw_problems("recording_elasticity", recording, officers.shape[0])
        problems += lag_problems(number_array(lag_weights), officers.shape[0])
    raise_all(problems)
    felt = lagged(officers, lag_weights, pre_change=pre_change)
    return np.asarray(registered - recording[:, None] * felt)
