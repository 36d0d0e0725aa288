"""The clock of the law for one officer: when a career is examined, and when a wave passes it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from senim.arguments import ArgumentCheck
from senim.personnel.officers.cycle import leaves_waiting
from senim.personnel.officers.levers import (
    EARLIEST_AFTER_LEAVE_MONTHS,
    LATEST_AFTER_LEAVE_MONTHS,
    LONG_SERVICE_MONTHS,
    ExtraordinaryWave,
    LawCycle,
)

_MONTHS = 12.0


@dataclass(frozen=True, kw_only=True)
class Career:
    """What happens to one officer, in months of service.

    Parameters
    ----------
    months : int
        Length of the career.
    appointments : sequence of int
        Unequal appointments beside the first, which is month 0.
    leaves : sequence of (int, int)
        First month on pregnancy or childcare leave, and the month of return; in order.
    """

    months: int
    appointments: Sequence[int] = ()
    leaves: Sequence[tuple[int, int]] = ()


def law_clock_events(
    career: Career, cycle: LawCycle, waves: Sequence[tuple[ExtraordinaryWave, int]] = ()
) -> pd.DataFrame:
    """Follow one officer who passes every examination through the clock of the law.

    The clock starts anew with each examination, unequal appointment and return from leave, as in
    `senim.personnel.officers`.

    Parameters
    ----------
    career : Career
        The career.
    cycle : LawCycle
        The clock, without dates, pauses and capacity.
    waves : sequence of (ExtraordinaryWave, int)
        Waves, their months counted in months of this service, and the month in which this officer is
        called if on the list. Their scope is taken to hold the officer.

    Returns
    -------
    DataFrame
        Columns ``kind`` (named as the timeline of `senim.brief.charts` does), ``start`` and ``end`` in
        years of service.

    Raises
    ------
    ArgumentError
        If months are out of order or beyond the career, or the cycle leaves officers waiting; names all.
    """
    _check(career, cycle, waves)
    exempt_from = LONG_SERVICE_MONTHS if cycle.examination.exemptions.long_service else career.months
    exempt_from = min(exempt_from, career.months)
    rows: list[tuple[str, int, int]] = [("service", 0, exempt_from)]
    if exempt_from < career.months:
        rows.append(("exempt", exempt_from, career.months))
    for first, back in career.leaves:
        window = (back + EARLIEST_AFTER_LEAVE_MONTHS, back + LATEST_AFTER_LEAVE_MONTHS)
        rows += [("leave", first, back), ("window", *window)]
    appointments = sorted({0, *career.appointments})
    rows += [("appointment", month, month) for month in appointments]
    rows += [(kind, month, month) for kind, month in _examinations(career, cycle, waves, appointments)]
    table = pd.DataFrame(rows, columns=["kind", "start", "end"])
    table = table[table["start"] < career.months]
    table["end"] = table["end"].clip(upper=career.months)
    return table.assign(start=table["start"] / _MONTHS, end=table["end"] / _MONTHS).reset_index(drop=True)


def _examinations(
    career: Career,
    cycle: LawCycle,
    waves: Sequence[tuple[ExtraordinaryWave, int]],
    appointments: Sequence[int],
) -> list[tuple[str, int]]:
    exemptions = cycle.examination.exemptions
    due: int | None = None
    new_until, protected_until = 0, 0
    listed: dict[int, bool] = {}
    found = []
    for month in range(career.months):
        if month in appointments:
            listed.clear()
            new_until = month + cycle.after_appointment_months
            wait = cycle.after_appointment_months if exemptions.new_in_post else cycle.interval_months
            due = month + wait
        for first, back in career.leaves:
            if month == first:
                due = None
                listed.clear()
            elif month == back:
                protected_until = month + EARLIEST_AFTER_LEAVE_MONTHS
                due = month + (cycle.after_leave_months if exemptions.on_leave else 1)
        away = any(first <= month < back for first, back in career.leaves)
        for place, (wave, called) in enumerate(waves):
            own = wave.examination.exemptions
            long = own.long_service and month >= LONG_SERVICE_MONTHS
            if month == wave.first_month:
                new = own.new_in_post and month < new_until
                back_lately = own.on_leave and (away or month < protected_until)
                listed[place] = not (long or new or back_lately)
                # the wave's date takes the place of the cycle's
                due = None if listed[place] else due
            if month == called:
                examined = listed.get(place, False) and not long
                found.append(("examination" if examined else "no_examination", month))
                due = month + cycle.interval_months if examined else due
        if due == month:
            if exemptions.long_service and month >= LONG_SERVICE_MONTHS:
                due = None
            else:
                found.append(("examination", month))
                due = month + cycle.interval_months
    return found


def _check(career: Career, cycle: LawCycle, waves: Sequence[tuple[ExtraordinaryWave, int]]) -> None:
    check = ArgumentCheck("senim.personnel.law_clock_events")
    if leaves_waiting(cycle):
        check.refuse(
            "cycle",
            "it has dates, pauses or a capacity, so chance decides when an officer is called",
            "Give the clock of the law without them.",
        )
    check.between("career.months", career.months, 1, 720)
    for month in career.appointments:
        check.between("career.appointments", month, 0, career.months - 1)
    before = 0
    for first, back in career.leaves:
        if not before <= first < back <= career.months:
            check.refuse(
                "career.leaves",
                f"({first}, {back}) is no leave after month {before} within the career",
                "Give first month and month of return, in order.",
            )
        before = back
    for wave, called in waves:
        if not wave.first_month <= called <= wave.last_month:
            check.refuse(
                "waves",
                f"month {called} lies outside the wave, {wave.first_month} to {wave.last_month}",
                "Call the officer within the wave.",
            )
    check.raise_if_any()
