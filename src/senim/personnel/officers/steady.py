"""The steady state: what a constant intake becomes when the clock of the law runs on.

One intake is followed from its first month of service to its last. Every month of service of the
force is this intake at that age, so nothing is solved for and nothing is left over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers import compiled
from senim.personnel.officers.calendar import APPOINTED, CYCLE, RETURNED, again
from senim.personnel.officers.cohorts import Cohorts, Key
from senim.personnel.officers.compiled_intake import AT_END, follow_intake
from senim.personnel.officers.grid import HEAD
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.month import after_appointment_months, after_leave_months
from senim.personnel.officers.rules import Rules, quality_change
from senim.personnel.officers.serving import career_chances

Array = NDArray[np.float64]


@dataclass(frozen=True)
class SteadyState:
    """A force at the start of the first month; arrays go by months of service.

    Parameters
    ----------
    active, leave : ndarray, shape (strata, classes, tenure months)
        Expected officers.
    kept : ndarray, shape (strata, tenure months)
        Share of a stratum's intake that has stayed in active service and in its post.
    entered : dict
        By what officers wait for, after how many months, and whether they were entered at the end of a month:
        expected officers by months of service when they were, divided by `kept` of then.
    returned : ndarray, shape (strata, classes, tenure months)
        Who returns by a court in a month.
    return_months : int
        Months from dismissal to return.
    intake : ndarray, shape (strata, classes)
        Recruits a month.
    exits : ndarray, shape (strata,)
        Officers who leave in a month, the dismissed not among them.
    """

    active: Array
    leave: Array
    kept: Array
    entered: dict[tuple[int, int, bool], Array]
    returned: Array
    return_months: int
    intake: Array
    exits: Array

    def start(self, rules: Rules, months: int) -> Cohorts:
        """Spread the force over cohorts, with room for recruits.

        Parameters
        ----------
        rules : Rules
            Rates.
        months : int
            Months that follow.

        Returns
        -------
        Cohorts
            At the start of month 0.
        """
        service = rules.tenure_months
        active, leave = np.zeros((2, *self.active.shape[:2], service + months))
        active[:, :, :service] = self.active[:, :, ::-1]
        leave[:, :, :service] = self.leave[:, :, ::-1]
        state = Cohorts(rules=rules, active=active, leave=leave, newest=service - 1)
        for key in self.dates():
            state.unborn[key] = _Birth(self, state, key)
        for month in range(self.return_months if self.returned.any() else 0):
            # by service at the start of month 0
            returning = state.returning_in(month)
            returning[:, :, month:service] = self.returned[:, :, month:][:, :, ::-1]
        return state

    def by_service(self, rules: Rules) -> Start:
        """Give the force at the start by months of service, every entry brought forward.

        Parameters
        ----------
        rules : Rules
            Rates.

        Returns
        -------
        Start
            What the simulation of individuals draws from.
        """
        state = self.start(rules, 0)
        returning = {month: _by_service(officers) for month, officers in state.returning.items()}
        calendar = {}
        for key in state.every_entry():
            officers = np.zeros_like(state.active)
            state.add_to(key, officers)
            calendar[key] = _by_service(officers)
        return Start(_by_service(state.active), _by_service(state.leave), calendar, returning)

    def dates(self) -> list[Key]:
        """Name the entries of the start.

        Returns
        -------
        list of tuple of int
            What officers wait for and the month.
        """
        return sorted(
            {
                (kind, date)
                for kind, after, at_end in self.entered
                for date in range(after + 1 if at_end else after)
            }
        )


@dataclass(frozen=True)
class Start:
    """A force at the start of the first month, by months of service.

    Parameters
    ----------
    active, leave : ndarray, shape (tenure months, strata, classes)
        Expected officers.
    calendar : dict
        By what they wait for and the month: expected officers, same shape.
    reinstatements : dict
        By month: who of those dismissed before returns, by service at the start.
    """

    active: Array
    leave: Array
    calendar: dict[Key, Array]
    reinstatements: dict[int, Array]

    @property
    def everyone(self) -> Array:
        """All officers, same shape."""
        return self.active + self.leave


def _by_service(officers: Array) -> Array:
    return np.ascontiguousarray(officers[:, :, ::-1].transpose(2, 0, 1))


@dataclass(frozen=True)
class _Birth:
    """Makes an entry of the start when somebody asks for it."""

    steady: SteadyState
    state: Cohorts
    key: Key

    def __call__(self, into: Array) -> None:
        kind, date = self.key
        for (what, after, at_end), put in self.steady.entered.items():
            ago = after - date
            if what == kind and (ago > 0 or (at_end and ago == 0)):
                compiled.start_entry(
                    put,
                    self.steady.kept,
                    ago,
                    self.state.change(ago),
                    self.state.rules.effect_shares,
                    into,
                    0,
                    self.state.rules.tenure_months - 1,
                )


def steady_state(rules: Rules) -> SteadyState:
    """Follow one intake through its service and scale it to the force.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    SteadyState
        Expected officers at the start of the first month.
    """
    grid, cycle, months = rules.grid, rules.plan.cycle, rules.tenure_months
    one = grid.strata, grid.classes, 1
    kinds, lags = _dates(rules)
    exemptions = cycle.examination.exemptions if cycle else None
    told, returned = np.zeros((2, months, *one)), np.zeros((months + lags[-1], *one))
    kept, entered = np.empty((months, grid.strata)), np.zeros((len(kinds), months + 1, *one))
    notes = np.zeros((4, *one[:2]))
    active, leave, due, once_more = np.zeros((4, *one))
    active[:, :, 0] = rules.recruits
    rates = np.zeros((2, grid.strata, 2, 1))
    follow_intake(
        rules.leaving_by_stratum,
        career_chances(rules, rules.promoted),
        rules.starting_leave + rules.appointed + rules.promoted,
        np.ones((2, grid.strata, 2)),
        (rates[0], rates[1]),
        rules.low_integrity,
        np.stack([quality_change(rules, later) for later in range(max(lags) + 1)]),
        rules.effect_shares,
        np.array(lags),
        (cycle is not None, exemptions is None or exemptions.new_in_post),
        (grid.rank_of() != HEAD) | (exemptions is not None and not exemptions.heads),
        LONG_SERVICE_MONTHS if exemptions is None or exemptions.long_service else months,
        _test(rules),
        rules.unit_shares,
        (0, 1),
        True,
        (active, leave, np.ones((grid.strata, 1)), due, once_more, np.zeros(one[:2])),
        (told[0], told[1], kept, returned, entered, notes),
    )
    scale = rules.force.officers / float(told.sum())
    return SteadyState(
        active=_by_months(told[0], scale),
        leave=_by_months(told[1], scale),
        kept=np.ascontiguousarray(kept.T),
        entered={
            (kind, later, at_end): _by_months(officers[:months], scale)
            for kind, later, at_end, officers in zip(kinds, lags, AT_END, entered, strict=False)
            if officers.any()
        },
        returned=_by_months(returned[:months], scale),
        return_months=lags[-1],
        intake=rules.recruits * scale,
        exits=notes[0].sum(axis=1) * scale,
    )


def _by_months(officers: Array, scale: float) -> Array:
    return np.ascontiguousarray(officers[..., 0].transpose(1, 2, 0)) * scale


def _dates(rules: Rules) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What officers wait for and after how many months, by kind; last, the months to a return by a court."""
    cycle = rules.plan.cycle
    new, back = after_appointment_months(rules), after_leave_months(rules)
    if cycle is None:
        # nobody is examined: only the protection of those new in post and back from leave counts
        return (CYCLE, CYCLE, APPOINTED, APPOINTED, RETURNED, again(0)), (
            new,
            new,
            new,
            new - 1,
            back - 1,
            new,
            0,
        )
    interval, examination = int(cycle.interval_months), cycle.examination
    waits = examination.exemptions.on_leave
    kinds = (CYCLE, CYCLE, APPOINTED, APPOINTED, RETURNED if waits else CYCLE, again(0))
    lags = (interval, interval - new, new, new - 1, back - 1 if waits else 0)
    later = int(examination.reexamination_months), int(examination.unfit.reinstatement_lag_months)
    return kinds, (*lags, *later)


def _test(rules: Rules) -> tuple[Array, float, tuple[float, float, float], Array]:
    """What the examination of the cycle does."""
    failing = rules.failing[0]
    if rules.plan.cycle is None:
        return failing, 0.0, (0.0, 0.0, 0.0), np.zeros_like(failing)
    examination = rules.plan.cycle.examination
    unfit = examination.unfit
    shares = float(unfit.dismissed), float(unfit.demoted), float(unfit.transferred)
    return failing, float(examination.reexamined_share), shares, rules.reinstated(0)
