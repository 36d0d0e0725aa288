"""Shape and range checks of the crime functions: every problem in one error."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]
LAG_TOLERANCE = 1e-6
MOST_DIMENSIONS = 4
MOST_RECORDED = 2.0
"""Largest share recorded: 1 is every report, 2 is two cases of each."""


def number_arrays(**given: object) -> dict[str, Array]:
    """Read arguments as arrays of finite numbers, and list every one that is none.

    Parameters
    ----------
    **given : array_like
        By name of the argument.

    Returns
    -------
    dict of str to ndarray
        The same numbers.

    Raises
    ------
    ArgumentError
        Text, truth values, None, mappings, an empty list, numbers that are not finite, and Series whose
        indexes differ, for arithmetic here goes by position.
    """
    check = ArgumentCheck("senim.crime")
    remedy = "Leave it out or give its number; the logarithm of 0 has none."
    read = {
        name: check.numbers(name, value, range(MOST_DIMENSIONS), remedy=remedy)
        for name, value in given.items()
    }
    check.aligned(**given)
    check.raise_if_any()
    return {name: numbers for name, numbers in read.items() if numbers is not None}


def number_array(values: object, name: str = "values") -> Array:
    """Read one argument as an array of finite numbers.

    Parameters
    ----------
    values : array_like
        Numbers.
    name : str
        The argument.

    Returns
    -------
    ndarray
        The same numbers.

    Raises
    ------
    ArgumentError
        As for `number_arrays`.
    """
    return number_arrays(**{name: values})[name]


def raise_all(problems: list[str]) -> None:
    """Raise one error for all problems, if there is one.

    Parameters
    ----------
    problems : list of str
        Sentences: which argument, what is wrong, what to do.

    Raises
    ------
    ArgumentError
        If the list is not empty.
    """
    check = ArgumentCheck("senim.crime")
    for sentence in problems:
        place, _, rest = sentence.partition(": ")
        problem, _, remedy = rest.partition(". ")
        check.refuse(place, problem, remedy)
    check.raise_if_any()


def share_problems(name: str, shares: Array, most: float = 1.0, *, positive: bool = False) -> list[str]:
    """Say what is wrong with shares.

    Parameters
    ----------
    name : str
        Argument.
    shares : ndarray
        Should be 0 or more and at most `most`.
    most : float
        The largest that a share may be.
    positive : bool
        Whether 0 is refused too: nothing can be divided by it.

    Returns
    -------
    list of str
        Problems.
    """
    if positive and not (shares > 0).all():
        return [f"{name}: a share is not positive. Nothing follows for true offences; leave it out."]
    if not (shares >= 0).all():
        return [f"{name}: a share is outside 0 to {most:g}, it is negative. Write 0.12 for 12 %."]
    if not (shares <= most).all():
        return [f"{name}: a share is outside 0 to {most:g}, it is {shares.max():g}. Write 0.12 for 12 %."]
    return []


def count_problems(name: str, counts: Array) -> list[str]:
    """Say what is wrong with numbers of offences.

    Parameters
    ----------
    name : str
        Argument.
    counts : ndarray
        Should be 0 or more.

    Returns
    -------
    list of str
        Problems.
    """
    if (counts < 0).any():
        return [f"{name}: {counts.min():g} is negative. Give counts or rates of 0 or more."]
    return []


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
            f"{name}: holds a number that is not finite. A log ratio needs a positive level in every year."
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
