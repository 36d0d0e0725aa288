"""Compiled loops of the exact engine; arrays are strata x classes x cohorts, inner loops run over cohorts.

A cohort is everybody of one month of intake. Rows are cut to the cohorts in service first and counted
from 0, so that the compiler knows they cannot wrap around. No loop reorders sums, so results are the same
on every processor. Classes are quality times effect class, in this order.
"""

from __future__ import annotations

import numpy as np

from senim.personnel.officers.compiling import compiled, compiled_and_kept

QUALITIES_THERE_ARE = 4
RANKS_THERE_ARE = 4
SEXES_THERE_ARE = 2
LEAST_KEPT = 1e-250
"""A common factor never becomes 0: whoever it belongs to is gone long before."""


@compiled
def add(out, row, factor):
    """Add a multiple of a row."""
    for k in range(out.size):
        out[k] += row[k] * factor


@compiled
def add_product(out, row, other, factor):
    """Add a multiple of the product of two rows."""
    for k in range(out.size):
        out[k] += row[k] * other[k] * factor


@compiled
def multiply(out, row, other):
    """Write the product of two rows."""
    for k in range(out.size):
        out[k] = row[k] * other[k]


@compiled
def invert(out, row):
    """Write one over a row."""
    for k in range(out.size):
        out[k] = 1.0 / row[k]


@compiled
def empty(row):
    """Let a row be 0."""
    for k in range(row.size):
        row[k] = 0.0


@compiled
def total(row):
    """Sum a row, eight cohorts at a time."""
    a = b = c = d = e = f = g = h = 0.0
    size = row.size
    k = 0
    while k + 8 <= size:
        a += row[k]
        b += row[k + 1]
        c += row[k + 2]
        d += row[k + 3]
        e += row[k + 4]
        f += row[k + 5]
        g += row[k + 6]
        h += row[k + 7]
        k += 8
    while k < size:
        a += row[k]
        k += 1
    return ((a + b) + (c + d)) + ((e + f) + (g + h))


@compiled
def part(officers, one, two, first, end):
    """Cut a row out of three axes: calls compile faster than slices."""
    return officers[one, two, first:end]


@compiled
def line(rows, one, first, end):
    """Cut a row out of two axes."""
    return rows[one, first:end]


@compiled
def change_quality(rows, change, shares, out, first, end, moved):
    """Add officers of one stratum to the cohorts of `out` by their classes after a change of quality.

    Whoever changes gets a class of the new quality at random; who does not keeps the class. `change`
    goes from row to column; the diagonal of its second part is the share that never changed.
    """
    effects = shares.shape[1]
    for q in range(QUALITIES_THERE_ARE):
        never = change[1, q, q]
        if effects == 1:
            for source in range(QUALITIES_THERE_ARE):
                if change[0, source, q] != 0.0:
                    add(line(out, q, first, end), rows[source], change[0, source, q])
            continue
        some = False
        for source in range(QUALITIES_THERE_ARE):
            share = change[0, source, q] - (never if source == q else 0.0)
            if share != 0.0:
                if not some:
                    empty(moved)
                some = True
                for e in range(effects):
                    add(moved, rows[source * effects + e], share)
        for e in range(effects):
            add(line(out, q * effects + e, first, end), rows[q * effects + e], never)
            if some:
                add(line(out, q * effects + e, first, end), moved, shares[q, e])


@compiled_and_kept
def bring_forward(entry, kept, change, shares, out, sign, first, end):
    """Add to `out` those of an entry who are still in their post, by their present quality."""
    strata, classes, _ = entry.shape
    rows, moved = np.empty((classes, end - first)), np.empty(end - first)
    for s in range(strata):
        for c in range(classes):
            multiply(rows[c], part(entry, s, c, first, end), line(kept, s, first, end))
            if sign != 1.0:
                for k in range(end - first):
                    rows[c, k] *= sign
        change_quality(rows, change, shares, out[s], first, end, moved)


@compiled_and_kept
def start_entry(put, kept, ago, change, shares, out, first, newest):
    """Add to `out` an entry of the steady state, put `ago` months before the start.

    Cohorts are all from `first`, which is 0, to `newest`. `put` and `kept` go by months of service;
    cohort `newest` has none at the start.
    """
    strata, classes, _ = put.shape
    end = newest + 1 - ago
    rows, moved = np.empty((classes, end)), np.empty(end)
    for s in range(strata):
        for c in range(classes):
            for k in range(end):
                rows[c, k] = put[s, c, newest - k - ago] * kept[s, newest - k]
        change_quality(rows, change, shares, out[s], first, end, moved)


@compiled_and_kept
def examine(
    due,
    from_whom,
    kept,
    units,
    failing,
    again,
    unfit,
    reinstated,
    unit_shares,
    switches,
    entries,
    cycle,
    seen,
    first,
    end,
):
    """Examine those due: what becomes of them, and when they are examined next.

    `again` is the share of those who fail that is examined once more, `unfit` what becomes of the
    others: dismissed, demoted, transferred. `switches` say whether the cycle runs and whether those examined
    are in active service. `entries` are those of new appointments and of those examined once more, and
    who returns by a court; `cycle` that of the next examination. `seen` counts the examined by stratum
    and class.
    """
    strata, classes, _ = due.shape
    width = units * SEXES_THERE_ARE
    dismissed, demoted, transferred = unfit
    runs, serving = switches
    appointed, repeated, returning = entries
    elsewhere = np.empty(end - first)
    inverse = np.empty((strata, end - first))
    for s in range(strata):
        invert(inverse[s], line(kept, s, first, end))
    for rank in range(RANKS_THERE_ARE):
        for sex in range(SEXES_THERE_ARE):
            for c in range(classes):
                finding = failing[c] * (1.0 - again)
                away = finding * transferred
                empty(elsewhere)
                for unit in range(units):
                    s = rank * width + unit * SEXES_THERE_ARE + sex
                    lower = s - width if rank > 0 else s
                    row = part(due, s, c, first, end)
                    counted = total(row)
                    seen[s, c] += counted
                    if counted == 0.0:
                        continue
                    add(
                        part(from_whom, s, c, first, end), row, -finding * (dismissed + demoted + transferred)
                    )
                    if serving and runs:
                        add_product(part(cycle, s, c, first, end), row, inverse[s], 1.0 - failing[c])
                    if again > 0.0:
                        add_product(part(repeated, s, c, first, end), row, inverse[s], failing[c] * again)
                    if demoted > 0.0:
                        add(part(from_whom, lower, c, first, end), row, finding * demoted)
                        if serving:
                            add_product(
                                part(appointed, lower, c, first, end), row, inverse[lower], finding * demoted
                            )
                    if dismissed > 0.0 and reinstated[c] > 0.0:
                        add(part(returning, s, c, first, end), row, finding * dismissed * reinstated[c])
                    if away > 0.0 and unit_shares[unit] < 1.0:
                        add(elsewhere, row, away / (1.0 - unit_shares[unit]))
                if away > 0.0:
                    for unit in range(units):
                        s = rank * width + unit * SEXES_THERE_ARE + sex
                        row = part(due, s, c, first, end)
                        # a transfer leads to another unit type by its share; with only one, nowhere
                        alone = unit_shares[unit] >= 1.0
                        own = away if alone else -away / (1.0 - unit_shares[unit]) * unit_shares[unit]
                        add(part(from_whom, s, c, first, end), elsewhere, unit_shares[unit])
                        add(part(from_whom, s, c, first, end), row, own)
                        if serving and runs:
                            add_product(
                                part(cycle, s, c, first, end), elsewhere, inverse[s], unit_shares[unit]
                            )
                            add_product(part(cycle, s, c, first, end), row, inverse[s], own)


@compiled_and_kept
def rates_of_month(leaving, exits, other, newest, long_service, leave_rates, stay_rates, first, end):
    """Write the chances of this month to leave, and that nothing happens, by integrity and cohort.

    Cohort `newest` has no service yet. In the last month of service everybody leaves.
    """
    strata, service = leaving.shape
    # cohorts before this one have long service
    long_end = min(max(newest - long_service + 1, first), end)
    last = newest - service + 1
    for s in range(strata):
        for integrity in range(2):
            leave_row, stay_row = leave_rates[s, integrity], stay_rates[s, integrity]
            for k in range(first, long_end):
                leave_row[k] = leaving[s, newest - k] * exits[1, s, integrity]
            for k in range(long_end, end):
                leave_row[k] = leaving[s, newest - k] * exits[0, s, integrity]
            for k in range(first, end):
                stay_row[k] = 1.0 - leave_row[k] - other[s]
            if last >= 0:
                leave_row[last], stay_row[last] = 1.0, 0.0


@compiled_and_kept
def serve(active, leave, kept, rates, low, chances, change, shares, slots, notes, common, first, end):
    """Let a month of careers pass, from the highest rank group down.

    `rates` are those of `rates_of_month`; `low` says which of them a class has. `chances` holds by
    stratum the chances to go on leave, to be appointed, to be promoted, and to return from leave, for
    all cohorts from `first` on; the one before, if there is one, is in its last month of service. `slots`
    are the entries of new appointments and of returns. `notes` counts who left, was appointed, began
    and ended leave, by stratum and class. `common` says whether all classes keep one factor.
    """
    strata, classes, _ = active.shape
    leave_rates, stay_rates = rates
    appointed_entry, returned_entry = slots
    width, size = strata // RANKS_THERE_ARE, end - first
    rows, appointed, back = np.empty((classes, size)), np.empty((classes, size)), np.empty((classes, size))
    spare, inverse = np.empty(size), np.empty(size)
    for s in range(strata - 1, -1, -1):
        going, appointing, promoting, ending = chances[0, s], chances[1, s], chances[2, s], chances[3, s]
        lower = s - width
        if s + width >= strata:
            # the highest rank group has nowhere to go
            appointing += promoting
        away = going > 0.0
        for c in range(classes):
            here, gone = part(active, s, c, first, end), part(leave, s, c, first, end)
            leaving, staying = (
                part(leave_rates, s, low[c], first, end),
                part(stay_rates, s, low[c], first, end),
            )
            if first > 0:
                notes[0, s, c] += active[s, c, first - 1] + leave[s, c, first - 1]
                active[s, c, first - 1] = 0.0
                leave[s, c, first - 1] = 0.0
            multiply(spare, here, leaving)
            if away:
                add_product(spare, gone, leaving, 1.0)
            notes[0, s, c] += total(spare)
            multiply(rows[c], here, staying)
            empty(appointed[c])
            add(appointed[c], here, appointing)
            if lower >= 0:
                add(appointed[c], part(active, lower, c, first, end), chances[2, lower])
            notes[1, s, c] += total(appointed[c])
            if away:
                empty(back[c])
                add(back[c], gone, ending)
                notes[2, s, c] += total(here) * going
                notes[3, s, c] += total(back[c])
                for k in range(size):
                    gone[k] = gone[k] * (1.0 - leaving[k]) - back[c, k] + here[k] * going
            empty(here)
        if common:
            factor, staying = line(kept, s, first, end), part(stay_rates, s, 0, first, end)
            for k in range(size):
                factor[k] = max(factor[k] * staying[k], LEAST_KEPT)
        invert(inverse, line(kept, s, first, end))
        change_quality(rows, change, shares, active[s], first, end, spare)
        for c in range(classes):
            here = part(active, s, c, first, end)
            add(here, appointed[c], 1.0)
            add_product(part(appointed_entry, s, c, first, end), appointed[c], inverse, 1.0)
            if away:
                add(here, back[c], 1.0)
                add_product(part(returned_entry, s, c, first, end), back[c], inverse, 1.0)


@compiled_and_kept
def serve_apart(entry, kept, stay_rates, low, first, end):
    """Let the officers of an entry stay by their own class, where all classes keep no common factor."""
    strata, classes, _ = entry.shape
    inverse = np.empty(end - first)
    for s in range(strata):
        invert(inverse, line(kept, s, first, end))
        for c in range(classes):
            row, staying = part(entry, s, c, first, end), part(stay_rates, s, low[c], first, end)
            for k in range(end - first):
                row[k] *= staying[k] * inverse[k]


@compiled_and_kept
def enter(entry, officers, kept, share, first, end):
    """Add a share of officers to an entry."""
    strata, classes, _ = entry.shape
    inverse = np.empty(end - first)
    for s in range(strata):
        invert(inverse, line(kept, s, first, end))
        for c in range(classes):
            add_product(part(entry, s, c, first, end), part(officers, s, c, first, end), inverse, share)


@compiled_and_kept
def scale(entry, factor, first, end):
    """Multiply an entry by a factor of each stratum."""
    strata, classes, _ = entry.shape
    for s in range(strata):
        if factor[s] != 1.0:
            for c in range(classes):
                row = part(entry, s, c, first, end)
                for k in range(end - first):
                    row[k] *= factor[s]


@compiled_and_kept
def clear(officers, first, end):
    """Let cohorts be empty."""
    strata, classes, _ = officers.shape
    for s in range(strata):
        for c in range(classes):
            empty(part(officers, s, c, first, end))
