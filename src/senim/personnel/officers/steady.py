"""The steady state: what a constant intake becomes when the clock of the law runs on.

One intake is followed from its first month of service to its last. Every month of service of the
force is this intake at that age, so nothing is solved for and nothing is left over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.calendar import APPOINTED, ServiceState
from senim.personnel.officers.month import Careers, after_appointment_months, examine_due, reinstate, serve
from senim.personnel.officers.rules import Rules

Array = NDArray[np.float64]


@dataclass(frozen=True)
class SteadyState:
    """A force at the start of the first month.

    Parameters
    ----------
    active, leave : ndarray, shape (tenure months, strata, classes)
        Expected officers.
    calendar : dict
        By what they wait for and the months until then: expected officers, same shape.
    reinstatements : dict
        By month: who of those dismissed before returns, by service at the start.
    intake : ndarray, shape (strata, classes)
        Recruits a month.
    exits : ndarray, shape (strata,)
        Officers who leave in a month, the dismissed not among them.
    """

    active: Array
    leave: Array
    calendar: dict[tuple[int, int], Array]
    reinstatements: dict[int, Array]
    intake: Array
    exits: Array


@dataclass
class _Intake(ServiceState):
    """One intake growing older, which remembers every entry of its calendar."""

    entries: list[tuple[int, int, Array, int, int]] = field(default_factory=list)
    visible_from: int = 0

    def put(self, kind: int, date: int, officers: Array) -> None:
        """Write officers into the calendar and remember them.

        Parameters
        ----------
        kind, date : int
            What they wait for and when.
        officers : ndarray, shape (1, strata, classes)
            Who.
        """
        self.entries.append((kind, date, officers, self.month, self.visible_from))
        super().put(kind, date, officers)


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
    months, strata, classes = rules.tenure_months, rules.grid.strata, rules.grid.classes
    recruits = rules.recruits[None]
    intake = _Intake(
        rules=rules,
        active=recruits,
        leave=np.zeros_like(recruits),
        moving_rows=False,
    )
    intake.put(APPOINTED, after_appointment_months(rules) - 1, recruits)
    active, leave = np.empty((2, months, strata, classes))
    kept = np.empty((months, strata))
    returned, left = np.zeros((months, strata, classes)), np.zeros(strata)
    usual = Careers.usual(strata)

    def note(name: str, officers: Array) -> None:
        if name == "left":
            left[:] += officers.sum(axis=1)
        elif name == "reinstated":
            returned[intake.month] = officers

    for age in range(months):
        active[age], leave[age], kept[age] = intake.active[0], intake.leave[0], intake.kept[0]
        intake.visible_from = age + 1
        reinstate(intake, note)
        examine_due(intake, note)
        serve(intake, note, usual)
    scale = rules.force.officers / float(active.sum() + leave.sum())
    calendar = {key: officers * scale for key, officers in _calendar(intake, rules, kept).items()}
    cycle = rules.plan.cycle
    lag = int(cycle.examination.unfit.reinstatement_lag_months) if cycle else 0
    later = {month: np.zeros_like(active) for month in range(lag if returned.any() else 0)}
    for month, officers in later.items():
        officers[: months - month] = returned[month:] * scale
    return SteadyState(
        active=active * scale,
        leave=leave * scale,
        calendar=calendar,
        reinstatements=later,
        intake=rules.recruits * scale,
        exits=left * scale,
    )


def _calendar(intake: _Intake, rules: Rules, kept: Array) -> dict[tuple[int, int], Array]:
    """Spread what was entered over the ages at which it waits."""
    months, shape = rules.tenure_months, (rules.tenure_months, rules.grid.strata, rules.grid.classes)
    powers = intake.powers(max(date - since for _, date, _, since, _ in intake.entries))
    unchanging = np.array_equal(powers[0], powers[1])
    blocks: dict[int, Array] = {}
    for kind, date, officers, since, visible in intake.entries:
        last = min(date, months - 1)
        if visible > last or since >= months or not officers.any():
            continue
        ages = np.arange(visible, last + 1)
        factor = np.divide(kept[ages], kept[since], out=np.zeros_like(kept[ages]), where=kept[since] > 0.0)
        waiting = officers * factor[..., None]
        if not unchanging:
            waiting = waiting @ powers[ages - since]
        if kind not in blocks:
            longest = max(until - seen for what, until, _, _, seen in intake.entries if what == kind)
            blocks[kind] = np.zeros((longest + 1, *shape))
        blocks[kind][date - ages, ages] += waiting
    return {
        (kind, rest): officers
        for kind, block in blocks.items()
        for rest, officers in enumerate(block)
        if officers.any()
    }
