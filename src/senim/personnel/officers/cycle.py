"""When the clock of the law runs, and the share of those due who are called."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.force import note_whole
from senim.personnel.officers.levers import LawCycle

Array = NDArray[np.float64]

NOT_RUNNING = -1.0
"""Beside the share called: dates of the clock count for nothing in this month."""

FARTHEST_MONTH = 10**6


def calendar_of(cycle: LawCycle | None, months: int) -> Array:
    """Say for each month whether the clock runs and calls, before any capacity.

    Parameters
    ----------
    cycle : LawCycle or None
        The clock.
    months : int
        How many months.

    Returns
    -------
    ndarray, shape (months,)
        1 where all who are due are called, 0 in a pause, below 0 where there is no clock.
    """
    if cycle is None:
        return np.full(months, NOT_RUNNING)
    called = np.ones(months)
    for first, last in cycle.pauses:
        called[int(first) : int(last) + 1] = 0.0
    called[: int(cycle.first_month or 0)] = NOT_RUNNING
    if cycle.last_month is not None:
        called[int(cycle.last_month) + 1 :] = NOT_RUNNING
    return called


def share_called(due: float, capacity_monthly: float | None) -> float:
    """Give the share of those due who are called in a month, by lot.

    Parameters
    ----------
    due : float
        Expected officers who are due, those left from earlier months among them.
    capacity_monthly : float or None
        Most officers called a month; None, all of them.

    Returns
    -------
    float
        Above 0, at most 1.

    Examples
    --------
    >>> share_called(400.0, 100.0), share_called(80.0, 100.0)
    (0.25, 1.0)
    """
    if capacity_monthly is None or due <= capacity_monthly:
        return 1.0
    return float(capacity_monthly) / due


def always_ran(cycle: LawCycle | None) -> bool:
    """Say whether the force has lived with the clock before the first month.

    Parameters
    ----------
    cycle : LawCycle or None
        The clock.

    Returns
    -------
    bool
        False where there is none, or where it begins on the way.
    """
    return cycle is not None and cycle.first_month is None


def leaves_waiting(cycle: LawCycle | None) -> bool:
    """Say whether not everybody is examined on the day that the law sets.

    Parameters
    ----------
    cycle : LawCycle or None
        The clock.

    Returns
    -------
    bool
        True where it begins, ends, pauses, or has a capacity.
    """
    if cycle is None:
        return False
    dated = cycle.first_month is not None or cycle.last_month is not None
    return dated or bool(cycle.pauses) or cycle.capacity_monthly is not None


def note_calendar(check: ArgumentCheck, cycle: LawCycle, months: int) -> None:
    """Note what is wrong with the dates and the capacity of a cycle.

    Parameters
    ----------
    check : ArgumentCheck
        Where to note it.
    cycle : LawCycle
        The cycle.
    months : int
        How many months are simulated.
    """
    before = len(check.findings)
    if cycle.first_month is not None:
        note_whole(check, "cycle.first_month", cycle.first_month, 0, FARTHEST_MONTH)
    if cycle.last_month is not None:
        note_whole(check, "cycle.last_month", cycle.last_month, 0, FARTHEST_MONTH)
    if len(check.findings) == before:
        first = cycle.first_month or 0
        if cycle.last_month is not None and cycle.last_month < first:
            check.refuse(
                "cycle.last_month",
                f"{cycle.last_month} lies before first_month {first}",
                "Let it end after it starts.",
            )
        if first >= months:
            check.refuse(
                "cycle.first_month",
                f"{first} lies behind the last month, {months - 1}",
                "Start it earlier, simulate longer, or leave the cycle out.",
            )
    for place, pause in enumerate(cycle.pauses):
        _note_pause(check, f"cycle.pauses[{place}]", pause)
    if cycle.capacity_monthly is not None:
        if cycle.capacity_monthly == 0.0:
            check.refuse(
                "cycle.capacity_monthly",
                "with 0 officers a month nobody would ever be called",
                "Give the months without examinations as pauses, or leave the cycle out.",
            )
        check.between("cycle.capacity_monthly", cycle.capacity_monthly, 0.0, 1e9)


def _note_pause(check: ArgumentCheck, name: str, pause: tuple[int, int]) -> None:
    before = len(check.findings)
    for part, month in zip(("first month", "last month"), pause, strict=True):
        note_whole(check, f"{name}, {part}", month, 0, FARTHEST_MONTH)
    if len(check.findings) == before and pause[1] < pause[0]:
        check.refuse(name, f"{pause[1]} lies before {pause[0]}", "Let it end after it starts.")
