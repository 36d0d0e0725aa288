"""What is lost when answers of an ordered question are joined."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


def join_answers(shares: ArrayLike, groups: Sequence[Sequence[int]]) -> Array:
    """Add up the shares of answers that are joined to one.

    Parameters
    ----------
    shares : array_like, shape (..., k)
        Shares or counts from the lowest to the highest answer.
    groups : sequence of sequence of int
        Which answers, from 0, each new answer is made of: neighbours, in order, each answer once.

    Returns
    -------
    ndarray, shape (..., len(groups))
        In the unit given.

    Raises
    ------
    ArgumentError
        If a share is negative or no number, or the groups leave an answer out, take one twice, or join what
        is no neighbour.

    Examples
    --------
    >>> join_answers([4.6, 4.4, 27.0, 61.6], [(0, 1), (2,), (3,)]).tolist()
    [9.0, 27.0, 61.6]
    """
    check = ArgumentCheck("senim.trust.join_answers")
    check.between("shares", shares, 0.0, np.inf)
    listed = [
        check.listed(f"groups[{place}]", one) for place, one in enumerate(check.listed("groups", groups))
    ]
    check.raise_if_any()
    given = np.asarray(shares, dtype=np.float64)
    answers = given.shape[-1] if given.ndim else 0
    if not answers:
        check.refuse("shares", f"an array of shape {given.shape}", "Give one share for each answer.")
        check.raise_if_any()
    if [answer for group in listed for answer in group] != list(range(answers)) or not all(listed):
        check.refuse(
            "groups",
            f"{listed} does not split {answers} answers into neighbours",
            f"Name each of 0 to {answers - 1} once, in order.",
        )
        check.raise_if_any()
    return np.stack([given[..., list(group)].sum(axis=-1) for group in listed], axis=-1)


def shift_information(shares: ArrayLike) -> Array | float:
    """Information that one answer holds about a move of everybody's trust between two waves.

    ``(1 - sum(p ** 3)) / 3``. Two waves of n answers each tell a shift with standard error
    ``sqrt(2 * design_effect / (n * information))`` where the shift is small; cut points are estimated.

    Parameters
    ----------
    shares : array_like, shape (..., k)
        Shares over both waves, in any unit: they are rescaled to sum to 1.

    Returns
    -------
    float or ndarray, shape (...)
        Below a third, the information of answers without ties.

    Raises
    ------
    ArgumentError
        If there are fewer than two answers, a share is negative or all are 0.

    References
    ----------
    Whitehead, J. (1993), Sample size calculations for ordered categorical data, Statistics in Medicine
    12:2257-2271.

    Examples
    --------
    >>> four, three, two = (shift_information(s) for s in ([4.6, 4.4, 27, 61.6], [9, 27, 61.6], [36, 61.6]))
    >>> round(three / four, 3), round(two / four, 2)
    (0.999, 0.96)
    """
    check = ArgumentCheck("senim.trust.shift_information")
    check.between("shares", shares, 0.0, np.inf)
    check.raise_if_any()
    given = np.asarray(shares, dtype=np.float64)
    if given.ndim == 0 or given.shape[-1] < 2 or not np.isfinite(given).all():
        check.refuse("shares", f"an array of shape {given.shape}, or not finite", "Give two answers or more.")
    elif (given.sum(axis=-1) <= 0.0).any():
        check.refuse("shares", "all answers are 0", "Leave the wave out.")
    check.raise_if_any()
    rescaled = given / given.sum(axis=-1, keepdims=True)
    information = np.asarray((1.0 - (rescaled**3).sum(axis=-1)) / 3.0, dtype=np.float64)
    return float(information) if information.ndim == 0 else information
