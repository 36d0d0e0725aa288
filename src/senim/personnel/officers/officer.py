"""One officer as a record, and the moves he makes; compiled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.book import FAR
from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.counting import Counts, count

Array = NDArray[np.float64]

GONE, AWAY = -1, -2
"""Beside what officers wait for: not in the force any more; dismissed, and to be brought back by a court."""

NOT_DRAWN = -1
"""Candidate of an officer whose bound has changed since the last was drawn."""

OFFICER = np.dtype(
    [
        (name, np.int64)
        for name in (
            "intake",  # the month in which his service begins, before 0 for those in post at the start
            "stratum",
            "quality",  # class within the quality included
            "cell",  # stratum and quality as they are counted
            "waiting",  # what for
            "date",  # and until which month
            "month",  # that goes on
            "fence",  # the month up to which his bounds hold and no wave begins
            "bounds",  # where they begin
            "candidate",  # the next month in which something may happen to him by chance
        )
    ],
    align=True,
)


@inlined
def place(at: Any, book: Array, officer: Any, stratum: int, quality: int) -> None:
    """Put an officer into a stratum and a class.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    officer : record of `OFFICER`
        Who.
    stratum, quality : int
        Where to.
    """
    officer.stratum, officer.quality = stratum, quality
    officer.cell = 4 * stratum + int(book[at.quality_of + quality])
    officer.candidate = NOT_DRAWN


@compiled
def move(at: Any, book: Array, counts: Counts, officer: Any, stratum: int, quality: int) -> None:
    """Move an officer of the force to another stratum or class this month.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Who.
    stratum, quality : int
        Where to.
    """
    count(at, book, counts, officer, officer.month + 1, -1)
    place(at, book, officer, stratum, quality)
    count(at, book, counts, officer, officer.month + 1, 1)


@compiled
def come(officer: Any) -> None:
    """Let an officer begin with the start of a month; all that is known of him is what he waits for.

    Parameters
    ----------
    officer : record of `OFFICER`
        Who.
    """
    officer.fence, officer.candidate = officer.month, FAR


@compiled
def remove(at: Any, book: Array, counts: Counts, officer: Any) -> None:
    """Let an officer be in the force no more from the end of this month.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Who.
    """
    count(at, book, counts, officer, officer.month + 1, -1)
    officer.waiting, officer.fence, officer.date, officer.candidate = GONE, FAR, FAR, FAR


@inlined
def wait(officer: Any, waiting: int, months: int) -> None:
    """Let an officer wait.

    Parameters
    ----------
    officer : record of `OFFICER`
        Who.
    waiting : int
        What for.
    months : int
        How long from this month.
    """
    officer.waiting, officer.date = waiting, officer.month + months


@compiled
def first_above(book: Array, begin: int, length: int, wanted: float) -> int:
    """Find a place along a short rising row.

    Parameters
    ----------
    book : ndarray
        Rates and rules.
    begin, length : int
        Where the row stands.
    wanted : float
        What is to be exceeded.

    Returns
    -------
    int
        The first place above it; the length where there is none.
    """
    found = 0
    while found < length and book[begin + found] <= wanted:
        found += 1
    return found
