"""Where officers come from: those in post at the start, those a court brings back, recruits."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.book import FAR
from senim.personnel.officers.calendar import IDLE, ON_LEAVE
from senim.personnel.officers.expected import ExpectedForce
from senim.personnel.officers.places import Places, places
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.steady import Start

Array = NDArray[np.float64]


class Origins(NamedTuple):
    """Where officers come from.

    Parameters
    ----------
    start : Places
        Those in post at the start: stratum x months of service x waiting x class.
    waiting, dates : ndarray of int, shape (waiting,)
        What officers of the third axis wait for, and the month.
    returning : Places
        Those dismissed before who return: month x months of service at the start x stratum x class.
    recruits : Places
        One unit type after the other: stratum x class.
    unit_begins : ndarray, shape (units + 1,)
        Share of the recruits at which each unit type begins.
    """

    start: Places
    waiting: NDArray[np.int64]
    dates: NDArray[np.int64]
    returning: Places
    recruits: Places
    unit_begins: Array


def make_origins(expected: ExpectedForce) -> Origins:
    """Say where officers come from.

    Parameters
    ----------
    expected : ExpectedForce
        Expected values.

    Returns
    -------
    Origins
        Of the whole force.
    """
    steady = expected.at_start()
    waiting = np.array([(ON_LEAVE, FAR), (IDLE, FAR), *steady.calendar], dtype=np.int64)
    recruits, unit_begins = by_unit(expected.rules)
    return Origins(
        start=places(_start(steady)),
        waiting=waiting[:, 0].copy(),
        dates=waiting[:, 1].copy(),
        returning=places(_returning(steady)),
        recruits=recruits,
        unit_begins=unit_begins,
    )


def by_unit(rules: Rules) -> tuple[Places, Array]:
    """Sort recruits by unit type.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    tuple of (Places, ndarray)
        Stratum x class, and the share at which each unit type begins.
    """
    unit_of = np.repeat(rules.grid.unit_of(), rules.grid.classes)
    order = np.argsort(unit_of, kind="stable")
    told = places(rules.recruits.ravel()[order])
    ends = np.searchsorted(unit_of[order[told.cells]], np.arange(len(rules.grid.units)), side="right")
    begins = np.concatenate([[0.0], told.cumulated])[np.concatenate([[0], ends])] / told.total
    return told._replace(cells=order[told.cells].astype(np.int32)), begins


def _start(steady: Start) -> Array:
    """Officers of the start; those of one stratum stand together, so that what they touch does."""
    idle = steady.active.copy()
    for officers in steady.calendar.values():
        idle -= officers
    # what subtraction leaves of nobody is nobody
    idle[idle < 1e-12 * steady.active.max()] = 0.0
    by_waiting = [steady.leave, idle, *steady.calendar.values()]
    tenures, strata, classes = idle.shape
    start = np.empty((strata, tenures, len(by_waiting), classes))
    for place, officers in enumerate(by_waiting):
        start[:, :, place] = officers.swapaxes(0, 1)
    return start


def _returning(steady: Start) -> Array:
    by_month = np.zeros((max(steady.reinstatements, default=0) + 1, *steady.active.shape))
    for month, officers in steady.reinstatements.items():
        by_month[month] = officers
    return by_month
