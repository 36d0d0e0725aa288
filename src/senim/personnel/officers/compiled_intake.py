"""Compiled: one intake from its first month of service to its last, with the clock of the law."""

from __future__ import annotations

from senim.personnel.officers.compiled import (
    bring_forward,
    clear,
    enter,
    examine,
    rates_of_month,
    serve,
)
from senim.personnel.officers.compiling import compiled, compiled_and_kept

EXAMINED, NOT_YET, DEMOTED, APPOINTED, RETURNED, FAILED_ONCE = range(6)
"""What an intake waits for: the cycle after an examination; the cycle after a date of the first year that
exempts nobody; the first examination after a demotion and after an appointment; the examination after a
leave; to be examined once more."""

RETURNS = 6
"""Place of the months from dismissal to return by a court among the months of all kinds."""

AT_END = (False, False, False, True, True, False)
"""Whether they are entered at the end of a month."""


@compiled
def of(entered, kind, month):
    """Give entries of a kind and a month: calls compile faster than indices."""
    return entered[kind, month]


@compiled
def month_of(officers, month):
    """Give officers of a month."""
    return officers[month]


@compiled
def copy(officers, into):
    """Write officers of one cohort."""
    for s in range(into.shape[0]):
        for c in range(into.shape[1]):
            into[s, c, 0] = officers[s, c, 0]


@compiled
def join(officers, into):
    """Add officers of one cohort."""
    for s in range(into.shape[0]):
        for c in range(into.shape[1]):
            into[s, c, 0] += officers[s, c, 0]


@compiled_and_kept
def follow_intake(
    leaving, chances, other, exits, rates, low, changes, shares, lags, law, examined, limits, test,
    unit_shares, window, common, work, found,
):  # fmt: skip
    """Follow recruits month by month; fills `found`.

    `lags` are the months after which those of each kind are due, numbered as `EXAMINED` and the
    others, and the last from dismissal to return by a court. `law` says whether there is a cycle, and
    whether those new in post wait for it. `examined` says which strata are, `limits` up to how many
    months of service. `test` holds the chances to fail, the share examined once more, what becomes of
    the unfit, and who returns. `window` are the first cohort, 0, and the end, 1, and `common` is true:
    as arguments they do not make the compiler compile everything once more. `work` are officers in active
    service (at first, recruits) and on leave, the common factor, and room for those due. `found` are
    officers in active service and on leave, the common factor, those who return, entries by kind, all by
    months of service first, then flows by stratum and class. Arrays of officers are strata x classes x 1.
    """
    first, end = window
    active, leave, kept, due, once_more, seen = work
    active_told, leave_told, kept_told, returned, entered, notes = found
    failing, again, unfit, reinstated = test
    runs, new_waits = law
    service, strata, classes, _ = active_told.shape
    join(active, of(entered, APPOINTED, 0))
    for age in range(service):
        copy(active, month_of(active_told, age))
        copy(leave, month_of(leave_told, age))
        for s in range(strata):
            kept_told[age, s] = kept[s, 0]
        join(month_of(returned, age), active)
        if runs:
            enter(of(entered, EXAMINED, age), month_of(returned, age), kept, 1.0, first, end)
            clear(due, first, end)
            clear(once_more, first, end)
            for kind in (DEMOTED, APPOINTED, EXAMINED, NOT_YET, RETURNED, FAILED_ONCE):
                since = age - lags[kind]
                if since >= 0:
                    into = once_more if kind == FAILED_ONCE else due
                    bring_forward(
                        of(entered, kind, since), kept, changes[lags[kind]], shares, into, 1.0, first, end
                    )
                if kind == APPOINTED and not new_waits:
                    # who is new in post has not waited for an examination, and is due later
                    enter(of(entered, NOT_YET, age), due, kept, 1.0, first, end)
                    clear(due, first, end)
            for s in range(strata):
                if age >= limits or not examined[s]:
                    for c in range(classes):
                        due[s, c, 0] = 0.0
            entries = (
                of(entered, DEMOTED, age),
                of(entered, FAILED_ONCE, age),
                month_of(returned, age + lags[RETURNS]),
            )
            for repeated in (False, True):
                examine(
                    once_more if repeated else due, active, kept, unit_shares.size, failing,
                    0.0 if repeated else again, unfit, reinstated, unit_shares, (runs, runs), entries,
                    of(entered, EXAMINED, age), seen, first, end,
                )  # fmt: skip
        rates_of_month(leaving, exits, other, age, service, rates[0], rates[1], first, end)
        slots = (of(entered, APPOINTED, age + 1), of(entered, RETURNED, age + 1))
        last = end if age == service - 1 else first
        serve(active, leave, kept, rates, low, chances, changes[1], shares, slots, notes, common, last, end)
