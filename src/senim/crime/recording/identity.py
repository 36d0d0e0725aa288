"""True against registered offences: registered = true × reporting × recording."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from senim.crime.checks import Array, number_array, raise_all


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
