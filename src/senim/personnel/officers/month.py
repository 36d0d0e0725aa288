"""One month of expected officers: returns by court, the list of a wave, examinations."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers import compiled, compiled_counts
from senim.personnel.officers.calendar import APPOINTED, CYCLE, RETURNED, again, listed
from senim.personnel.officers.cohorts import Cohorts
from senim.personnel.officers.grid import HEAD
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


def reinstate(state: Cohorts, note: Note) -> None:
    """Let those return whom a court reinstates this month.

    Parameters
    ----------
    state : Cohorts
        Changed in place.
    note : callable
        Takes the name of a flow and the officers by stratum and class.
    """
    returning = state.take_returning()
    if returning is None:
        return
    window = slice(state.first, state.end)
    state.active[:, :, window] += returning[:, :, window]
    if state.rules.plan.cycle:
        entry = state.entry(CYCLE, state.month + int(state.rules.plan.cycle.interval_months))
        _enter(state, returning, entry)
    note("reinstated", _counted(state, returning))
    state.give_back(returning)


def draw_up_list(state: Cohorts, place: int, note: Note) -> Array:
    """Draw up the list of a wave that begins this month.

    Parameters
    ----------
    state : Cohorts
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
    first, end = _allowed_cohorts(state, lever)
    share = _allowed_strata(rules, lever) * rules.in_scope(wave) * wave.scope.share
    # whoever is in no calendar waits for nothing, and may be listed too
    whole, free = state.empty(), []
    whole[:, :, first:end] = state.active[:, :, first:end]
    for kind, date in state.every_entry():
        new = kind == APPOINTED and date > state.month and exemptions.new_in_post
        protected = is_protected(rules, kind, date, state.month) and exemptions.on_leave
        if kind in (CYCLE, APPOINTED, RETURNED) and not new and not protected:
            free.append((kind, date))
        else:
            state.add_to((kind, date), whole, -1.0)
    whole[:, :, :first] = 0.0
    np.maximum(whole, 0.0, out=whole)
    compiled.scale(whole, share, first, end)
    listed_officers = _counted(state, whole)
    table = timetable(wave, float(listed_officers.sum()))
    # rounding must leave nobody out where all are called
    uncalled = 0.0 if np.isclose(table.sum(), 1.0, rtol=0.0, atol=1e-12) else 1.0 - float(table.sum())
    for key in free:
        compiled.scale(state.calendar[key].officers, 1.0 - share * (1.0 - uncalled), first, end)
    for month, called in enumerate(table, start=int(wave.first_month)):
        if called > 0.0:
            _enter(state, whole, state.entry(listed(lever), month), called)
    note("left_out", listed_officers * uncalled)
    if not exemptions.on_leave:
        # nobody returns from leave into the list: those on leave come before the commission at once
        at_once = state.due()
        at_once[:, :, first:end] = state.leave[:, :, first:end]
        compiled.scale(at_once, share, first, end)
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


def examine_due(state: Cohorts, note: Note) -> None:
    """Examine all whose month has come.

    Parameters
    ----------
    state : Cohorts
        Changed in place.
    note : callable
        Takes the name of a flow and the officers by stratum and class.
    """
    rules, month = state.rules, state.month
    cycle = rules.plan.cycle
    if cycle:
        due = state.due()
        if not cycle.examination.exemptions.new_in_post and state.take(APPOINTED, month, due):
            rest = int(cycle.interval_months) - int(cycle.after_appointment_months)
            _enter(state, due, state.entry(CYCLE, month + rest))
            due = state.due()
        # those who are exempt wait for nothing any more
        taken = [state.take(kind, month, due) for kind in (CYCLE, APPOINTED, RETURNED)]
        if any(taken):
            _examine(state, 0, _allowed(state, 0, due), note)
    else:
        for kind in (CYCLE, APPOINTED, RETURNED):
            state.drop(kind, month)
    for lever in range(1, len(rules.failing)):
        due = state.due()
        if state.take(listed(lever), month, due):
            if cycle:
                # exempt by now: the cycle looks at them next month
                exempt = due.copy()
                exempt[:, :, slice(*_allowed_cohorts(state, lever))] *= ~_allowed_strata(rules, lever)[
                    :, None, None
                ]
                _enter(state, exempt, state.entry(CYCLE, month + 1))
            _examine(state, lever, _allowed(state, lever, due), note)
    for lever in range(len(rules.failing)):
        due = state.due()
        if state.take(again(lever), month, due):
            _examine(state, lever, due, note, first_time=False)


def _enter(state: Cohorts, officers: Array, entry: Array, share: float = 1.0) -> None:
    """Add officers to an entry of the calendar."""
    compiled.enter(entry, officers, state.kept, share, state.first, state.end)


def _counted(state: Cohorts, officers: Array) -> Array:
    counted = np.zeros(officers.shape[:2])
    compiled_counts.count(officers, counted, state.first, state.end)
    return counted


def _allowed_cohorts(state: Cohorts, lever: int) -> tuple[int, int]:
    """Cohorts that are not exempt by long service."""
    examination = state.rules.plan.examinations()[lever]
    long = examination is not None and examination.exemptions.long_service
    return (state.before_service(LONG_SERVICE_MONTHS) if long else state.first), state.end


def _allowed_strata(rules: Rules, lever: int) -> NDArray[np.bool_]:
    """Strata that are not exempt as heads."""
    examination = rules.plan.examinations()[lever]
    heads = examination is not None and examination.exemptions.heads
    return np.asarray((rules.grid.rank_of() != HEAD) | (not heads))


def _allowed(state: Cohorts, lever: int, due: Array) -> Array:
    """Leave out those who are exempt."""
    first, _ = _allowed_cohorts(state, lever)
    due[:, :, state.first : first] = 0.0
    due[~_allowed_strata(state.rules, lever), :, state.first : state.end] = 0.0
    return due


def _examine(
    state: Cohorts,
    lever: int,
    due: Array,
    note: Note,
    *,
    first_time: bool = True,
    on_leave: bool = False,
) -> None:
    """Examine officers; those on leave stay there and get no date."""
    rules, month = state.rules, state.month
    examination = rules.plan.examinations()[lever]
    assert examination is not None
    unfit, failing = examination.unfit, rules.failing[lever]
    repeated = examination.reexamined_share if first_time and not on_leave else 0.0
    cycle = rules.plan.cycle
    nowhere = np.empty((0, 0, 0))
    returned = rules.reinstated(lever) * unfit.dismissed
    slots = (
        nowhere
        if on_leave or not unfit.demoted
        else state.entry(APPOINTED, month + after_appointment_months(rules)),
        state.entry(again(lever), month + int(examination.reexamination_months)) if repeated else nowhere,
        state.returning_in(month + int(unfit.reinstatement_lag_months)) if returned.any() else nowhere,
    )
    seen = np.zeros(due.shape[:2])
    compiled.examine(
        due,
        state.leave if on_leave else state.active,
        state.kept,
        len(rules.grid.units),
        failing,
        repeated,
        (float(unfit.dismissed), float(unfit.demoted), float(unfit.transferred)),
        rules.reinstated(lever) if unfit.dismissed else np.zeros_like(failing),
        rules.unit_shares,
        (cycle is not None, not on_leave),
        slots,
        state.entry(CYCLE, month + int(cycle.interval_months)) if cycle and not on_leave else nowhere,
        seen,
        state.first,
        state.end,
    )
    finding = failing * (1.0 - repeated)
    note("examined", seen)
    note("reserve", seen * ((1.0 - failing) * examination.reserve_share))
    note("re_examination", seen * failing * repeated)
    note("unfit", seen * finding)
    note("demoted", seen * (finding * unfit.demoted))
    note("transferred", seen * (finding * unfit.transferred))
    note("dismissed", seen * (finding * unfit.dismissed))
