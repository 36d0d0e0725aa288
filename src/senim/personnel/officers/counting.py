"""Counts of officers by month, told by what changes: cheap where little happens; compiled.

Whoever enters a cell or leaves it is counted twice: in the stock and tenure group in which it shows, and,
for the later groups he comes into by growing older, by the month in which his service began.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.path import FLOWS

Array = NDArray[np.float64]
Counts = NDArray[np.int32]

FLOWS_TOLD = len(FLOWS)
FLOW: dict[str, Any] = {name: np.int64(place) for place, name in enumerate(FLOWS)}
"""NumPy's numbers, because a function is compiled anew for each of Python's that it is given."""


@compiled
def count(at: Any, book: Array, counts: Counts, officer: Any, stock: int, change: int) -> None:
    """Count an officer in or out.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        With the cell he enters or leaves.
    stock : int
        The first that shows it: 0 at the start, then the end of each month.
    change : int
        1 or -1.
    """
    group = int(book[at.group_of + stock - officer.intake])
    counts[at.change + (officer.cell * at.groups + group) * (at.months + 1) + stock] += change
    row = officer.cell * at.intakes + officer.intake + at.tenures
    counts[at.older + row * at.groups_met + group - first_group(at, book, officer.intake)] += change


@inlined
def first_group(at: Any, book: Array, intake: int) -> int:
    """Find the tenure group in which officers are first seen.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    intake : int
        The month in which their service began.

    Returns
    -------
    int
        At the start, or when they come.
    """
    return int(book[at.group_of + max(-intake, 0)])


@inlined
def note(at: Any, counts: Counts, officer: Any, flow: int) -> None:
    """Count a flow.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Whom it meets, as he is then.
    flow : int
        Place in `FLOWS`.
    """
    counts[at.flows + (officer.cell * FLOWS_TOLD + flow) * at.months + officer.month] += 1
