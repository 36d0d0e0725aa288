"""What every block of officers looks up: cumulated rates, and where officers start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.calendar import CYCLE, IDLE, NEVER, ON_LEAVE
from senim.personnel.officers.expected import ExpectedForce
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.steady import Start
from senim.personnel.officers.timeline import Timeline

Array = NDArray[np.float64]
Whole = NDArray[np.int32]


@dataclass(frozen=True)
class Places:
    """A distribution over cells, for drawing from.

    Parameters
    ----------
    cumulated : ndarray, shape (cells,)
        Rising to the total.
    cells : ndarray of int, shape (cells,)
        Numbers of the cells that hold anybody.
    """

    cumulated: Array
    cells: NDArray[np.int64]

    @property
    def total(self) -> float:
        """Expected officers in all."""
        return float(self.cumulated[-1]) if len(self.cumulated) else 0.0

    def draw(self, chance: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Draw cells.

        Parameters
        ----------
        chance : numpy.random.Generator
            The stream.
        count : int
            How many.

        Returns
        -------
        ndarray of int, shape (count,)
            In rising order: sorted searches stay in the cache.
        """
        if count == 0:
            return np.empty(0, dtype=np.int64)
        spaced = np.cumsum(chance.standard_exponential(count + 1))
        wanted = spaced[:-1] * (self.total / spaced[-1])
        found = np.searchsorted(self.cumulated, wanted, side="right")
        return np.asarray(self.cells[np.minimum(found, len(self.cells) - 1)])


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
    return Places(np.cumsum(flat[cells]), cells)


@dataclass(frozen=True)
class Vacancies:
    """Recruits for posts of given unit types, for drawing from.

    Parameters
    ----------
    cumulated : ndarray, shape (cells,)
        Rising through the unit types one after the other.
    cells : ndarray of int, shape (cells,)
        Numbers of the cells.
    begins : ndarray, shape (units + 1,)
        Where each unit type begins along the sum.
    """

    cumulated: Array
    cells: NDArray[np.int64]
    begins: Array

    def draw(self, chance: np.random.Generator, posts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Draw who fills some posts.

        Parameters
        ----------
        chance : numpy.random.Generator
            The stream.
        posts : ndarray of int, shape (units,)
            How many of each unit type.

        Returns
        -------
        ndarray of int, shape (posts in all,)
            Cells of stratum x class.
        """
        begins = np.repeat(self.begins[:-1], posts)
        wanted = begins + chance.random(len(begins)) * (np.repeat(self.begins[1:], posts) - begins)
        found = np.searchsorted(self.cumulated, wanted, side="right")
        return np.asarray(self.cells[np.minimum(found, len(self.cells) - 1)])


def vacancies(rules: Rules) -> Vacancies:
    """Sort recruits by unit type.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    Vacancies
        With cells numbered along strata and classes.
    """
    unit = np.repeat(rules.grid.unit_of(), rules.grid.classes)
    order = np.argsort(unit, kind="stable")
    shares = rules.recruits.ravel()[order]
    cells = order[shares > 0.0]
    cumulated = np.cumsum(shares[shares > 0.0])
    ends = np.searchsorted(unit[cells], np.arange(len(rules.grid.units)), side="right")
    return Vacancies(cumulated, cells, np.concatenate([[0.0], cumulated])[np.concatenate([[0], ends])])


@dataclass(frozen=True)
class Tables:
    """Looked up by every block; nothing in it changes.

    Parameters
    ----------
    rules : Rules
        Rates.
    steady : Start
        The force at the start.
    start : Places
        Cells of the start: waiting x months of service x stratum x class.
    waiting : ndarray of int, shape (waiting, 2)
        What officers of the first axis wait for, and the month.
    recruits : Vacancies
        Recruits by stratum x class within each unit type.
    timeline : Timeline
        What of each month depends on the whole force.
    posts : ndarray, shape (months + 1, ranks, units)
        Establishment.
    called : tuple of ndarray
        By wave: cumulated timetable.
    bounds : ndarray, shape (months,)
        No officer in active service is struck by anything with a greater probability in a month.
    other : ndarray, shape (classes,)
        Probability that the quality changes.
    other_cumulated : ndarray, shape (classes, classes)
        To which, cumulated.
    transfer_cumulated : ndarray, shape (strata, strata)
        Where a transfer leads, cumulated.
    allowed : tuple of ndarray of bool, shape (tenure months, strata)
        By lever: who is not exempt as a head or by long service.
    """

    rules: Rules
    steady: Start
    start: Places
    waiting: Whole
    recruits: Vacancies
    timeline: Timeline
    posts: Array
    called: tuple[Array, ...]
    bounds: Array
    other: Array
    other_cumulated: Array
    transfer_cumulated: Array
    allowed: tuple[NDArray[np.bool_], ...]


def make_tables(expected: ExpectedForce) -> Tables:
    """Work out the tables once for all draws.

    Parameters
    ----------
    expected : ExpectedForce
        Expected values of the same force and plan.

    Returns
    -------
    Tables
        For any number of draws, in any threads.
    """
    rules, steady = expected.rules, expected.steady.by_service(expected.rules)
    dated = list(steady.calendar)
    idle = steady.active - sum((steady.calendar[key] for key in dated), np.zeros_like(steady.active))
    # what subtraction leaves of nobody is nobody
    idle[idle < 1e-12 * steady.active.max()] = 0.0
    start = [steady.leave, idle, *(steady.calendar[key] for key in dated)]
    other = rules.change * (1.0 - np.eye(len(rules.change)))
    tenure = np.arange(rules.tenure_months)
    return Tables(
        rules=rules,
        steady=steady,
        start=places(np.stack(start)),
        waiting=np.array([(ON_LEAVE, NEVER), (IDLE, NEVER), *dated], dtype=np.int32),
        recruits=vacancies(rules),
        timeline=expected.timeline,
        posts=expected.path.posts,
        called=tuple(np.cumsum(table) for table in expected.timetables),
        bounds=_bounds(rules, expected.timeline, float(other.sum(axis=1).max())),
        other=other.sum(axis=1),
        other_cumulated=np.cumsum(other, axis=1),
        transfer_cumulated=np.cumsum(rules.transfer, axis=1),
        allowed=tuple(rules.may_be_examined(lever, tenure) for lever in range(len(rules.failing))),
    )


def _bounds(rules: Rules, timeline: Timeline, change: float) -> Array:
    """Greatest probability of a month that anything happens to an officer in active service."""
    long = np.arange(rules.tenure_months - 1) >= LONG_SERVICE_MONTHS
    leaving = np.stack([rules.leaving[:-1][rows].max(axis=0, initial=0.0) for rows in (~long, long)])
    other = rules.starting_leave + rules.appointed + rules.promoted * timeline.promotions
    happening = (leaving[..., None] * timeline.exits).max(axis=(1, 3)) + other
    return np.asarray((happening + (1.0 - happening) * change).max(axis=1))


def next_examination(rules: Rules, month: int) -> tuple[int, int]:
    """Say what an officer waits for after an examination in a month.

    Parameters
    ----------
    rules : Rules
        Rates.
    month : int
        The month.

    Returns
    -------
    tuple of int
        What and when.
    """
    cycle = rules.plan.cycle
    return (CYCLE, month + int(cycle.interval_months)) if cycle else (IDLE, NEVER)
