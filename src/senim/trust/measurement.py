"""From what people think to what a survey shows."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


def observed_shares(true_shares: ArrayLike, fear_bias: ArrayLike, unanswered: ArrayLike) -> Array:
    """Shares a survey shows when some say what is safe and some say nothing.

    Parameters
    ----------
    true_shares : array_like, shape (..., k)
        Shares from the lowest to the highest answer as people think; they sum to 1.
    fear_bias : array_like, shape (...)
        Points of the answering who give the highest answer out of caution. They come
        from the other answers in proportion, at most all of them.
    unanswered : array_like, shape (...)
        Share of those asked who do not answer, whatever they think.

    Returns
    -------
    ndarray, shape (..., k)
        Shares of those asked; they sum to 1 less `unanswered`.

    Raises
    ------
    ArgumentError
        If shares do not sum to 1 or an argument is out of bounds.
    """
    check = ArgumentCheck("senim.trust.observed_shares")
    check.between("true_shares", true_shares)
    check.between("fear_bias", fear_bias, 0.0, 100.0)
    check.between("unanswered", unanswered)
    check.raise_if_any()
    shares = np.asarray(true_shares, dtype=np.float64)
    if shares.ndim == 0 or shares.shape[-1] < 2 or not np.allclose(shares.sum(axis=-1), 1.0, atol=1e-9):
        check.refuse("true_shares", "the shares do not sum to 1 over two answers or more", "Rescale them.")
        check.raise_if_any()
    others = shares[..., :-1].sum(axis=-1)
    moved = np.minimum(np.asarray(fear_bias, dtype=np.float64) / 100.0, others)
    left = 1.0 - np.divide(moved, others, out=np.zeros(np.broadcast(moved, others).shape), where=others > 0.0)
    said = np.concatenate([shares[..., :-1] * left[..., None], (shares[..., -1] + moved)[..., None]], axis=-1)
    return np.asarray(said * (1.0 - np.asarray(unanswered, dtype=np.float64))[..., None], dtype=np.float64)


def meant_shares(shown_shares: ArrayLike, fear_bias: ArrayLike) -> Array:
    """Shares as people think, if so many gave the highest answer out of caution: undoes `observed_shares`.

    Parameters
    ----------
    shown_shares : array_like, shape (..., k)
        Shares of those asked from the lowest to the highest answer; what is missing to 1 gave no answer.
    fear_bias : array_like, shape (...)
        Points of the answering who gave the highest answer out of caution.

    Returns
    -------
    ndarray, shape (..., k)
        Shares of those who answered; they sum to 1.

    Raises
    ------
    ArgumentError
        If shares are out of bounds, or more would have given the highest answer out of caution than gave it,
        or nobody gave another answer and so nothing says where the cautious belong.

    Examples
    --------
    >>> meant_shares([0.08, 0.08, 0.24, 0.6], 15.0).round(2).tolist()
    [0.11, 0.11, 0.33, 0.45]
    """
    check = ArgumentCheck("senim.trust.meant_shares")
    check.between("shown_shares", shown_shares)
    check.between("fear_bias", fear_bias, 0.0, 100.0)
    check.raise_if_any()
    shown = np.asarray(shown_shares, dtype=np.float64)
    sums = shown.sum(axis=-1) if shown.ndim else np.zeros(())
    if shown.ndim == 0 or shown.shape[-1] < 2 or (sums > 1.0 + 1e-9).any() or (sums <= 0.0).any():
        check.refuse("shown_shares", "no shares of two answers or more", "Give shares that add to at most 1.")
        check.raise_if_any()
    said = shown / sums[..., None]
    full = said[..., -1] - np.asarray(fear_bias, dtype=np.float64) / 100.0
    if (full < 0.0).any() or (said[..., -1] >= 1.0).any():
        check.refuse("fear_bias", "it does not fit the highest answer", "Keep it below the share shown.")
        check.raise_if_any()
    others = said[..., :-1] / said[..., :-1].sum(axis=-1, keepdims=True)
    return np.concatenate([others * (1.0 - full)[..., None], full[..., None]], axis=-1)
