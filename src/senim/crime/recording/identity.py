"""True against registered offences: registered = true × reporting × recording."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from senim.crime.checks import (
    MOST_RECORDED,
    Array,
    count_problems,
    number_arrays,
    raise_all,
    share_problems,
)


def registered_from_true(true: ArrayLike, reporting: ArrayLike, recording: ArrayLike) -> Array:
    """Registered offences from true ones.

    Parameters
    ----------
    true : array_like
        True offences, a count or a rate.
    reporting : array_like
        Share of true offences that someone reports or the police detect.
    recording : array_like
        Share of those that the police register (may exceed 1, up to 2, where one report makes two cases).

    Returns
    -------
    ndarray
        true × reporting × recording.

    Raises
    ------
    ValueError
        Negative counts, shares outside their bounds and numbers that are not finite, all at once.

    Examples
    --------
    >>> float(registered_from_true(1000, 0.2, 0.9))
    180.0
    """
    given = number_arrays(true=true, reporting=reporting, recording=recording)
    raise_all(
        count_problems("true", given["true"])
        + share_problems("reporting", given["reporting"])
        + share_problems("recording", given["recording"], MOST_RECORDED)
    )
    return np.asarray(given["true"] * given["reporting"] * given["recording"])


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
        A share of 0 or less (nothing can be said of the true number then) or above its bound, negative
        counts, and numbers that are not finite; all at once.
    """
    given = number_arrays(registered=registered, reporting=reporting, recording=recording)
    raise_all(
        count_problems("registered", given["registered"])
        + share_problems("reporting", given["reporting"], positive=True)
        + share_problems("recording", given["recording"], MOST_RECORDED, positive=True)
    )
    return np.asarray(given["registered"] / (given["reporting"] * given["recording"]))


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
    shares = number_arrays(victims=victims, reporting=reporting)
    raise_all([problem for name, share in shares.items() for problem in share_problems(name, share)])
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

    Raises
    ------
    ValueError
        Numbers that are not finite, or no numbers.
    """
    given = number_arrays(true_log=true_log, reporting_log=reporting_log, recording_log=recording_log)
    return np.asarray(given["true_log"] + given["reporting_log"] + given["recording_log"])
