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
