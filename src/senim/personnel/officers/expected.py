"""The exact engine: expected officers by cell, month after month, and what both engines start from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers import steps
from senim.personnel.officers.cohorts import Cohorts
from senim.personnel.officers.establishment import establishment
from senim.personnel.officers.filling import Filling
from senim.personnel.officers.force import OfficerForce
from senim.personnel.officers.levers import AttestationPlan
from senim.personnel.officers.month import begin_cycle, draw_up_list, examine_due, reinstate
from senim.personnel.officers.path import OfficerPath, by_axes, tenure_starts
from senim.personnel.officers.rules import Rules, make_rules
from senim.personnel.officers.serving import join, serve
from senim.personnel.officers.staffing import StaffingPlan
from senim.personnel.officers.steady import Start, SteadyState, steady_state
from senim.personnel.officers.timeline import Timeline, empty_timeline

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ExpectedForce:
    """Expected values, and what the simulation of individuals takes from them.

    Parameters
    ----------
    path : OfficerPath
        Expected stocks and flows.
    rules : Rules
        Monthly rates.
    steady : SteadyState
        The force at the start.
    timetables : tuple of ndarray
        By wave: share of its list called in each of its months.
    timeline : Timeline
        What of each month depends on the whole force.
    """

    path: OfficerPath
    rules: Rules
    steady: SteadyState
    timetables: tuple[Array, ...]
    timeline: Timeline

    def at_start(self) -> Start:
        """Give the force at the start by months of service.

        Returns
        -------
        Start
            The steady state before any wave.
        """
        return self.steady.by_service(self.rules)


def expected_force(
    force: OfficerForce,
    plan: AttestationPlan,
    months: int,
    *,
    staffing: StaffingPlan | None = None,
    monthly_tenure: bool = False,
) -> ExpectedForce:
    """Work out the expected officers of every cell in every month.

    Parameters
    ----------
    force : OfficerForce
        The force.
    plan : AttestationPlan
        Who is examined.
    months : int
        How many months; 1 to 1,200.
    staffing : StaffingPlan or None
        What is done to posts and pay, and how posts are filled; None, recruits come in constant numbers.
    monthly_tenure : bool
        Whether stocks are told by month of service, else by year.

    Returns
    -------
    ExpectedForce
        Stocks and flows, and what the simulation of individuals starts from.

    Raises
    ------
    ArgumentError
        If anything is wrong in the force or a plan; names all of it before anything runs.
    """
    rules = make_rules(force, plan, months, staffing)
    timeline = empty_timeline(rules, months)
    steady = steady_state(rules, months)
    grid = rules.grid
    posts = establishment(steady.everyone(), force, rules.staffing.cuts, grid, months)
    filling = Filling(rules, posts, timeline, steady)
    state = Cohorts(
        rules,
        steady,
        timeline,
        group_months=1 if monthly_tenure else 12,
        groups=len(tenure_starts(rules.tenure_months, monthly=monthly_tenure)),
        asked=filling.asks or _has_capacity(plan),
    )
    tables: dict[int, Array] = {}
    state.step(steps.COUNT, 0)
    for month in range(months):
        reinstate(state)
        for place, wave in enumerate(plan.waves):
            if wave.first_month == month:
                tables[place] = draw_up_list(state, place)
        begin_cycle(state)
        examine_due(state)
        filling.careers(state)
        serve(state)
        filling.end(state)
        join(state)
        if timeline.released[month].any():
            state.step(steps.RELEASE, month)
        state.step(steps.COUNT, month + 1)
    state.do()
    width = len(grid.units)
    path = OfficerPath(
        units=grid.units,
        stocks=by_axes(state.told.stocks, width),
        flows=by_axes(state.told.flows(rules), width),
        posts=posts.posts,
    )
    return ExpectedForce(
        path=path,
        rules=rules,
        steady=steady,
        timetables=tuple(tables[place] for place in range(len(plan.waves))),
        timeline=timeline,
    )


def _has_capacity(plan: AttestationPlan) -> bool:
    """Whether the number of officers decides who is called."""
    limits = [wave.capacity_monthly for wave in plan.waves]
    if plan.cycle is not None:
        limits.append(plan.cycle.capacity_monthly)
    return any(limit is not None for limit in limits)
