"""A month of careers in expected values: exits, leave, appointments, promotions, change of quality."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers import compiled
from senim.personnel.officers.calendar import APPOINTED, CYCLE, RETURNED
from senim.personnel.officers.cohorts import Cohorts
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.month import Note, after_appointment_months, after_leave_months
from senim.personnel.officers.rules import Rules

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Careers:
    """What a month's careers differ by from the usual.

    Parameters
    ----------
    exits : ndarray, shape (2, strata, 2)
        As in `Timeline`.
    promotions : ndarray, shape (strata,)
        As in `Timeline`.
    """

    exits: Array
    promotions: Array

    @classmethod
    def usual(cls, strata: int) -> Careers:
        """Give those of the steady state.

        Parameters
        ----------
        strata : int
            Number of strata.

        Returns
        -------
        Careers
            All 1.
        """
        return cls(np.ones((2, strata, 2)), np.ones(strata))


def serve(state: Cohorts, note: Note, careers: Careers) -> None:
    """Let officers leave, go on leave and return, be appointed and change; begin the next month.

    Parameters
    ----------
    state : Cohorts
        Changed in place.
    note : callable
        Takes the name of a flow and the officers by stratum and class.
    careers : Careers
        What differs from the usual this month.
    """
    rules, month = state.rules, state.month
    promoted = rules.promoted * careers.promotions
    retiring = state.newest - rules.tenure_months + 1 >= 0
    first, end = state.first + retiring, state.end
    rates = month_rates(state, careers.exits, promoted)
    common = bool(np.array_equal(careers.exits[..., 0], careers.exits[..., 1]))
    low = rules.low_integrity
    if not common:
        state.bring_all_forward(rates[1], low, first, end)
    chances = career_chances(rules, promoted)
    notes = np.zeros((4, *state.active.shape[:2]))
    state.month += 1
    cycle = rules.plan.cycle
    returned = (
        state.entry(CYCLE, month + 1)
        if cycle and not cycle.examination.exemptions.on_leave
        else state.entry(RETURNED, month + after_leave_months(rules))
    )
    compiled.serve(
        state.active,
        state.leave,
        state.kept,
        rates,
        low,
        chances,
        state.change(1),
        rules.effect_shares,
        (state.entry(APPOINTED, month + after_appointment_months(rules)), returned),
        notes,
        common,
        first,
        end,
    )
    state.newest += 1
    for name, counted in zip(("left", "appointed", "began_leave", "ended_leave"), notes, strict=True):
        note(name, counted)


def career_chances(rules: Rules, promoted: Array) -> Array:
    """Chances of a month beside leaving.

    Parameters
    ----------
    rules : Rules
        Rates.
    promoted : ndarray, shape (strata,)
        Chance to be promoted.

    Returns
    -------
    ndarray, shape (4, strata)
        To go on leave, to be appointed, to be promoted, to return from leave.
    """
    ending = np.full_like(promoted, rules.ending_leave)
    return np.stack([rules.starting_leave, rules.appointed, promoted, ending])


def month_rates(state: Cohorts, exits: Array, promoted: Array) -> tuple[Array, Array]:
    """Chances of a month to leave, and that nothing happens.

    Parameters
    ----------
    state : Cohorts
        The force.
    exits : ndarray, shape (2, strata, 2)
        As in `Timeline`.
    promoted : ndarray, shape (strata,)
        Chance to be promoted.

    Returns
    -------
    leaving, staying : ndarray, shape (strata, 2, cohorts)
        Of officers of sound and of low integrity.
    """
    rules = state.rules
    leaving, staying = state.month_rates
    other = rules.starting_leave + rules.appointed + promoted
    compiled.rates_of_month(
        rules.leaving_by_stratum,
        exits,
        other,
        state.newest,
        LONG_SERVICE_MONTHS,
        leaving,
        staying,
        state.first,
        state.end,
    )
    return leaving, staying
