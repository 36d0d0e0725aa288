"""From a few forces to ten thousand draws: a straight-line fit of a result on the beliefs that move it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.parameters import ParameterSet
from senim.simulation.history.waves import one_look
from senim.simulation.settings import Settings

Array = NDArray[np.float64]

MOVES = (
    "personnel.exit_rate",
    "personnel.new_officer_exit_rate",
    "attestation.long_service_share",
    "strength.vacancy_rate",
    "personnel.hiring_capacity",
    "attestation.anticipation_multiple",
)
"""Beliefs that move posts, exits and hiring."""


def moving_beliefs(parameters: ParameterSet, settings: Settings) -> Array:
    """Draw what a fit rests on.

    Parameters
    ----------
    parameters : ParameterSet
        Beliefs.
    settings : Settings
        Draws and seed.

    Returns
    -------
    ndarray, shape (draws, k)
        A constant, the beliefs of `MOVES`, exits ahead of a wave, and the share found unfit in one look.
    """
    drawn = {name: parameters.draws(name, settings.draws, settings.seed) for name in MOVES}
    ahead = drawn["personnel.exit_rate"] * (drawn["attestation.anticipation_multiple"] - 1.0)
    return np.column_stack([np.ones(settings.draws), *drawn.values(), ahead, one_look(parameters, settings)])


def spread(results: Array, at: Array, over: Array) -> Array:
    """Spread results over many draws of beliefs.

    A handful of forces does not show where an interval ends. Results follow the beliefs nearly in a
    straight line; what the line misses is added back, in turn.

    Parameters
    ----------
    results : ndarray, shape (n,)
        Of the engine, one for each set of beliefs.
    at : ndarray, shape (n, k)
        Those beliefs, from `moving_beliefs`.
    over : ndarray, shape (draws, k)
        The beliefs wanted.

    Returns
    -------
    ndarray, shape (draws,)
        Results.

    Raises
    ------
    ValueError
        If there are too few results for a fit.

    References
    ----------
    Box, G. E. P., Wilson, K. B. (1951). On the experimental attainment of optimum conditions. Journal of
    the Royal Statistical Society B 13.
    """
    if len(results) <= at.shape[1]:
        raise ValueError(f"a fit on {at.shape[1]} beliefs needs more than {len(results)} sets of them")
    line, *_ = np.linalg.lstsq(at, results, rcond=None)
    return np.asarray(over @ line + np.resize(results - at @ line, len(over)))
