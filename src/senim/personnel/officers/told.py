"""From counts of what changes to stocks and flows as they are told."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.compiling import compiled_and_kept
from senim.personnel.officers.counting import Counts, first_group
from senim.personnel.officers.path import FLOWS, tenure_starts

Array = NDArray[np.float64]


def groups_of(tenure_months: int, *, monthly: bool) -> NDArray[np.intp]:
    """Give the tenure group of each month of service.

    Parameters
    ----------
    tenure_months : int
        Months of service anybody can reach.
    monthly : bool
        Whether groups are months, else years.

    Returns
    -------
    ndarray of int, shape (tenure_months + 1,)
        Of those who have just left with all of them, too.
    """
    starts = tenure_starts(tenure_months, monthly=monthly)
    return np.searchsorted(starts, np.arange(tenure_months + 1), side="right") - 1


def make_room(at: np.void, *, monthly: bool) -> tuple[np.void, Counts]:
    """Make room for the counts of some officers.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands in the book.
    monthly : bool
        Whether tenure is told by month, else by year.

    Returns
    -------
    tuple of (record, ndarray of int)
        The same with where everything is counted, and noughts.
    """
    told: Any = np.array([at], dtype=at.dtype)[0]
    starts = tenure_starts(int(told["tenures"]), monthly=monthly)
    told["groups"] = len(starts)
    told["group_months"] = starts[1] if len(starts) > 1 else 1
    told["group_of"] = told["group_by_month" if monthly else "group_by_year"]
    told["groups_met"] = min(told["groups"], told["months"] // told["group_months"] + 2)
    change = told["groups"] * (told["months"] + 1) * told["cells"]
    older = told["cells"] * told["intakes"] * told["groups_met"]
    told["change"], told["older"], told["flows"] = 0, change, change + older
    flows = len(FLOWS) * told["months"] * told["cells"]
    return told, np.zeros(int(change + older + flows), dtype=np.int32)


def flows(at: np.void, counts: Counts) -> Array:
    """Give the flows.

    Parameters
    ----------
    at : record of `AT`
        Where everything is counted.
    counts : ndarray of int
        All counts.

    Returns
    -------
    ndarray, shape (months, flows, cells)
        Whole numbers.
    """
    counted = counts[int(at["flows"]) :].reshape(int(at["cells"]), len(FLOWS), int(at["months"]))
    return np.ascontiguousarray(counted.T, dtype=np.float64)


def stocks(at: np.void, book: Array, counts: Counts) -> Array:
    """Sum up what changes.

    Parameters
    ----------
    at : record of `AT`
        Where everything is counted.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Changed in place.

    Returns
    -------
    ndarray, shape (months + 1, groups, cells)
        Officers at the start and at the end of each month.
    """
    told = np.empty((int(at["months"]) + 1, int(at["groups"]), int(at["cells"])))
    _sum_up(at, book, counts, told)
    return told


@compiled_and_kept
def _sum_up(at: Any, book: Array, counts: Counts, told: Array) -> None:
    stocks, groups, cells = told.shape
    change = counts[at.change : at.older].reshape((cells, groups, stocks))
    older = counts[at.older : at.flows].reshape((cells, at.intakes, at.groups_met))
    for cell in range(cells):
        for row in range(at.intakes):
            intake = row - at.tenures
            first = first_group(at, book, intake) + 1
            growing = 0
            for met in range(min(at.groups_met, groups - first)):
                growing += older[cell, row, met]
                if growing == 0:
                    continue
                reached = intake + (first + met) * at.group_months
                if reached < stocks:
                    change[cell, first + met, reached] += growing
                    change[cell, first + met - 1, reached] -= growing
        for group in range(groups):
            for stock in range(1, stocks):
                change[cell, group, stock] += change[cell, group, stock - 1]
    for group in range(groups):
        for stock in range(stocks):
            for cell in range(cells):
                told[stock, group, cell] = change[cell, group, stock]
