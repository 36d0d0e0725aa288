"""One month of expected officers: returns by court, the list of a wave, examinations, careers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.calendar import (
    APPOINTED,
    CYCLE,
    RETURNED,
    ServiceState,
    again,
    listed,
    one_older,
)
from senim.personnel.officers.grid import RANKS
from senim.personnel.officers.levers import (
    EARLIEST_AFTER_LEAVE_MONTHS,
    LATEST_AFTER_LEAVE_MONTHS,
    LONG_SERVICE_MONTHS,
    ExtraordinaryWave,
)
from senim.personnel.officers.rules import Rules

Array = NDArray[np.float64]
Note = Callable[[str, Array], None]
NEW_IN_POST_MONTHS = 12


def after_appointment_months(rules: Rules) -> int:
    """Months in which an officer counts as new in post.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    int
        The cycle's, or a year.
    """
    cycle = rules.plan.cycle
    return int(cycle.after_appointment_months) if cycle else NEW_IN_POST_MONTHS


def after_leave_months(rules: Rules) -> int:
    """Months from a return to the examination.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    int
        The cycle's, or the latest the law allows.
    """
    cycle = rules.plan.cycle
    return int(cycle.after_leave_months) if cycle else LATEST_AFTER_LEAVE_MONTHS


def timetable(wave: ExtraordinaryWave, size: float) -> Array:
    """Share of the list that is called in each month of a wave.

    Parameters
    ----------
    wave : ExtraordinaryWave
        The wave.
    size : float
        Expected officers on the list.

    Returns
    -------
    ndarray, shape (months of the wave,)
        Sums to 1, or to less where the capacity does not suffice.
    """
    months = int(wave.last_month) - int(wave.first_month) + 1
    if wave.capacity_monthly is None:
        return np.full(months, 1.0 / months)
    if size <= 0.0:
        return np.zeros(months)
    called = np.clip(size - wave.capacity_monthly * np.arange(months), 0.0, wave.capacity_monthly)
    return np.asarray(called / size)


def reinstate(state: ServiceState, note: Note) -> None:
    """Let those return whom a court reinstates this month.

    Parameters
    ----------
    state : ServiceState
        Changed in place.
    note : callable
        Takes the name of a flow and the officers by stratum and class.
    """
    if state.month in state.reinstatements:
        returning = state.take_reinstated()
        state.active = state.active + returning
        _wait_for_next(state, returning)
        note("reinstated", returning.sum(axis=0))


def draw_up_list(state: ServiceState, place: int, note: Note) -> Array:
    """Draw up the list of a wave that begins this month.

    Parameters
    ----------
    state : ServiceState
        Changed in place.
    place : int
        Place of the wave in the plan.
    note : callable
        Takes the name of a flow and the officers by stratum and class.

    Returns
    -------
    ndarray
        The timetable.
    """
    rules, lever = state.rules, place + 1
    wave = rules.plan.waves[place]
    exemptions = wave.examination.exemptions
    meant = rules.may_be_examined(lever, state.tenure) & rules.in_scope(wave)
    share = (meant * wave.scope.share)[..., None]
    # whoever is in no calendar waits for nothing, and may be listed too
    whole, kept_dates = state.active.copy(), []
    for kind, date in list(state.calendar):
        officers = state.take(kind, date)
        new = kind == APPOINTED and date > state.month and exemptions.new_in_post
        protected = is_protected(rules, kind, date, state.month) and exemptions.on_leave
        free = kind in (CYCLE, APPOINTED, RETURNED) and not new and not protected
        if not free:
            whole -= officers
        kept_dates.append((kind, date, officers, free))
    whole = np.maximum(whole, 0.0) * share
    table = timetable(wave, float(whole.sum()))
    # rounding must leave nobody out where all are called
    uncalled = 0.0 if np.isclose(table.sum(), 1.0, rtol=0.0, atol=1e-12) else 1.0 - float(table.sum())
    rest = 1.0 - share * (1.0 - uncalled)
    for kind, date, officers, free in kept_dates:
        state.put(kind, date, officers * rest if free else officers)
    for month, called in enumerate(table, start=int(wave.first_month)):
        if called > 0.0:
            state.put(listed(lever), month, whole * called)
    note("left_out", whole.sum(axis=0) * uncalled)
    # nobody returns from leave into the list: those on leave come before the commission at once
    at_once = state.leave * share
    if at_once.any() and not exemptions.on_leave:
        _examine(state, lever, at_once, note, on_leave=True)
    return table


def is_protected(rules: Rules, kind: int, date: int, month: int) -> bool:
    """Say whether officers are back from leave for too short a time to be examined.

    Parameters
    ----------
    rules : Rules
        Rates.
    kind, date : int
        What they wait for and when.
    month : int
        The month.

    Returns
    -------
    bool
        True for months in which the exemption of leave would hold.
    """
    returned = date - after_leave_months(rules)
    return kind == RETURNED and month < returned + EARLIEST_AFTER_LEAVE_MONTHS


def examine_due(state: ServiceState, note: Note) -> None:
    """Examine all whose month has come.

    Parameters
    ----------
    state : ServiceState
        Changed in place.
    note : callable
        Takes the name of a flow and the officers by stratum and class.
    """
    rules, month = state.rules, state.month
    cycle = rules.plan.cycle
    if (APPOINTED, month) in state.calendar and cycle and not cycle.examination.exemptions.new_in_post:
        rest = int(cycle.interval_months) - int(cycle.after_appointment_months)
        state.put(CYCLE, month + rest, state.take(APPOINTED, month))
    due = [
        state.take(kind, month) for kind in (CYCLE, APPOINTED, RETURNED) if (kind, month) in state.calendar
    ]
    if due and cycle:
        # those who are exempt wait for nothing any more
        _examine(state, 0, sum(due[1:], due[0]) * rules.may_be_examined(0, state.tenure)[..., None], note)
    for lever in range(1, len(rules.failing)):
        if (listed(lever), month) in state.calendar:
            officers = state.take(listed(lever), month)
            allowed = rules.may_be_examined(lever, state.tenure)[..., None]
            if cycle:
                # exempt by now: the cycle looks at them next month
                state.put(CYCLE, month + 1, officers * ~allowed)
            _examine(state, lever, officers * allowed, note)
    for lever in range(len(rules.failing)):
        if (again(lever), month) in state.calendar:
            _examine(state, lever, state.take(again(lever), month), note, first=False)


def _wait_for_next(state: ServiceState, officers: Array) -> None:
    if state.rules.plan.cycle:
        state.put(CYCLE, state.month + int(state.rules.plan.cycle.interval_months), officers)


def _examine(
    state: ServiceState,
    lever: int,
    examined: Array,
    note: Note,
    *,
    first: bool = True,
    on_leave: bool = False,
) -> None:
    """Examine officers; those on leave stay there and get no date."""
    rules = state.rules
    examination = rules.plan.examinations()[lever]
    assert examination is not None
    unfit, failing = examination.unfit, rules.failing[lever]
    repeating = failing * (examination.reexamined_share if first and not on_leave else 0.0)
    finding = failing - repeating
    change, fit = examined * (-finding), examined * (1.0 - failing)
    change *= unfit.dismissed + unfit.demoted + unfit.transferred
    if unfit.transferred:
        elsewhere = rules.transfer.T @ (examined * (finding * unfit.transferred))
        change += elsewhere
        fit += elsewhere
    if unfit.demoted:
        lower = one_rank_on(rules, examined * (finding * unfit.demoted), -1)
        change += lower
    if on_leave:
        state.leave = state.leave + change
    else:
        state.active = state.active + change
        _wait_for_next(state, fit)
        if unfit.demoted:
            state.put(APPOINTED, state.month + after_appointment_months(rules), lower)
        if repeating.any():
            state.put(again(lever), state.month + int(examination.reexamination_months), examined * repeating)
    returning = finding * unfit.dismissed * rules.reinstated(lever)
    if returning.any():
        state.reinstate_later(int(unfit.reinstatement_lag_months), examined * returning)
    seen = examined.sum(axis=0)
    note("examined", seen)
    note("reserve", seen * ((1.0 - failing) * examination.reserve_share))
    note("re_examination", seen * repeating)
    note("unfit", seen * finding)
    note("demoted", seen * (finding * unfit.demoted))
    note("transferred", seen * (finding * unfit.transferred))
    note("dismissed", seen * (finding * unfit.dismissed))


def one_rank_on(rules: Rules, officers: Array, steps: int) -> Array:
    """Move officers to the next rank group; those at the end stay.

    Parameters
    ----------
    rules : Rules
        Rates.
    officers : ndarray, shape (rows, strata, classes)
        Who.
    steps : int
        1 for up, -1 for down.

    Returns
    -------
    ndarray, shape (rows, strata, classes)
        A new array.
    """
    width = rules.grid.strata // len(RANKS)
    moved = np.zeros_like(officers)
    if steps > 0:
        moved[:, width:] = officers[:, :-width]
        moved[:, -width:] += officers[:, -width:]
    else:
        moved[:, :-width] = officers[:, width:]
        moved[:, :width] += officers[:, :width]
    return moved


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


def leaving_rates(rules: Rules, tenure: NDArray[np.intp], exits: Array) -> Array:
    """Probability to leave this month.

    Parameters
    ----------
    rules : Rules
        Rates.
    tenure : ndarray of int, shape (rows,)
        Months of service.
    exits : ndarray, shape (2, strata, 2)
        As in `Timeline`.

    Returns
    -------
    ndarray, shape (rows, strata, 1) or (rows, strata, classes)
        By class where integrity makes a difference.
    """
    long = (tenure >= LONG_SERVICE_MONTHS).astype(np.intp)
    if np.array_equal(exits[..., 0], exits[..., 1]):
        leaving = (rules.leaving[tenure] * exits[long, :, 0])[..., None]
    else:
        leaving = (
            rules.leaving[tenure][..., None] * exits[long][..., rules.grid.low_integrity().astype(np.intp)]
        )
    leaving[tenure == rules.tenure_months - 1] = 1.0
    return np.asarray(leaving)


def serve(state: ServiceState, note: Note, careers: Careers) -> None:
    """Let officers leave, go on leave and return, be appointed and change; begin the next month.

    Parameters
    ----------
    state : ServiceState
        Changed in place.
    note : callable
        Takes the name of a flow and the officers by stratum and class.
    careers : Careers
        What differs from the usual this month.
    """
    rules, tenure, month = state.rules, state.tenure, state.month
    active, leave = state.active, state.leave
    leaving, promoted = leaving_rates(rules, tenure, careers.exits), rules.promoted * careers.promotions
    # in the last month of service everybody leaves and nothing else happens
    serving_on = (tenure < rules.tenure_months - 1)[:, None]
    going = rules.starting_leave * serving_on
    happening = (rules.starting_leave + rules.appointed + promoted) * serving_on
    staying = 1.0 - leaving - happening[..., None]
    back = leave * rules.ending_leave * serving_on[..., None]
    appointed = active * (rules.appointed * serving_on)[..., None]
    if promoted.any():
        appointed += one_rank_on(rules, active * (promoted * serving_on)[..., None], 1)
    note("left", ((active + leave) * leaving).sum(axis=0))
    note("appointed", appointed.sum(axis=0))
    note("began_leave", _total(active, going))
    note("ended_leave", back.sum(axis=0))
    away = leave * (1.0 - leaving)
    away -= back
    away += active * going[..., None]
    serving = state.changed(active * staying, 1)
    serving += appointed
    serving += back
    state.advance(serving, away, staying[..., 0] if staying.shape[-1] == 1 else staying)
    if state.moving_rows:
        appointed, back = one_older(appointed), one_older(back)
    state.put(APPOINTED, month + after_appointment_months(rules), appointed)
    cycle = rules.plan.cycle
    if cycle and not cycle.examination.exemptions.on_leave:
        state.put(CYCLE, month + 1, back)
    else:
        state.put(RETURNED, month + after_leave_months(rules), back)


def _total(officers: Array, rate: Array) -> Array:
    """Sum over service, by stratum and class."""
    return np.asarray(np.einsum("tsq,ts->sq", officers, rate))
