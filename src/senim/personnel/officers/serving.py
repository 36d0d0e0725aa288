"""A month of careers in expected values: exits, leave, appointments, promotions, change of quality."""

from __future__ import annotations

from senim.personnel.officers import steps
from senim.personnel.officers.calendar import (
    APPOINTED,
    CYCLE,
    RETURNED,
    after_appointment_months,
    after_leave_months,
)
from senim.personnel.officers.cohorts import Cohorts
from senim.personnel.officers.cycle import leaves_waiting


def serve(state: Cohorts) -> None:
    """Let officers leave, go on leave and return, be appointed and change; begin the next month.

    Parameters
    ----------
    state : Cohorts
        Changed in place. What differs from the usual this month is in its timeline.
    """
    rules, month = state.rules, state.month
    cycle = rules.plan.cycle
    common = bool(state.common[month])
    if not common:
        state.bring_all_forward()
    after, back = after_appointment_months(rules), after_leave_months(rules)
    at_once = cycle is not None and not cycle.examination.exemptions.on_leave
    state.month += 1
    until, strata = _looked_for(state, min(after, 1 if at_once else back))
    returned, fresh = state.entry(CYCLE, month + 1) if at_once else state.entry(RETURNED, month + back)
    appointed, _ = state.entry(APPOINTED, month + after)
    state.step(
        steps.SERVE, month, appointed, until, strata, returned, int(fresh), int(state.demoted), int(common)
    )
    state.newest += 1
    state.demoted = False


def join(state: Cohorts) -> None:
    """Let recruits of the month that has just ended begin, and wait for their first examination.

    Parameters
    ----------
    state : Cohorts
        After `serve`.
    """
    month = state.month - 1
    slot, _ = state.entry(APPOINTED, month + after_appointment_months(state.rules))
    state.step(steps.JOIN, month, slot)


def _looked_for(state: Cohorts, wait: int) -> tuple[int, int]:
    """Say up to which service, and of how many strata, entries of this month will be looked for."""
    rules = state.rules
    cycle = rules.plan.cycle
    if cycle is None or leaves_waiting(cycle) or not cycle.examination.exemptions.new_in_post:
        return steps.NO_LIMIT, rules.grid.strata
    for wave in rules.plan.waves:
        exemptions = wave.examination.exemptions
        if wave.first_month >= state.month and (exemptions.new_in_post or exemptions.on_leave):
            return steps.NO_LIMIT, rules.grid.strata
    until, strata = state.asked_of[0].limits
    return until - wait, strata
