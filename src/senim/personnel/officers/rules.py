"""From a description to the monthly rates that both engines use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.cycle import note_calendar
from senim.personnel.officers.effect import class_shares, effect_edges, fail_rates_by_class
from senim.personnel.officers.force import OfficerForce, note_force, note_whole
from senim.personnel.officers.grid import HEAD, RANKS, SEXES, WOMAN, Grid
from senim.personnel.officers.levers import (
    LONG_SERVICE_MONTHS,
    AttestationPlan,
    ExtraordinaryWave,
    note_plan,
)
from senim.personnel.officers.staffing import StaffingPlan, note_staffing

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Rules:
    """Monthly rates and numbered strata.

    Parameters
    ----------
    force : OfficerForce
        The force.
    plan : AttestationPlan
        Who is examined.
    staffing : StaffingPlan
        What is done to posts and pay.
    grid : Grid
        Numbers of strata and classes.
    leaving : ndarray, shape (tenure months, strata)
        Probability to leave in a month; 1 in the last month of service.
    starting_leave, appointed, promoted : ndarray, shape (strata,)
        Probability to begin a leave, or to get an unequal post inside or above the rank group.
    ending_leave : float
        Probability that a leave ends.
    change : ndarray, shape (classes, classes)
        Where the quality of those who stay goes in a month, row to column.
    quality_change : ndarray, shape (4, 4)
        The same by quality.
    effect_shares : ndarray, shape (4, effect classes)
        Share of each class within its quality.
    failing : tuple of ndarray, shape (classes,)
        Probability to fail each examination, the cycle's first.
    promoted_to, demoted_to : ndarray, shape (strata,)
        Stratum after a promotion and a demotion.
    transfer : ndarray, shape (strata, strata)
        Where a transfer leads: to another unit type, by its share of recruits.
    recruits : ndarray, shape (strata, classes)
        Shares of recruits.
    """

    force: OfficerForce
    plan: AttestationPlan
    staffing: StaffingPlan
    grid: Grid
    leaving: Array
    starting_leave: Array
    appointed: Array
    promoted: Array
    ending_leave: float
    change: Array
    quality_change: Array
    effect_shares: Array
    failing: tuple[Array, ...]
    promoted_to: NDArray[np.intp]
    demoted_to: NDArray[np.intp]
    transfer: Array
    recruits: Array

    @cached_property
    def leaving_by_stratum(self) -> Array:
        """`leaving` by stratum first, shape (strata, tenure months)."""
        return np.ascontiguousarray(self.leaving.T)

    @cached_property
    def low_integrity(self) -> NDArray[np.intp]:
        """Whether a class is of low integrity, 0 or 1, shape (classes,)."""
        return self.grid.low_integrity().astype(np.intp)

    @cached_property
    def unit_shares(self) -> Array:
        """Share of recruits of each unit type, shape (units,)."""
        return np.array(list(self.force.recruits_by_unit.values()), dtype=np.float64)

    @property
    def tenure_months(self) -> int:
        """Months of service anybody can reach."""
        return len(self.leaving)

    def reinstated(self, lever: int) -> Array:
        """Share of the dismissed who return, by class.

        Parameters
        ----------
        lever : int
            0 for the cycle, then the waves.

        Returns
        -------
        ndarray, shape (classes,)
            From 0 to 1.
        """
        examination = self.plan.examinations()[lever]
        assert examination is not None
        unfit = examination.unfit
        return np.where(self.grid.quality_of() == 0, unfit.reinstated_sound, unfit.reinstated_problem)

    def may_be_examined(self, lever: int, tenure: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say who is not exempt as a head or by long service.

        Parameters
        ----------
        lever : int
            0 for the cycle, then the waves.
        tenure : ndarray of int, shape (n,)
            Months of service.

        Returns
        -------
        ndarray of bool, shape (n, strata)
            Nobody where there is no examination.
        """
        examination = self.plan.examinations()[lever]
        if examination is None:
            return np.zeros((len(tenure), self.grid.strata), dtype=bool)
        allowed = np.ones((len(tenure), self.grid.strata), dtype=bool)
        if examination.exemptions.long_service:
            allowed[tenure >= LONG_SERVICE_MONTHS] = False
        if examination.exemptions.heads:
            allowed[:, self.grid.rank_of() == HEAD] = False
        return allowed

    def in_scope(self, wave: ExtraordinaryWave) -> NDArray[np.bool_]:
        """Say which strata a wave is meant for.

        Parameters
        ----------
        wave : ExtraordinaryWave
            The wave.

        Returns
        -------
        ndarray of bool, shape (strata,)
            True for those it is meant for.
        """
        ranks = [RANKS.index(name) for name in wave.scope.ranks or RANKS]
        units = [self.grid.units.index(name) for name in wave.scope.units or self.grid.units]
        return np.isin(self.grid.rank_of(), ranks) & np.isin(self.grid.unit_of(), units)


def make_rules(
    force: OfficerForce, plan: AttestationPlan, months: int, staffing: StaffingPlan | None = None
) -> Rules:
    """Check a description and work out its monthly rates.

    Parameters
    ----------
    force : OfficerForce
        The force.
    plan : AttestationPlan
        Who is examined.
    months : int
        How many months are simulated.
    staffing : StaffingPlan or None
        What is done to posts and pay; None, nothing.

    Returns
    -------
    Rules
        What both engines use.

    Raises
    ------
    ArgumentError
        If anything is wrong in the force or a plan; names all of it.
    """
    staffing = StaffingPlan() if staffing is None else staffing
    check = ArgumentCheck("senim.personnel.officers")
    note_whole(check, "months", months, 1, 1200)
    note_force(check, force)
    note_plan(check, plan, force, months)
    if plan.cycle is not None:
        note_calendar(check, plan.cycle, months)
    note_staffing(check, staffing, force, months)
    check.raise_if_any()
    tests = [examination.test for examination in plan.examinations() if examination is not None]
    edges = effect_edges(tests, plan.effect_classes)
    grid = Grid(units=force.units, effect_classes=edges.shape[1] + 1)
    leaving = _leaving(force, grid)
    promoted = np.array([monthly(force.promotions_yearly.get(name, 0.0)) for name in RANKS])[grid.rank_of()]
    appointed = np.full(grid.strata, monthly(force.appointments_yearly))
    starting_leave = np.where(grid.sex_of() == WOMAN, monthly(force.women_leave_yearly), 0.0)
    if (leaving[:-1] + promoted + appointed + starting_leave > 1.0).any():
        check.refuse("force", "exits, leave and appointments of a month exceed 1", "Lower the yearly rates.")
    if (leaving[:-1] + 1.0 / force.leave_months > 1.0).any():
        check.refuse("force.leave_months", "exits and returns of a month exceed 1", "Make leave longer.")
    check.raise_if_any()
    shares = class_shares(edges)
    quality_change = _quality_change(force)
    return Rules(
        force=force,
        plan=plan,
        staffing=staffing,
        grid=grid,
        leaving=leaving,
        starting_leave=starting_leave,
        appointed=appointed,
        promoted=promoted,
        ending_leave=1.0 / force.leave_months,
        change=_change(quality_change, shares),
        quality_change=quality_change,
        effect_shares=shares,
        failing=tuple(
            fail_rates_by_class(item.test, edges) if item else np.zeros(grid.classes)
            for item in plan.examinations()
        ),
        promoted_to=grid.rank_shifted(1),
        demoted_to=grid.rank_shifted(-1),
        transfer=_transfer(force, grid),
        recruits=_recruits(force, grid, shares),
    )


def quality_change(rules: Rules, months: int) -> Array:
    """Work out what becomes of qualities within some months.

    Parameters
    ----------
    rules : Rules
        Rates.
    months : int
        How many.

    Returns
    -------
    ndarray, shape (2, 4, 4)
        From row to column, and on the diagonal of the second who never changed.
    """
    whole = np.linalg.matrix_power(rules.quality_change, months)
    never = np.diag(np.diag(rules.quality_change) ** months)
    return np.stack([whole, never])


def monthly(yearly: float) -> float:
    """Turn the probability of a year into that of each of its months.

    Parameters
    ----------
    yearly : float
        From 0 to below 1.

    Returns
    -------
    float
        Compounds to `yearly` in twelve months.

    Examples
    --------
    >>> round(1 - (1 - monthly(0.3)) ** 12, 6)
    0.3
    """
    return 1.0 - float((1.0 - yearly) ** (1.0 / 12.0))


def _leaving(force: OfficerForce, grid: Grid) -> Array:
    months = np.arange(int(force.longest_service_years) * 12)
    starts = np.array([start * 12.0 for start, _ in force.exits_yearly])
    rates = np.array([monthly(yearly) for _, yearly in force.exits_yearly])
    by_month = rates[np.searchsorted(starts, months, side="right") - 1]
    multiples = np.array([force.exit_multiples_by_unit.get(name, 1.0) for name in grid.units])
    leaving = by_month[:, None] * multiples[grid.unit_of()]
    leaving[-1] = 1.0
    return np.asarray(leaving)


def _quality_change(force: OfficerForce) -> Array:
    learning, turning, mending = (
        monthly(min(yearly, float(np.nextafter(1.0, 0.0))))
        for yearly in (force.learning_yearly, force.turning_yearly, force.mending_yearly)
    )
    competence = np.array([[1.0, 0.0], [learning, 1.0 - learning]])
    integrity = np.array([[1.0 - turning, turning], [mending, 1.0 - mending]])
    return np.kron(competence, integrity)


def _change(quality: Array, shares: Array) -> Array:
    classes = shares.shape[1]
    # whoever changes is a new case for the test; whoever does not keeps the class
    spread = quality[:, None, :, None] * np.broadcast_to(shares, (4, classes, 4, classes))
    for place in range(4):
        spread[place, :, place, :] = quality[place, place] * np.eye(classes)
    return np.asarray(spread.reshape(4 * classes, 4 * classes))


def _transfer(force: OfficerForce, grid: Grid) -> Array:
    shares = np.array(list(force.recruits_by_unit.values()))
    units = len(shares)
    to_unit = np.tile(shares, (units, 1)) * (1.0 - np.eye(units))
    total = to_unit.sum(axis=1, keepdims=True)
    to_unit = np.where(total > 0.0, to_unit / np.where(total > 0.0, total, 1.0), np.eye(units))
    return np.kron(np.eye(len(RANKS)), np.kron(to_unit, np.eye(len(SEXES))))


def _recruits(force: OfficerForce, grid: Grid, shares: Array) -> Array:
    ranks = np.array([force.recruits_by_rank.get(name, 0.0) for name in RANKS])
    units = np.array(list(force.recruits_by_unit.values()))
    sexes = np.array([1.0 - force.recruits_women, force.recruits_women])
    strata = ranks[:, None, None] * units[:, None] * sexes
    low, problem = force.recruits_low_competence, force.recruits_problem
    quality = np.kron([1.0 - low, low], [1.0 - problem, problem])
    return np.asarray(strata.reshape(-1, 1) * (quality[:, None] * shares).reshape(1, -1))
