"""Compiled: one intake from its first month of service to its last, with the clock of the law."""

from __future__ import annotations

from senim.personnel.officers.compiled import (
    CHANGE,
    COEFFICIENTS,
    bring_forward,
    clear,
    come_back,
    enter,
    examine,
)
from senim.personnel.officers.compiled_careers import chances_of_month, retire, serve
from senim.personnel.officers.compiling import compiled
from senim.personnel.officers.lanes import LANES
from senim.personnel.officers.steps import ONCE_MORE

EXAMINED, NOT_YET, DEMOTED, APPOINTED, RETURNED, FAILED_ONCE = range(6)
"""What an intake waits for: the cycle after an examination; the cycle after a date of the first year that
exempts nobody; the first examination after a demotion and after an appointment; the examination after a
leave; to be examined once more."""

LINE = 8
"""Numbers in a line of what an intake is followed by."""

RETURNS = 6
"""Place of the months from dismissal to return by a court among the months of all kinds."""

AT_END = (False, False, False, True, True, False)
"""Whether they are entered at the end of a month."""

ROW_OF_RETURNS, FIRST_ROW = 2, 3
"""Rows of the start: in service, on leave, who returns by a court, then entries by kind."""


@compiled
def tell(work, slot, rows, at, stride, cells):
    """Write the intake to a row of each stratum and class."""
    for c in range(cells):
        rows[at + c * stride] = work[slot + c * LANES]


@compiled
def follow_intake(
    book, work, kept, rows, kept_rows, length, ages, span, exits, career, promotions, low, change, shares,
    unit_shares, test, chances, recruits, notes, strata, effects, service, front,
):  # fmt: skip
    """Follow recruits month by month; fills rows of the start, their common factor, and flows.

    `book` has lines of `LINE` numbers. First, the first slots of each kind: one for each month somebody
    waits. Then the months after which those of each kind are due, numbered as `EXAMINED` and the others,
    and those from dismissal to return by a court. Last, whether there is a cycle, whether those new in post
    wait for it, how many strata are examined, and up to how many months of service. `work` has slots for
    officers in service, on leave, due and to be examined once more before these. The intake is the first
    lane of a tile.
    """
    # a number the compiler does not know ahead, so that loops are compiled once and not for each number
    lags, zero = LINE, strata - strata
    runs, new_waits, some, limit = book[2 * LINE], book[2 * LINE + 1], book[2 * LINE + 2], book[2 * LINE + 3]
    classes, width = 4 * effects, strata // 4
    cells, units = strata * classes, width // 2
    size, base = cells * LANES, (classes + strata) * LANES
    active, leave, due, once_more = base, base + size, base + 2 * size, base + 3 * size
    inverse, ending = strata * LANES, career[3 * strata]
    chances_of_month(career, promotions, zero, exits, zero, strata, span, chances, zero)
    first = base + book[APPOINTED] * size
    for place in range(2 * strata * LANES):
        kept[place] = 1.0
    for c in range(cells):
        work[active + c * LANES] = recruits[c]
        work[first + c * LANES] = recruits[c]
    tell(work, first, rows, (FIRST_ROW + APPOINTED) * cells * length + front + service - 1, length, cells)
    for age in range(service):
        here, of_ages = front + service - 1 - age, front + service - 1 - age
        tell(work, active, rows, here, length, cells)
        tell(work, leave, rows, cells * length + here, length, cells)
        for s in range(strata):
            kept_rows[s * length + here] = kept[s * LANES]
        returning = base + (book[RETURNS] + age % (book[lags + RETURNS] + 1)) * size
        if runs:
            tell(work, returning, rows, ROW_OF_RETURNS * cells * length + here, length, cells)
            come_back(work, active, returning, zero, strata, classes)
            examined = base + (book[EXAMINED] + age % (book[lags + EXAMINED] + 1)) * size
            not_yet = base + (book[NOT_YET] + age % (book[lags + NOT_YET] + 1)) * size
            demoted = base + (book[DEMOTED] + age % (book[lags + DEMOTED] + 1)) * size
            failed = base + (book[FAILED_ONCE] + age % (book[lags + FAILED_ONCE] + 1)) * size
            enter(work, returning, kept, inverse, 1.0, work, examined, strata, classes, bool(1))
            clear(work, due, 2 * size)
            for kind in (DEMOTED, APPOINTED, EXAMINED, NOT_YET, RETURNED, FAILED_ONCE):
                since = age - book[lags + kind]
                if since >= 0 and (kind != NOT_YET or not new_waits):
                    bring_forward(
                        work, base + (book[kind] + since % (book[lags + kind] + 1)) * size, zero + LANES,
                        zero - 1, kept, zero, change, book[lags + kind] * CHANGE, shares, work,
                        once_more if kind == FAILED_ONCE else due, strata, effects, bool(0),
                    )  # fmt: skip
                if kind == APPOINTED and not new_waits:
                    # who is new in post has not waited for an examination, and is due later
                    enter(work, due, kept, inverse, 1.0, work, not_yet, strata, classes, bool(1))
                    clear(work, due, size)
            clear(work, demoted, size)
            clear(work, failed, size)
            back = base + (book[RETURNS] + (age + book[lags + RETURNS]) % (book[lags + RETURNS] + 1)) * size
            clear(work, back, size)
            for variant in range(2):
                if variant == ONCE_MORE or age < limit:
                    examine(
                        work, once_more if variant == ONCE_MORE else due, active, kept, inverse, units,
                        unit_shares, test, variant * classes * COEFFICIENTS, examined, failed, demoted,
                        back, zero, strata if variant == ONCE_MORE else some, width, classes,
                    )  # fmt: skip
            entries = FIRST_ROW * cells * length + here
            tell(work, examined, rows, entries + EXAMINED * cells * length, length, cells)
            if not new_waits:
                tell(work, not_yet, rows, entries + NOT_YET * cells * length, length, cells)
            tell(work, demoted, rows, entries + DEMOTED * cells * length, length, cells)
            tell(work, failed, rows, entries + FAILED_ONCE * cells * length, length, cells)
        if age == service - 1:
            retire(work, active, leave, kept, zero, zero, notes, zero, strata, classes)
            return
        appointed = base + (book[APPOINTED] + (age + 1) % (book[lags + APPOINTED] + 1)) * size
        returned = base + (book[RETURNED] + (age + 1) % (book[lags + RETURNED] + 1)) * size
        serve(
            work, active, leave, zero, kept, zero, ages, of_ages, of_ages + units * span, chances,
            zero, ending, low, change, zero + CHANGE, shares, appointed, strata, returned, bool(1),
            zero - 1, bool(1), notes, zero, strata, effects,
        )  # fmt: skip
        entries = FIRST_ROW * cells * length + here - 1
        tell(work, appointed, rows, entries + APPOINTED * cells * length, length, cells)
        tell(work, returned, rows, entries + RETURNED * cells * length, length, cells)
