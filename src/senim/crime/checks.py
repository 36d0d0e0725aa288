"""Shape and range checks of the crime functions: every problem in one error."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
LAG_TOLERANCE = 1e-6


def number_array(values: ArrayLike) -> Array:
    """Read numbers as a float array.

    Parameters
    ----------
    values : array_like
        Numbers.

    Returns
    -------
    ndarray
        The same numbers.
    """
    return np.asarray(values, dtype=np.float64)


def raise_all(problems: list[str]) -> None:
    """Raise one error for all problems, if there is one.

    Parameters
    ----------
    problems : list of str
        Sentences: which argument, what is wrong, what to do.

    Raises
    ------
    ValueError
        If the list is not empty.
    """
    if problems:
        raise ValueError("\n".join(problems))


def panel_problems(name: str, panel: Array) -> list[str]:
    """Say what is wrong with an array of draws by years.

    Parameters
    ----------
    name : str
        Argument.
    panel : ndarray
        Should have shape (n, years) and finite numbers.

    Returns
    -------
    list of str
        Problems.
    """
    if panel.ndim != 2 or panel.shape[1] == 0:
        return [f"{name}: shape {panel.shape}. Give an array of shape (draws, years)."]
    if not np.isfinite(panel).all():
        return [
            f"{name}: holds a number that is not finite. A log ratio needs positive officers in every year."
        ]
    return []


def per_draw_problems(name: str, values: Array, draws: int) -> list[str]:
    """Say what is wrong with a vector that has one number a draw.

    Parameters
    ----------
    name : str
        Argument.
    values : ndarray
        Should have shape (n,).
    draws : int
        n.

    Returns
    -------
    list of str
        Problems.
    """
    if values.shape != (draws,):
        return [f"{name}: shape {values.shape}. Give one number for each of the {draws} draws."]
    return []


def lag_problems(lag_weights: Array, draws: int) -> list[str]:
    """Say what is wrong with lag weights.

    Parameters
    ----------
    lag_weights : ndarray
        Should have shape (n, lags), be 0 or more and sum to 1 in each row.
    draws : int
        n.

    Returns
    -------
    list of str
        Problems.
    """
    if lag_weights.ndim != 2 or lag_weights.shape[0] != draws or lag_weights.shape[1] == 0:
        return [
            f"lag_weights: shape {lag_weights.shape}. Give one row of weights for each of the {draws} draws."
        ]
    problems = []
    if not (lag_weights >= 0).all():
        problems.append("lag_weights: a weight is negative or missing. Give weights of 0 or more.")
    elif not np.allclose(lag_weights.sum(axis=1), 1.0, rtol=0, atol=LAG_TOLERANCE):
        problems.append("lag_weights: a row does not sum to 1. Divide each row by its sum.")
    return problems
