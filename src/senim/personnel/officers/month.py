"""One month of expected officers: returns by court, the list of a wave, examinations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers import steps
from senim.personnel.officers.calendar import (
    APPOINTED,
    CYCLE,
    RETURNED,
    again,
    leaves_out,
    listed,
)
from senim.personnel.officers.cohorts import Cohorts
from senim.personnel.officers.cycle import leaves_waiting, share_called
from senim.personnel.officers.levers import ExtraordinaryWave, LawCycle
from senim.personnel.officers.tallies import first_of_cycle

Array = NDArray[np.float64]


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


def reinstate(state: Cohorts) -> None:
    """Let those return whom a court reinstates this month.

    Parameters
    ----------
    state : Cohorts
        Changed in place.
    """
    if state.month < state.steady.return_months:
        state.step(steps.RETURN_AT_START, state.month)
        _come_back(state, steps.DUE)
    slot = state.returning.pop(state.month, None)
    if slot is not None:
        _come_back(state, slot)
        state.give_back(slot)


def draw_up_list(state: Cohorts, place: int) -> Array:
    """Draw up the list of a wave that begins this month.

    Parameters
    ----------
    state : Cohorts
        Changed in place.
    place : int
        Place of the wave in the plan.

    Returns
    -------
    ndarray
        The timetable.
    """
    rules, lever = state.rules, place + 1
    wave = rules.plan.waves[place]
    exemptions = wave.examination.exemptions
    long = int(exemptions.long_service)
    share = state.asked_of[lever].allowed * rules.in_scope(wave) * wave.scope.share
    # whoever is in no calendar waits for nothing, and may be listed too
    whole, free = state.take_slot(), []
    state.step(steps.COPY, steps.ACTIVE, whole)
    state.bear_all()
    for (kind, date), entries in state.calendar.items():
        if leaves_out(rules, exemptions, kind, date, state.month):
            for entry in entries:
                state.step(steps.LESS, entry.slot, state.month - entry.since, whole)
        else:
            free += entries
    state.step(steps.DRAW, whole, state.factor(share), long, place)
    size = 0.0
    if wave.capacity_monthly is not None:
        state.do()
        size = float(state.told.listed[place].sum())
    table = timetable(wave, size)
    # rounding must leave nobody out where all are called
    uncalled = 0.0 if np.isclose(table.sum(), 1.0, rtol=0.0, atol=1e-12) else 1.0 - float(table.sum())
    called_from = state.factor(share * (1.0 - uncalled))
    for entry in free:
        state.step(steps.SCALE, entry.slot, called_from, long)
    for month, called in enumerate(table, start=int(wave.first_month)):
        if called > 0.0:
            _enter(state, whole, listed(lever), month, float(called))
    state.told.uncalled[place] = uncalled
    state.give_back(whole)
    if not exemptions.on_leave:
        # nobody returns from leave into the list: those on leave come before the commission at once
        state.step(steps.COPY, steps.LEAVE, steps.DUE)
        state.step(steps.MEANT, steps.DUE, state.factor(share), long)
        _examine(state, lever, steps.ON_LEAVE)
    return table


def begin_cycle(state: Cohorts) -> None:
    """Give a date to those in active service who have none, where the clock of the law begins this month.

    Parameters
    ----------
    state : Cohorts
        Changed in place.
    """
    cycle = state.rules.plan.cycle
    if cycle is None or cycle.first_month != state.month:
        return
    idle, interval = state.take_slot(), int(cycle.interval_months)
    state.step(steps.COPY, steps.ACTIVE, idle)
    state.bear_all()
    for entries in state.calendar.values():
        for entry in entries:
            state.step(steps.LESS, entry.slot, state.month - entry.since, idle)
    everybody = state.factor(1.0)
    # rounding must leave less than nobody nowhere
    state.step(steps.DRAW, idle, everybody, 0, first_of_cycle(state.rules) + state.months)
    for later in range(interval):
        _enter(state, idle, CYCLE, state.month + later, 1.0 / interval)
    state.give_back(idle)


def examine_due(state: Cohorts) -> None:
    """Examine all whose month has come.

    Parameters
    ----------
    state : Cohorts
        Changed in place.
    """
    rules, month = state.rules, state.month
    cycle = rules.plan.cycle
    keys = (CYCLE, month), (APPOINTED, month), (RETURNED, month)
    if cycle and state.timeline.cycle[month] >= 0.0:
        if not cycle.examination.exemptions.new_in_post and state.take(((APPOINTED, month),)):
            rest = int(cycle.interval_months) - int(cycle.after_appointment_months)
            _enter(state, steps.DUE, CYCLE, month + rest)
        until, strata = state.asked_of[0].limits
        if leaves_waiting(cycle):
            if state.take(keys):
                _call(state, cycle)
        elif state.take(keys, until=until, strata=strata):
            # those who are exempt wait for nothing any more
            _leave_out(state, 0)
            _examine(state, 0, until=until, strata=strata)
    else:
        state.drop(keys)
    for lever in range(1, len(rules.failing)):
        if not state.waits(listed(lever), month):
            continue
        until, strata = state.asked_of[lever].limits
        key = listed(lever), month
        if cycle:
            if state.take((key,)):
                # exempt by now: the cycle looks at them next month
                _leave_out(state, lever, *state.entry(CYCLE, month + 1))
                _examine(state, lever, until=until, strata=strata)
        elif state.take((key,), until=until, strata=strata):
            _leave_out(state, lever)
            _examine(state, lever, until=until, strata=strata)
    for lever in range(len(rules.failing)):
        if state.waits(again(lever), month) and state.take(((again(lever), month),)):
            _examine(state, lever, steps.ONCE_MORE)


def _call(state: Cohorts, cycle: LawCycle) -> None:
    """Examine of those due by the cycle as many as are called this month, by lot; the others wait."""
    month, asked = state.month, state.asked_of[0]
    place, share = first_of_cycle(state.rules) + month, float(state.timeline.cycle[month])
    # those who are exempt wait for nothing any more
    state.step(steps.DRAW, steps.DUE, state.factor(asked.allowed), int(asked.exempts_long), place)
    if share > 0.0 and cycle.capacity_monthly is not None:
        state.do()
        share = share_called(float(state.told.listed[place].sum()), cycle.capacity_monthly)
        state.timeline.cycle[month] = share
    state.told.uncalled[place] = 1.0 - share
    if share < 1.0:
        _enter(state, steps.DUE, CYCLE, month + 1, 1.0 - share)
        state.step(steps.MEANT, steps.DUE, state.factor(share), 0)
    if share > 0.0:
        _examine(state, 0)


def _come_back(state: Cohorts, slot: int) -> None:
    state.step(steps.REINSTATE, slot, 0, state.month)
    cycle = state.rules.plan.cycle
    if cycle:
        _enter(state, slot, CYCLE, state.month + int(cycle.interval_months))


def _enter(state: Cohorts, officers: int, kind: int, date: int, share: float = 1.0) -> None:
    """Add officers to an entry of the calendar."""
    slot, fresh = state.entry(kind, date)
    if slot >= 0:
        state.step(steps.ENTER, officers, slot, state.factor(share), int(fresh))


def _leave_out(state: Cohorts, lever: int, slot: int = -1, fresh: bool = False) -> None:
    """Keep of those due whom nothing exempts; the others go to an entry."""
    asked = state.asked_of[lever]
    allowed = state.factor(asked.allowed)
    state.step(steps.EXEMPT, steps.DUE, slot, int(fresh), int(asked.exempts_long), allowed)


def _examine(
    state: Cohorts,
    lever: int,
    variant: int = steps.FIRST_TIME,
    *,
    until: int = steps.NO_LIMIT,
    strata: int | None = None,
) -> None:
    """Examine those due; those on leave stay there and get no date."""
    rules, month = state.rules, state.month
    asked, cycle = state.asked_of[lever], rules.plan.cycle
    examination = asked.examination
    unfit = examination.unfit
    serving = variant != steps.ON_LEAVE
    nowhere = -1, False
    entries = [
        state.entry(CYCLE, month + int(cycle.interval_months)) if cycle and serving else nowhere,
        state.entry(again(lever), month + int(examination.reexamination_months))
        if examination.reexamined_share and variant == steps.FIRST_TIME
        else nowhere,
        (steps.DEMOTED, not state.demoted) if unfit.demoted and serving else nowhere,
        _returning(state, month + int(unfit.reinstatement_lag_months)) if asked.some_return else nowhere,
    ]
    state.demoted |= entries[2][0] >= 0
    fresh = sum(1 << place for place, (_, new) in enumerate(entries) if new)
    whom = steps.ACTIVE if serving else steps.LEAVE
    slots = (slot for slot, _ in entries)
    state.step(steps.EXAMINE, lever, variant, whom, *slots, fresh, month, until=until, strata=strata)


def _returning(state: Cohorts, month: int) -> tuple[int, bool]:
    """Give those who return by a court in a month, to add to."""
    if month >= state.months:
        return -1, False
    if month in state.returning:
        return state.returning[month], False
    state.returning[month] = state.take_slot()
    return state.returning[month], True
