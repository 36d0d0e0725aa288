"""Taking unit effects, unit trends and period effects out of variables on a grid, for many samples at once.

Unit effects (and trends) are taken out by projection on an orthonormal basis of each unit; what is left of
the period effects is a system of the size of the periods. Frisch, Waugh and Lovell say that this is the same
regression.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_FLAT = 1e-12
_CUT = 1e-11


@dataclass(frozen=True)
class Absorption:
    """What is needed to take effects out of any variable.

    Parameters
    ----------
    root : ndarray, shape (cells, units, periods)
        Square roots of the weights; 0 where a row does not count.
    basis : ndarray, shape (cells, units, bases, periods)
        Orthonormal basis of each unit under the weights; none, a constant, or a constant and a line.
    groups : tuple of ndarray of int
        Units that share period effects; empty where there are none.
    solvers : tuple of ndarray, each of shape (cells, periods, periods)
        Inverse of the system of the period effects of each group.
    slopes : ndarray, shape (cells,)
        Number of lines that are parameters.
    """

    root: Array
    basis: Array
    groups: tuple[NDArray[np.intp], ...]
    solvers: tuple[Array, ...]
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
        weights = self.root**2
        weighted = weights[:, :, None, :] * self.basis
        along = np.swapaxes(weighted, 2, 3)
        loads = values[None] @ along
        levels = self._period_effects(values, loads, weights, weighted) if self.groups else None
        if levels is not None:
            loads = loads - levels @ along
        # in place from here on: these are the largest arrays of all
        left: Array = loads @ self.basis
        np.subtract(values[None], left, out=left)
        if levels is not None:
            left -= levels
        left *= self.root[:, :, None, :]
        return left

    def _period_effects(self, values: Array, loads: Array, weights: Array, weighted: Array) -> Array:
        cells, units, periods = weights.shape
        bases, variables = weighted.shape[2], values.shape[1]
        levels = np.zeros((cells, units, variables, periods)) if len(self.groups) > 1 else None
        for group, solver in zip(self.groups, self.solvers, strict=True):
            inside = slice(None) if len(self.groups) == 1 else group
            sums = values[inside].transpose(2, 1, 0) @ weights[:, inside].transpose(2, 1, 0)
            sums = sums.transpose(2, 1, 0)
            if bases:
                rows = loads[:, inside].transpose(0, 2, 1, 3).reshape(cells, variables, -1)
                sums = sums - rows @ weighted[:, inside].reshape(cells, -1, periods)
            effects = sums @ solver
            if levels is None:
                return np.asarray(effects[:, None])
            levels[:, group] = effects[:, None]
        return np.asarray(levels)


def absorption(
    weights: Array, *, bases: int, times: Array | None, groups: Sequence[NDArray[np.intp]]
) -> Absorption:
    """Prepare to take effects out.

    Parameters
    ----------
    weights : ndarray, shape (cells, units, periods)
        Weights of the rows; 0 where a row does not count.
    bases : {0, 1, 2}
        No unit effects, unit effects, or unit effects and lines.
    times : ndarray, shape (periods,), or None
        When the periods are; needed for lines.
    groups : sequence of ndarray of int
        Units that share period effects, together all units; empty for none.

    Returns
    -------
    Absorption
        The preparation.
    """
    basis = _basis(weights, bases, times)
    weighted = weights[:, :, None, :] * basis
    solvers = tuple(_solver(weights[:, group], weighted[:, group], bases, times) for group in groups)
    slopes = _slopes(basis, weights, bases, groups)
    return Absorption(np.sqrt(weights), basis, tuple(groups), solvers, slopes)


def _basis(weights: Array, bases: int, times: Array | None) -> Array:
    cells, units, periods = weights.shape
    basis = np.zeros((cells, units, bases, periods))
    if bases == 0:
        return basis
    whole = weights.sum(axis=2)
    some = np.where(whole > 0, whole, 1.0)
    basis[:, :, 0] = np.where(whole > 0, 1.0 / np.sqrt(some), 0.0)[:, :, None]
    if bases == 2 and times is not None:
        middle = (weights @ times) / some
        line = times - middle[:, :, None]
        size = (weights * line**2).sum(axis=2)
        flat = size <= _FLAT * some * np.ptp(times) ** 2
        basis[:, :, 1] = np.where(flat, 0.0, 1.0 / np.sqrt(np.where(flat, 1.0, size)))[:, :, None] * line
    return basis


def _solver(weights: Array, weighted: Array, bases: int, times: Array | None) -> Array:
    """Invert the system of period effects; which effects are redundant is known where some unit has all."""
    cells, _, periods = weights.shape
    by_period = weights.sum(axis=1)
    occurs = by_period > 0
    flat = weighted.reshape(cells, -1, periods)
    whole = np.zeros((cells, periods, periods))
    whole[:, np.arange(periods), np.arange(periods)] = by_period
    whole -= np.swapaxes(flat, 1, 2) @ flat
    counted = (weights > 0).sum(axis=2)
    full = (counted == occurs.sum(axis=1)[:, None]).any(axis=1) | (bases == 0)
    scale = by_period.sum(axis=1) / np.maximum(occurs.sum(axis=1), 1)
    scale = np.where(scale > 0, scale, 1.0)
    filled = whole.copy()
    filled[:, np.arange(periods), np.arange(periods)] += np.where(occurs, 0.0, scale[:, None])
    for vector in _redundant(occurs, bases, times):
        filled += scale[:, None, None] * vector[:, :, None] * vector[:, None, :]
    inverse = np.empty_like(whole)
    inverse[full] = np.linalg.inv(filled[full])
    if not full.all():
        inverse[~full] = np.linalg.pinv(whole[~full], rcond=_CUT, hermitian=True)
    return inverse


def _redundant(occurs: NDArray[np.bool_], bases: int, times: Array | None) -> list[Array]:
    if bases == 0:
        return []
    count = np.maximum(occurs.sum(axis=1, keepdims=True), 1)
    vectors = [occurs / np.sqrt(count)]
    if bases == 2 and times is not None:
        line = np.where(occurs, times - (occurs @ times)[:, None] / count, 0.0)
        size = np.sqrt((line**2).sum(axis=1, keepdims=True))
        vectors.append(np.divide(line, size, out=np.zeros_like(line), where=size > 0))
    return vectors


def _slopes(basis: Array, weights: Array, bases: int, groups: Sequence[NDArray[np.intp]]) -> Array:
    """Count the lines that are parameters: one of each group is a straight line in its period effects."""
    if bases < 2:
        return np.zeros(len(weights))
    lines = (basis[:, :, 1] != 0).any(axis=2)
    shared = [lines[:, group].any(axis=1) for group in groups]
    return np.asarray(lines.sum(axis=1) - np.sum(shared, axis=0), dtype=np.float64)
