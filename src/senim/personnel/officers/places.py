"""Distributions over many cells, for drawing from in constant time."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.compiling import compiled
from senim.personnel.officers.stream import exponential, uniform

Array = NDArray[np.float64]

CELLS_A_MARK = 8
"""Marks cost memory, steps between them time."""


class Places(NamedTuple):
    """A distribution over cells.

    Parameters
    ----------
    cumulated : ndarray, shape (cells,)
        Expected officers, rising to the total.
    cells : ndarray of int, shape (cells,)
        Numbers of the cells that hold anybody.
    marks : ndarray of int, shape (marks,)
        Where along `cumulated` even steps of the total lie: a search begins there.
    total : float
        Expected officers in all.
    """

    cumulated: Array
    cells: NDArray[np.int32]
    marks: NDArray[np.int32]
    total: float


def places(expected: Array) -> Places:
    """Make a distribution to draw from.

    Parameters
    ----------
    expected : ndarray
        Expected officers of each cell.

    Returns
    -------
    Places
        Cells are numbered along the flattened array.
    """
    flat = expected.ravel()
    cells = np.flatnonzero(flat > 0.0)
    cumulated = np.cumsum(flat[cells])
    total = float(cumulated[-1]) if len(cells) else 0.0
    marks = max(len(cells) // CELLS_A_MARK, 1)
    steps = np.arange(marks) * (total / marks)
    return Places(
        cumulated=cumulated,
        cells=cells.astype(np.int32),
        marks=np.searchsorted(cumulated, steps, side="right").astype(np.int32),
        total=total,
    )


@compiled
def cells_at(told: Places, shares: Array) -> NDArray[np.int32]:
    """Find the cells at shares of the total.

    Parameters
    ----------
    told : Places
        Where somebody is.
    shares : ndarray, shape (n,)
        From 0 to 1.

    Returns
    -------
    ndarray of int, shape (n,)
        Numbers of the cells.
    """
    cumulated, marks, last = told.cumulated, told.marks, len(told.cells) - 1
    found = np.empty(len(shares), dtype=np.int32)
    for number, share in enumerate(shares):
        wanted = share * told.total
        # rounding may put a mark past what it stands for, and the last share at 1
        place = max(marks[min(int(share * len(marks)), len(marks) - 1)] - 1, 0)
        while place < last and cumulated[place] <= wanted:
            place += 1
        found[number] = told.cells[place]
    return found


@compiled
def rising_shares(stream: Any, count: int, begin: float, part: float) -> Array:
    """Draw even shares in rising order: searches that go one way stay in the cache.

    Parameters
    ----------
    stream : record of `STREAM`
        Of random numbers.
    count : int
        How many.
    begin, part : float
        Between the first and the sum of both.

    Returns
    -------
    ndarray, shape (count,)
        Distributed like sorted even numbers.
    """
    shares = np.empty(count)
    reached = 0.0
    for place in range(count):
        reached += exponential(stream)
        shares[place] = reached
    within: Array = begin + shares * (part / (reached + exponential(stream)))
    return within


@compiled
def even_shares(stream: Any, count: int, begin: float, part: float) -> Array:
    """Draw even shares.

    Parameters
    ----------
    stream : record of `STREAM`
        Of random numbers.
    count : int
        How many.
    begin, part : float
        Between the first and the sum of both.

    Returns
    -------
    ndarray, shape (count,)
        One independent of the other.
    """
    shares = np.empty(count)
    for place in range(count):
        shares[place] = begin + part * uniform(stream)
    return shares
