"""How much of a change of full trust is trust that moved, and how much a move between answer boxes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck
from senim.trust.cumulative import answer_shares, cut_points

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Decomposition:
    """A change of the highest answer in two parts, in points of those who answered.

    Parameters
    ----------
    total : float
        The change.
    movement : float
        What a move of everybody's trust explains, judged by one border.
    boxes : float
        The rest: the border of the highest answer moved against the others.
    border : int
        The border that is taken to have stood still, counted from the lowest answer, from 0.
    """

    total: float
    movement: float
    boxes: float
    border: int


def decompose_full_trust(before: ArrayLike, after: ArrayLike, *, border: int) -> Decomposition:
    """Split the change of the highest answer between two waves.

    A move of everybody by the same logit moves all borders alike. Whoever takes one border below the
    highest as the measure of that move gets what it does to the highest answer; the rest is a change of how
    people choose between the highest answer and the one below.

    Parameters
    ----------
    before, after : array_like, shape (k,)
        Shares from the lowest to the highest answer, in any unit, k of 3 or more.
    border : int
        Which border measures the move: 0 is that above the lowest answer; at most k - 3.

    Returns
    -------
    Decomposition
        Parts that sum to the total.

    Raises
    ------
    ArgumentError
        If the waves have different answers, a share is not above 0, or there is no such border.

    References
    ----------
    Anchoring by one threshold, as in Peterson, B., Harrell, F. (1990), Partial proportional odds models,
    JRSS C 39:205-217.

    Examples
    --------
    >>> split = decompose_full_trust([10.5, 51.2, 38.3], [9.1, 27.8, 63.1], border=0)
    >>> round(split.total, 1), round(split.movement, 1), round(split.boxes, 1)
    (24.8, 3.8, 21.0)
    """
    check = ArgumentCheck("senim.trust.decompose_full_trust")
    first, second = check.numbers("before", before, 1), check.numbers("after", after, 1)
    check.count("border", border, 0)
    check.raise_if_any()
    assert first is not None
    assert second is not None
    if first.shape != second.shape or first.size < 3:
        check.refuse(
            "before, after",
            f"shapes {first.shape} and {second.shape}",
            "Give the same three answers or more in both waves.",
        )
        check.raise_if_any()
    if not 0 <= border <= first.size - 3:
        check.refuse("border", f"{border} is no border below the highest", f"Give 0 to {first.size - 3}.")
        check.raise_if_any()
    old, new = cut_points(first), cut_points(second)
    shift = float(old[border] - new[border])
    full_before = float(answer_shares(old, 0.0)[-1])
    total = 100.0 * (float(answer_shares(new, 0.0)[-1]) - full_before)
    movement = 100.0 * (float(answer_shares(old, shift)[-1]) - full_before)
    return Decomposition(total, movement, total - movement, border)


def unanswered_bounds(shares: ArrayLike, unanswered: ArrayLike) -> tuple[Array, Array]:
    """Shares among all who were asked, whatever those who kept silent think.

    Parameters
    ----------
    shares : array_like, shape (..., k)
        Shares of those asked who gave each answer.
    unanswered : array_like, shape (...)
        Share of those asked who gave none.

    Returns
    -------
    tuple of ndarray
        Lower and upper bound of each share, in the unit given: nobody silent thinks so, all of them do.

    Raises
    ------
    ArgumentError
        If a share is negative.

    References
    ----------
    Manski, C. F. (2003), Partial Identification of Probability Distributions, Springer.

    Examples
    --------
    >>> low, high = unanswered_bounds([37.0, 38.4], 15.6)
    >>> low.tolist(), high.round(1).tolist()
    ([37.0, 38.4], [52.6, 54.0])
    """
    check = ArgumentCheck("senim.trust.unanswered_bounds")
    check.between("shares", shares, 0.0, np.inf)
    check.between("unanswered", unanswered, 0.0, np.inf)
    check.raise_if_any()
    given = np.asarray(shares, dtype=np.float64)
    silent = np.asarray(unanswered, dtype=np.float64)[..., None]
    return given + 0.0 * silent, given + silent
