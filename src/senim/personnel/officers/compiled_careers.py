"""Compiled: a month of careers of a tile, from the highest rank group down."""

from __future__ import annotations

from senim.personnel.officers.compiled import LEAST_KEPT, RANKS_THERE_ARE, SEXES_THERE_ARE, change_quality, clear
from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.lanes import LANES, at_least, load, spread, store, sums


@inlined
def leaving_of(ages, of_ages, length, unit, units, exits, of_exits):
    """Give the chance of each cohort to leave this month; cohorts with long service have their own multiple."""
    usual, long = load(ages, of_ages + unit * length), load(ages, of_ages + units * length)
    short = exits[of_exits]
    later = exits[of_exits + 2 * units * SEXES_THERE_ARE * RANKS_THERE_ARE]
    return usual * (long * (later - short) + short)


@inlined
def serve_class(work, active, leave, below, leaving, staying, appointing, upward, going, ending, put):
    """Let a month pass for a class: those to whom nothing happens are put aside."""
    here = load(work, active)
    left, appointed = here * leaving, here * appointing
    if below >= 0:
        appointed = appointed + load(work, below) * upward
    store(work, put, here * staying)
    back = left
    if going > 0.0:
        gone = load(work, leave)
        back = gone * ending
        left = left + gone * leaving
        store(work, leave, (gone - gone * leaving) - back + here * going)
        store(work, active, appointed + back)
    else:
        store(work, active, appointed)
    return here, left, appointed, back


@compiled
def serve(
    work, active, leave, spare, kept, by, ages, of_ages, length, exits, of_exits, career, promotions,
    of_promotions, low, change, of_change, shares, appointed, entries, returned, fresh, demoted, common, notes, to,
    strata, effects,
):  # fmt: skip
    """Let a month of careers pass.

    `career` holds by stratum the chances to go on leave, to be appointed and to be promoted, then that to return
    from leave. `appointed` and `returned` are the places of the entries of new appointments, of the first
    `entries` strata, and of returns; `demoted` those who were demoted this month; -1 where there are none. `notes` counts who
    left, was appointed, began and ended leave, by stratum and class. `common` says whether all classes
    keep one factor.
    """
    classes = 4 * effects
    width, whole = strata // RANKS_THERE_ARE, strata * classes
    units = width // SEXES_THERE_ARE
    ending = career[3 * strata]
    if returned >= 0 and fresh:
        clear(work, returned, whole * LANES)
    for s in range(strata - 1, -1, -1):
        unit, lower = s % width // SEXES_THERE_ARE, s - width
        going, appointing = career[s], career[strata + s]
        promoting = career[2 * strata + s] * promotions[of_promotions + s]
        other, upward = going + appointing + promoting, 0.0
        if lower >= 0:
            upward = career[2 * strata + lower] * promotions[of_promotions + lower]
        if s + width >= strata:
            # the highest rank group has nowhere to go
            appointing += promoting
        leaving = leaving_of(ages, of_ages, length, unit, units, exits, of_exits + 2 * s)
        staying = (1.0 - leaving) - other
        leaving_low, staying_low = leaving, staying
        if common:
            now = at_least(load(kept, by + s * LANES) * staying, LEAST_KEPT)
            inverse = 1.0 / now
            store(kept, by + s * LANES, now)
            store(kept, by + (strata + s) * LANES, inverse)
        else:
            leaving_low = leaving_of(ages, of_ages, length, unit, units, exits, of_exits + 2 * s + 1)
            staying_low = (1.0 - leaving_low) - other
            inverse = load(kept, by + (strata + s) * LANES)
        for c in range(0, classes, 4):
            place = (s * classes + c) * LANES
            at, off, put, note = active + place, leave + place, spare + c * LANES, to + s * classes + c
            below = active + (lower * classes + c) * LANES if lower >= 0 else -1
            step = LANES if lower >= 0 else 0
            here_a, left_a, appointed_a, back_a = serve_class(
                work, at, off, below, leaving_low if low[c] else leaving, staying_low if low[c] else staying,
                appointing, upward, going, ending, put,
            )  # fmt: skip
            here_b, left_b, appointed_b, back_b = serve_class(
                work, at + 4, off + 4, below + step, leaving_low if low[c + 1] else leaving,
                staying_low if low[c + 1] else staying, appointing, upward, going, ending, put + 4,
            )  # fmt: skip
            here_c, left_c, appointed_c, back_c = serve_class(
                work, at + 8, off + 8, below + 2 * step, leaving_low if low[c + 2] else leaving,
                staying_low if low[c + 2] else staying, appointing, upward, going, ending, put + 8,
            )  # fmt: skip
            here_d, left_d, appointed_d, back_d = serve_class(
                work, at + 12, off + 12, below + 3 * step, leaving_low if low[c + 3] else leaving,
                staying_low if low[c + 3] else staying, appointing, upward, going, ending, put + 12,
            )  # fmt: skip
            store(notes, note, load(notes, note) + sums(left_a, left_b, left_c, left_d))
            note += whole
            store(notes, note, load(notes, note) + sums(appointed_a, appointed_b, appointed_c, appointed_d))
            if going > 0.0:
                note += whole
                store(notes, note, load(notes, note) + sums(here_a, here_b, here_c, here_d) * going)
                note += whole
                store(notes, note, load(notes, note) + sums(back_a, back_b, back_c, back_d))
                if returned >= 0:
                    slot = returned + place
                    store(work, slot, load(work, slot) + back_a * inverse)
                    store(work, slot + 4, load(work, slot + 4) + back_b * inverse)
                    store(work, slot + 8, load(work, slot + 8) + back_c * inverse)
                    store(work, slot + 12, load(work, slot + 12) + back_d * inverse)
            if appointed >= 0 and s < entries:
                slot = appointed + place
                store(work, slot, appointed_a * inverse)
                store(work, slot + 4, appointed_b * inverse)
                store(work, slot + 8, appointed_c * inverse)
                store(work, slot + 12, appointed_d * inverse)
        here = s * classes * LANES
        one = spread(1.0)
        change_quality(work, spare, LANES, -1, one, change, of_change, shares, work, active + here, effects)
        if demoted >= 0 and appointed >= 0 and s < entries:
            for c in range(classes):
                row = load(work, demoted + here + c * LANES)
                if not common:
                    row = row * (staying_low if low[c] else staying)
                store(work, spare + c * LANES, row)
            change_quality(work, spare, LANES, -1, one, change, of_change, shares, work, appointed + here, effects)


@compiled
def serve_apart(
    work, entry, spare, ages, of_ages, length, exits, of_exits, career, promotions, of_promotions, low, change,
    of_month, of_change, shares, strata, effects,
):  # fmt: skip
    """Let the officers of an entry stay by their own class and change, where classes keep no common factor.

    `of_change` is the place of the change of quality since they were entered, `of_month` that of a month.
    """
    classes = 4 * effects
    width = strata // RANKS_THERE_ARE
    units = width // SEXES_THERE_ARE
    for s in range(strata):
        unit, here = s % width // SEXES_THERE_ARE, entry + s * classes * LANES
        other = career[s] + career[strata + s] + career[2 * strata + s] * promotions[of_promotions + s]
        for c in range(classes):
            store(work, spare + c * LANES, load(work, here + c * LANES))
        clear(work, here, classes * LANES)
        change_quality(work, spare, LANES, -1, spread(1.0), change, of_change, shares, work, here, effects)
        sound = leaving_of(ages, of_ages, length, unit, units, exits, of_exits + 2 * s)
        problem = leaving_of(ages, of_ages, length, unit, units, exits, of_exits + 2 * s + 1)
        for c in range(classes):
            staying = (1.0 - (problem if low[c] else sound)) - other
            store(work, spare + c * LANES, load(work, here + c * LANES) * staying)
        clear(work, here, classes * LANES)
        change_quality(work, spare, LANES, -1, spread(1.0), change, of_month, shares, work, here, effects)


@compiled
def retire(work, active, leave, kept, by, lane, notes, to, strata, classes):
    """Let everybody of a cohort leave who is in the last month of service."""
    for s in range(strata):
        for c in range(s * classes, (s + 1) * classes):
            place = c * LANES + lane
            notes[to + c] += work[active + place] + work[leave + place]
            work[active + place] = 0.0
            work[leave + place] = 0.0
        kept[by + s * LANES + lane] = LEAST_KEPT
        kept[by + (strata + s) * LANES + lane] = 1.0 / LEAST_KEPT
