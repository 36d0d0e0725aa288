"""Compiled: one intake from its first month of service to its last, with the clock of the law."""

from __future__ import annotations

from senim.personnel.officers.compiled import CHANGE, COEFFICIENTS, bring_forward, clear, enter, examine
from senim.personnel.officers.compiled_careers import chances_of_month, retire, serve
from senim.personnel.officers.compiled_steps import come_back
from senim.personnel.officers.compiling import compiled, compiled_and_kept, pointer
from senim.personnel.officers.lanes import LANES
from senim.personnel.officers.steps import ONCE_MORE

EXAMINED, NOT_YET, DEMOTED, APPOINTED, RETURNED, FAILED_ONCE = range(6)
"""What an intake waits for: the cycle after an examination; the cycle after a date of the first year that
exempts nobody; the first examination after a demotion and after an appointment; the examination after a
leave; to be examined once more."""

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


@compiled_and_kept
def follow_intake(
    sizes,
    rings,
    lags,
    law,
    intake,
    work_there,
    kept_there,
    chances_there,
    rules,
    rows_there,
    kept_rows_there,
    notes_there,
):
    """Follow recruits month by month; fills rows of the start, their common factor, and flows.

    `sizes` are strata, strata that are examined, effect classes, months of service there are, numbers in
    front of a row, and up to how many months of service officers are examined. `rings` are the first slots
    of each kind: one for each month somebody waits. `lags` are the months after which those of each kind
    are due, numbered as `EXAMINED` and the others, and the last from dismissal to return by a court. `law`
    says whether there is a cycle, and whether those new in post wait for it. `work` has slots for officers
    in service, on leave, due and to be examined once more before these. `rules` are as in `run`. The intake
    is the first lane of a tile.
    """
    strata, some, effects, service, front, limit = sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]
    (
        ages_there,
        exits_there,
        career_there,
        promotions_there,
        low_there,
        changes_there,
        shares_there,
        units_there,
        test_there,
    ) = rules
    work, kept, rows, kept_rows, notes = (
        pointer(work_there), pointer(kept_there), pointer(rows_there), pointer(kept_rows_there),
        pointer(notes_there),
    )  # fmt: skip
    ages, span, exits, career = (
        pointer(ages_there),
        ages_there.shape[1],
        pointer(exits_there),
        pointer(career_there),
    )
    promotions, low, change, shares = (
        pointer(promotions_there), pointer(low_there), pointer(changes_there), pointer(shares_there),
    )  # fmt: skip
    unit_shares, test, length = pointer(units_there), pointer(test_there), kept_rows_there.shape[1]
    runs, new_waits, recruits = law[0], law[1], pointer(intake)
    classes, width = 4 * effects, strata // 4
    cells, units = strata * classes, width // 2
    size, base = cells * LANES, (classes + strata) * LANES
    active, leave, due, once_more = base, base + size, base + 2 * size, base + 3 * size
    inverse = strata * LANES
    chances, ending = pointer(chances_there), career[3 * strata]
    chances_of_month(career, promotions, 0, exits, 0, strata, span, chances, 0)
    first = base + (rings[APPOINTED]) * size
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
        returning = base + (rings[RETURNS] + age % (lags[RETURNS] + 1)) * size
        if runs:
            tell(work, returning, rows, ROW_OF_RETURNS * cells * length + here, length, cells)
            come_back(work, active, returning, 0, strata, classes)
            examined = base + (rings[EXAMINED] + age % (lags[EXAMINED] + 1)) * size
            not_yet = base + (rings[NOT_YET] + age % (lags[NOT_YET] + 1)) * size
            demoted = base + (rings[DEMOTED] + age % (lags[DEMOTED] + 1)) * size
            failed = base + (rings[FAILED_ONCE] + age % (lags[FAILED_ONCE] + 1)) * size
            enter(work, returning, kept, inverse, 1.0, work, examined, strata, classes, True)
            clear(work, due, 2 * size)
            for kind in (DEMOTED, APPOINTED, EXAMINED, NOT_YET, RETURNED, FAILED_ONCE):
                since = age - lags[kind]
                if since >= 0 and (kind != NOT_YET or not new_waits):
                    bring_forward(
                        work, base + (rings[kind] + since % (lags[kind] + 1)) * size, LANES, -1, kept, 0,
                        change, lags[kind] * CHANGE, shares, work,
                        once_more if kind == FAILED_ONCE else due, strata, effects, False,
                    )  # fmt: skip
                if kind == APPOINTED and not new_waits:
                    # who is new in post has not waited for an examination, and is due later
                    enter(work, due, kept, inverse, 1.0, work, not_yet, strata, classes, True)
                    clear(work, due, size)
            clear(work, demoted, size)
            clear(work, failed, size)
            back = base + (rings[RETURNS] + (age + lags[RETURNS]) % (lags[RETURNS] + 1)) * size
            clear(work, back, size)
            for variant in range(2):
                if variant == ONCE_MORE or age < limit:
                    examine(
                        work, once_more if variant == ONCE_MORE else due, active, kept, inverse, units,
                        unit_shares, test, variant * classes * COEFFICIENTS, examined, failed, demoted,
                        back, 0, strata if variant == ONCE_MORE else some, width, classes,
                    )  # fmt: skip
            entries = FIRST_ROW * cells * length + here
            tell(work, examined, rows, entries + EXAMINED * cells * length, length, cells)
            if not new_waits:
                tell(work, not_yet, rows, entries + NOT_YET * cells * length, length, cells)
            tell(work, demoted, rows, entries + DEMOTED * cells * length, length, cells)
            tell(work, failed, rows, entries + FAILED_ONCE * cells * length, length, cells)
        if age == service - 1:
            retire(work, active, leave, kept, 0, 0, notes, 0, strata, classes)
            return
        appointed = base + (rings[APPOINTED] + (age + 1) % (lags[APPOINTED] + 1)) * size
        returned = base + (rings[RETURNED] + (age + 1) % (lags[RETURNED] + 1)) * size
        serve(
            work, active, leave, 0, kept, 0, ages, of_ages, of_ages + units * span, chances, 0, ending,
            low, change, CHANGE, shares, appointed, strata, returned, True, -1, True, notes, 0, strata,
            effects,
        )  # fmt: skip
        entries = FIRST_ROW * cells * length + here - 1
        tell(work, appointed, rows, entries + APPOINTED * cells * length, length, cells)
        tell(work, returned, rows, entries + RETURNED * cells * length, length, cells)
