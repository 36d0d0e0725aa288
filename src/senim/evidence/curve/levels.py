"""Levels of fixed effects and clusters in many samples at once: how many occur, and which stand alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Codes = NDArray[np.intp]


class Levels:
    """Rows sorted by the level of one effect.

    Parameters
    ----------
    codes : ndarray of int, shape (rows,)
        Level of each row; rows of level -1 are never counted.
    """

    def __init__(self, codes: Codes) -> None:
        order = np.argsort(codes, kind="stable")
        self._order = order[np.searchsorted(codes[order], 0) :]
        inside = codes[self._order]
        self._starts = np.flatnonzero(np.diff(inside, prepend=-1))
        self._number = np.cumsum(np.diff(inside, prepend=-1) != 0) - 1

    def rows(self, counts: Mask) -> NDArray[np.intp]:
        """Count rows by level.

        Parameters
        ----------
        counts : ndarray of bool, shape (cells, rows)
            Rows that count.

        Returns
        -------
        ndarray of int, shape (cells, levels)
            Rows of each level.
        """
        if self._starts.size == 0:
            return np.zeros((len(counts), 0), dtype=np.intp)
        return np.add.reduceat(counts[:, self._order].astype(np.intp), self._starts, axis=1)

    def occurring(self, counts: Mask) -> NDArray[np.float64]:
        """Count the levels that occur.

        Parameters
        ----------
        counts : ndarray of bool, shape (cells, rows)
            Rows that count.

        Returns
        -------
        ndarray, shape (cells,)
            Number of levels.
        """
        return np.asarray((self.rows(counts) > 0).sum(axis=1), dtype=np.float64)

    def alone(self, counts: Mask) -> Mask:
        """Find rows that are the only one of their level.

        Parameters
        ----------
        counts : ndarray of bool, shape (cells, rows)
            Rows that count.

        Returns
        -------
        ndarray of bool, shape (cells, rows)
            Rows that stand alone.
        """
        found = np.zeros_like(counts)
        if self._starts.size:
            single = self.rows(counts) == 1
            if single.any():
                found[:, self._order] = single[:, self._number]
        return found & counts


def without_singletons(counts: Mask, effects: list[Levels]) -> Mask:
    """Leave out rows that an effect explains alone, until none is left.

    Parameters
    ----------
    counts : ndarray of bool, shape (cells, rows)
        Rows that count.
    effects : list of Levels
        The effects.

    Returns
    -------
    ndarray of bool, shape (cells, rows)
        Rows that tell something.
    """
    kept = counts
    while True:
        before = kept
        for effect in effects:
            alone = effect.alone(kept)
            kept = kept & ~alone if alone.any() else kept
        if kept is before:
            return kept


def joined(first: Codes, second: Codes) -> Codes:
    """Number the pairs of two codings.

    Parameters
    ----------
    first, second : ndarray of int, shape (rows,)
        Levels; -1 where there is none.

    Returns
    -------
    ndarray of int, shape (rows,)
        Level of the pair; -1 where one of both lacks.
    """
    pair = first.astype(np.int64) * (int(second.max(initial=0)) + 1) + second
    whole = (first >= 0) & (second >= 0)
    numbers = np.full(first.shape, -1, dtype=np.intp)
    numbers[whole] = np.unique(pair[whole], return_inverse=True)[1]
    return numbers
