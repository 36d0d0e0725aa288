"""What the plain engine looks up: cumulated rates, and where officers start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.plain_officers.roster import NEVER
from senim.personnel.officers.calendar import CYCLE, IDLE, ON_LEAVE
from senim.personnel.officers.expected import ExpectedForce
from senim.personnel.officers.rules import Rules
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
class PlainTables:
    """Looked up by every block; nothing in it changes.

    Parameters
    ----------
    rules : Rules
        Rates.
    returning : dict
        By month: who of those dismissed before the start returns.
    start : Places
        Cells of the start: waiting x months of service x stratum x class.
    waiting : ndarray of int, shape (waiting, 2)
        What officers of the first axis wait for, and the month.
    recruits : Vacancies
        Recruits of each unit type.
    timeline : Timeline
        What ties officers together.
    posts : ndarray, shape (months + 1, ranks, units)
        Establishment.
    low_integrity : ndarray of int, shape (classes,)
        1 for classes of low integrity.
    called : tuple of ndarray
        By wave: cumulated timetable.
    bound : ndarray, shape (months,)
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
    returning: dict[int, Places]
    start: Places
    waiting: Whole
    recruits: Vacancies
    timeline: Timeline
    posts: Array
    low_integrity: NDArray[np.intp]
    called: tuple[Array, ...]
    bound: Array
    other: Array
    other_cumulated: Array
    transfer_cumulated: Array
    allowed: tuple[NDArray[np.bool_], ...]


def plain_tables(expected: ExpectedForce) -> PlainTables:
    """Work out the tables once for all draws.

    Parameters
    ----------
    expected : ExpectedForce
        Expected values of the same force and plan.

    Returns
    -------
    PlainTables
        For any number of draws, in any threads.
    """
    rules, steady = expected.rules, expected.at_start()
    dated = list(steady.calendar)
    idle = steady.active - sum((steady.calendar[key] for key in dated), np.zeros_like(steady.active))
    # what subtraction leaves of nobody is nobody
    idle[idle < 1e-12 * steady.active.max()] = 0.0
    start = [steady.leave, idle, *(steady.calendar[key] for key in dated)]
    other = rules.change * (1.0 - np.eye(len(rules.change)))
    timeline = expected.timeline
    tenure = np.arange(rules.tenure_months)
    leaving = rules.leaving[:-1].max(axis=0, initial=0.0) * timeline.exits.max(axis=(1, 3))
    promoted = rules.promoted * timeline.promotions
    struck = np.minimum((leaving + rules.starting_leave + rules.appointed + promoted).max(axis=1), 1.0)
    return PlainTables(
        rules=rules,
        returning={month: places(officers) for month, officers in steady.reinstatements.items()},
        start=places(np.stack(start)),
        waiting=np.array([(ON_LEAVE, NEVER), (IDLE, NEVER), *dated], dtype=np.int32),
        recruits=vacancies(rules),
        timeline=timeline,
        posts=expected.path.posts,
        low_integrity=rules.grid.quality_of() % 2,
        called=tuple(np.cumsum(table) for table in expected.timetables),
        bound=struck + (1.0 - struck) * other.sum(axis=1).max(),
        other=other.sum(axis=1),
        other_cumulated=np.cumsum(other, axis=1),
        transfer_cumulated=np.cumsum(rules.transfer, axis=1),
        allowed=tuple(rules.may_be_examined(lever, tenure) for lever in range(len(rules.failing))),
    )


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
