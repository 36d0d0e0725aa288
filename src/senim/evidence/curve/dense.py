"""Taking any fixed effects out of variables with dummy variables: slower, and right whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class DenseAbsorption:
    """Orthonormal bases of the effects, one for each cell.

    Parameters
    ----------
    root : ndarray, shape (cells, units, periods)
        Square roots of the weights; 0 where a row does not count.
    bases : tuple of ndarray, each of shape (rows, effects)
        Orthonormal columns that span the effects times the root, for the rows that count.
    slopes : ndarray, shape (cells,)
        Number of lines that are parameters.
    """

    root: Array
    bases: tuple[Array, ...]
    slopes: Array

    def residuals(self, values: Array) -> Array:
        """Take the effects out.

        Parameters
        ----------
        values : ndarray, shape (units, variables, periods)
            Variables; 0 where missing.

        Returns
        -------
        ndarray, shape (cells, units, variables, periods)
            What is left of each, times the square root of the weight.
        """
        cells, units, periods = self.root.shape
        left = np.zeros((cells, units, values.shape[1], periods))
        flat = values.transpose(0, 2, 1)
        for cell, basis in enumerate(self.bases):
            root = self.root[cell]
            counts = root > 0
            rows = flat[counts] * root[counts][:, None]
            left[cell].transpose(0, 2, 1)[counts] = rows - basis @ (basis.T @ rows)
        return left


def dense_absorption(
    weights: Array, *, effects: Sequence[NDArray[np.intp]], trends: Sequence[int] | None, times: Array | None
) -> DenseAbsorption:
    """Prepare to take effects out.

    Parameters
    ----------
    weights : ndarray, shape (cells, units, periods)
        Weights of the rows; 0 where a row does not count.
    effects : sequence of ndarray of int, each of shape (units, periods)
        Levels of the effects; none at all stands for a constant.
    trends : sequence of int, length units, or None
        The line of each unit; none for no lines.
    times : ndarray, shape (periods,), or None
        When the periods are; needed for lines.

    Returns
    -------
    DenseAbsorption
        The preparation.
    """
    root = np.sqrt(weights)
    bases, slopes = [], []
    for cell in root:
        counts = cell > 0
        dummies = [_dummies(codes[counts]) for codes in effects] or [np.ones((int(counts.sum()), 1))]
        before = np.hstack(dummies) * cell[counts][:, None]
        basis = _span(before)
        found = 0
        if trends is not None and times is not None:
            unit = np.broadcast_to(np.asarray(trends)[:, None], cell.shape)[counts]
            time = np.broadcast_to(times, cell.shape)[counts] - times.mean()
            lines = _dummies(unit) * (time * cell[counts])[:, None]
            both = _span(np.hstack([basis, lines]))
            found = both.shape[1] - basis.shape[1]
            basis = both
        bases.append(basis)
        slopes.append(float(found))
    return DenseAbsorption(root, tuple(bases), np.asarray(slopes))


def _dummies(codes: NDArray[np.intp]) -> Array:
    _, numbers = np.unique(codes, return_inverse=True)
    return np.eye(int(numbers.max()) + 1 if numbers.size else 0)[numbers]


def _span(columns: Array) -> Array:
    """Find an orthonormal basis of what columns span."""
    if columns.size == 0:
        return np.zeros((columns.shape[0], 0))
    left, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(left[:, sizes > 1e-10 * sizes[0]])
