"""Answers in order, from none to full trust: the cumulative-logit model."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


def cut_points(shares: ArrayLike) -> Array:
    """Cut points of a cumulative logit that reproduce the shares of ordered answers.

    ``P(answer <= j) = 1 / (1 + exp(-(cut_j - shift)))``, here with a shift of 0.

    Parameters
    ----------
    shares : array_like, shape (..., k)
        Shares from the lowest to the highest answer, k >= 2, in any unit: they are
        rescaled to sum to 1 over those who answered.

    Returns
    -------
    ndarray, shape (..., k - 1)
        Cut points, increasing.

    Raises
    ------
    ArgumentError
        If there are fewer than two answers, or a share is not above 0: an answer that
        nobody gives has no finite cut point and must be joined to its neighbour.

    References
    ----------
    McCullagh, P. (1980), Regression models for ordinal data, JRSS B 42:109-142.

    Examples
    --------
    >>> cut_points([4.6, 4.4, 27.0, 61.6]).round(3).tolist()
    [-3.007, -2.287, -0.537]
    """
    check = ArgumentCheck("senim.trust.cut_points")
    answered = _numbers(check, "shares", shares)
    if answered.ndim == 0 or answered.shape[-1] < 2:
        check.refuse("shares", f"an array of shape {answered.shape}", "Give two answers or more.")
    for place in np.argwhere(~(np.isfinite(answered) & (answered > 0.0)))[:20]:
        check.refuse(
            f"shares[{', '.join(str(axis) for axis in place)}]",
            f"{answered[tuple(place)]:g} is not a share above 0",
            "Join an answer nobody gave to its neighbour; mend a negative or missing one.",
        )
    check.raise_if_any()
    total = answered.sum(axis=-1, keepdims=True)
    below = np.cumsum(answered, axis=-1)[..., :-1] / total
    # the smaller tail is summed from its own end, so that it keeps its digits
    above = (np.cumsum(answered[..., ::-1], axis=-1)[..., ::-1] / total)[..., 1:]
    return np.asarray(np.log(below) - np.log(above), dtype=np.float64)


def answer_shares(cut_points: ArrayLike, shift: ArrayLike) -> Array:
    """Shares of ordered answers when everyone's trust moves by the same logit.

    Parameters
    ----------
    cut_points : array_like, shape (k - 1,)
        Cut points, increasing.
    shift : array_like, shape (...)
        Move of the location in logits; above 0, towards more trust.

    Returns
    -------
    ndarray, shape (..., k)
        Shares from the lowest to the highest answer; they sum to 1.

    Raises
    ------
    ArgumentError
        If the cut points are not finite and increasing or the shift is not finite.
    """
    check = ArgumentCheck("senim.trust.answer_shares")
    cuts = check_cut_points(check, cut_points)
    moved = _numbers(check, "shift", shift)
    if not np.isfinite(moved).all():
        check.refuse("shift", "a shift is not finite", "Give finite logits.")
    check.raise_if_any()
    gaps = cuts - moved[..., None]
    below = expit(gaps)
    above = expit(-gaps)
    lowest, highest = below[..., :1], above[..., -1:]
    # the difference of the smaller tails keeps its digits far from the middle
    from_below, from_above = np.diff(below, axis=-1), -np.diff(above, axis=-1)
    between = np.where(gaps[..., 1:] <= 0.0, from_below, from_above)
    return np.concatenate([lowest, between, highest], axis=-1)


def full_trust_change(cut_points: ArrayLike, logit_shift: ArrayLike) -> Array:
    """Change of the share that gives the highest answer, in points.

    Parameters
    ----------
    cut_points : array_like, shape (k - 1,)
        Cut points before.
    logit_shift : array_like, shape (...)
        Move of the location; above 0, towards more trust.

    Returns
    -------
    ndarray, shape (...)
        Percentage points; exactly 0 where the shift is 0.

    Raises
    ------
    ArgumentError
        If the cut points are not finite and increasing.
    """
    check = ArgumentCheck("senim.trust.full_trust_change")
    cuts = check_cut_points(check, cut_points)
    moved = _numbers(check, "logit_shift", logit_shift)
    check.raise_if_any()
    top = cuts[-1]
    return np.asarray(100.0 * (expit(moved - top) - expit(-top)), dtype=np.float64)


def share_logit(share: ArrayLike) -> Array:
    """Log odds of a share.

    Parameters
    ----------
    share : array_like
        Shares above 0 and below 1.

    Returns
    -------
    ndarray
        Same shape.
    """
    return np.asarray(logit(np.asarray(share, dtype=np.float64)), dtype=np.float64)


def check_cut_points(check: ArgumentCheck, cut_points: ArrayLike) -> Array:
    """Note cut points that are not finite or do not increase.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    cut_points : array_like, shape (k - 1,)
        The cut points.

    Returns
    -------
    ndarray
        The cut points as numbers.
    """
    cuts = np.atleast_1d(_numbers(check, "cut_points", cut_points))
    if cuts.ndim != 1 or cuts.size == 0 or not np.isfinite(cuts).all() or (np.diff(cuts) <= 0.0).any():
        check.refuse("cut_points", f"{cuts.tolist()} do not increase", "Give finite, increasing ones.")
    return cuts


def _numbers(check: ArgumentCheck, name: str, value: ArrayLike) -> Array:
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        check.refuse(name, f"{value!r} is not an array of numbers", "Give numbers.")
        return np.empty(0)
