"""The exact engine: expected officers by cell, month after month, and what both engines start from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.compiled_counts import count_by_service
from senim.personnel.officers.establishment import establishment
from senim.personnel.officers.filling import Filling
from senim.personnel.officers.force import OfficerForce
from senim.personnel.officers.levers import AttestationPlan
from senim.personnel.officers.month import after_appointment_months, draw_up_list, examine_due, reinstate
from senim.personnel.officers.path import FLOWS, OfficerPath, by_axes, tenure_starts
from senim.personnel.officers.rules import Rules, make_rules
from senim.personnel.officers.serving import serve
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
    steady = steady_state(rules)
    grid = rules.grid
    everyone = (steady.active + steady.leave).sum(axis=(1, 2))
    posts = establishment(everyone, force, rules.staffing.cuts, grid, months)
    filling = Filling(rules, posts, timeline, steady)
    state = steady.start(rules, months)
    groups = len(tenure_starts(rules.tenure_months, monthly=monthly_tenure))
    stocks = np.zeros((months + 1, groups, grid.strata, 4))
    flows = np.zeros((months, len(FLOWS), grid.strata, 4))
    tables: dict[int, Array] = {}

    def note(name: str, officers: Array) -> None:
        by_quality = officers.reshape(grid.strata, 4, -1).sum(axis=2)
        flows[month, FLOWS.index(name)] += by_quality

    def tell(column: int) -> None:
        count_by_service(
            state.active,
            state.leave,
            state.newest,
            1 if monthly_tenure else 12,
            grid.effect_classes,
            stocks[column],
            state.first,
            state.end,
        )

    tell(0)
    for month in range(months):
        reinstate(state, note)
        for place, wave in enumerate(plan.waves):
            if wave.first_month == month:
                tables[place] = draw_up_list(state, place, note)
        examine_due(state, note)
        serve(state, note, filling.careers(state))
        hired = filling.start(state)
        state.join(hired, after_appointment_months(rules))
        note("hired", hired)
        note("released", state.release(filling.release(state)))
        filling.order(state, flows[month, FLOWS.index("left")].sum(axis=1))
        tell(month + 1)
    width = len(grid.units)
    path = OfficerPath(
        units=grid.units,
        stocks=by_axes(stocks, width),
        flows=by_axes(flows, width),
        posts=posts.posts,
    )
    return ExpectedForce(
        path=path,
        rules=rules,
        steady=steady,
        timetables=tuple(tables[place] for place in range(len(plan.waves))),
        timeline=timeline,
    )
