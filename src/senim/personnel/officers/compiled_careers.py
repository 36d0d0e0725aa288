"""Compiled: a month of careers of a tile, from the highest rank group down."""

from __future__ import annotations

from senim.personnel.officers.compiled import (
    LEAST_KEPT,
    RANKS_THERE_ARE,
    SEXES_THERE_ARE,
    bring_forward,
    clear,
)
from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.lanes import LANES, add_sums, at_least, load, spread, store, total

CHANCES = 9
"""Numbers of a month and stratum: see `chances_of_month`."""


@compiled
def chances_of_month(career, promotions, of_promotions, exits, of_exits, strata, span, out, to):
    """Write the chances of a month for each stratum.

    To go on leave; to be appointed inside it; to be promoted into it; that anything but leaving happens; the
    multiple of exits below 20 years of service, and how much greater it is above, of sound and of low
    integrity; where the ages of its unit type begin.
    """
    width = strata // RANKS_THERE_ARE
    for s in range(strata):
        at, lower = to + s * CHANCES, s - width
        promoting = career[2 * strata + s] * promotions[of_promotions + s]
        out[at] = career[s]
        # the highest rank group has nowhere to go
        out[at + 1] = career[strata + s] + (promoting if s + width >= strata else 0.0)
        out[at + 2] = career[2 * strata + lower] * promotions[of_promotions + lower] if lower >= 0 else 0.0
        out[at + 3] = career[s] + career[strata + s] + promoting
        for integrity in range(2):
            short = exits[of_exits + 2 * s + integrity]
            out[at + 4 + 2 * integrity] = short
            out[at + 5 + 2 * integrity] = exits[of_exits + 2 * (strata + s) + integrity] - short
        out[at + 8] = float(s % width // SEXES_THERE_ARE * span)


@inlined
def leaving_of(ages, of_ages, long, chances, at, integrity):
    """Give the chance of each cohort to leave this month; long service has a multiple of its own."""
    usual = load(ages, of_ages + int(chances[at + 8]))
    return usual * (long * chances[at + 5 + 2 * integrity] + chances[at + 4 + 2 * integrity])


@compiled
def change_spare(work, spare, change, of, shares, into, effects, fresh):
    """Add what was put aside, changed, to a stratum of a slot; what lies behind it is used for a factor."""
    # a number the compiler does not know ahead, so that loops are compiled once and not for each number
    zero, room = effects - effects, spare + 4 * effects * LANES
    store(work, room, spread(1.0))
    bring_forward(
        work,
        spare,
        zero + LANES,
        zero - 1,
        work,
        room,
        change,
        of,
        shares,
        work,
        into,
        zero + 1,
        effects,
        fresh,
    )


@inlined
def pass_month(work, active, below, leaving, staying, appointing, upward):
    """Say of a class who is here, stays unchanged, leaves, and is appointed."""
    here = load(work, active)
    return here, here * staying, here * leaving, here * appointing + load(work, below) * upward


@inlined
def leave_and_return(work, leave, here, leaving, going, ending):
    """Let leave begin and end; who returned, and who left while on leave."""
    gone = load(work, leave)
    back, left = gone * ending, gone * leaving
    store(work, leave, (gone - left) - back + here * going)
    return back, left


@inlined
def serve_alone(
    work, at, off, below, leaving, leaving_low, staying, staying_low, appointing, upward, going, ending,
    change, w, notes, note, whole, entry, returned, inverse,
):  # fmt: skip
    """Let a month pass for a stratum without effect classes: its four qualities stay in registers."""
    here_a, a, left_a, to_a = pass_month(work, at, below, leaving, staying, appointing, upward)
    here_b, b, left_b, to_b = pass_month(
        work, at + LANES, below + LANES, leaving_low, staying_low, appointing, upward
    )
    here_c, c, left_c, to_c = pass_month(
        work, at + 2 * LANES, below + 2 * LANES, leaving, staying, appointing, upward
    )
    here_d, d, left_d, to_d = pass_month(
        work, at + 3 * LANES, below + 3 * LANES, leaving_low, staying_low, appointing, upward
    )
    if entry >= 0:
        store(work, entry, to_a * inverse)
        store(work, entry + LANES, to_b * inverse)
        store(work, entry + 2 * LANES, to_c * inverse)
        store(work, entry + 3 * LANES, to_d * inverse)
    add_sums(notes, note + whole, to_a, to_b, to_c, to_d)
    if going > 0.0:
        back_a, away_a = leave_and_return(work, off, here_a, leaving, going, ending)
        back_b, away_b = leave_and_return(work, off + LANES, here_b, leaving_low, going, ending)
        back_c, away_c = leave_and_return(work, off + 2 * LANES, here_c, leaving, going, ending)
        back_d, away_d = leave_and_return(work, off + 3 * LANES, here_d, leaving_low, going, ending)
        add_sums(notes, note + 2 * whole, here_a * going, here_b * going, here_c * going, here_d * going)
        add_sums(notes, note + 3 * whole, back_a, back_b, back_c, back_d)
        if returned >= 0:
            store(work, returned, load(work, returned) + back_a * inverse)
            store(work, returned + LANES, load(work, returned + LANES) + back_b * inverse)
            store(work, returned + 2 * LANES, load(work, returned + 2 * LANES) + back_c * inverse)
            store(work, returned + 3 * LANES, load(work, returned + 3 * LANES) + back_d * inverse)
        left_a, left_b, left_c, left_d = left_a + away_a, left_b + away_b, left_c + away_c, left_d + away_d
        to_a, to_b, to_c, to_d = to_a + back_a, to_b + back_b, to_c + back_c, to_d + back_d
    add_sums(notes, note, left_a, left_b, left_c, left_d)
    sound = (a * change[w] + b * change[w + 4]) + (c * change[w + 8] + d * change[w + 12])
    problem = (a * change[w + 1] + b * change[w + 5]) + (c * change[w + 9] + d * change[w + 13])
    store(work, at, sound + to_a)
    store(work, at + LANES, problem + to_b)
    store(work, at + 2 * LANES, (c * change[w + 10] + d * change[w + 14]) + to_c)
    store(work, at + 3 * LANES, (c * change[w + 11] + d * change[w + 15]) + to_d)


@compiled
def serve(
    work, active, leave, spare, kept, by, ages, of_ages, of_long, chances, of_chances, ending, low, change,
    of_change, shares, appointed, entries, returned, fresh, demoted, common, notes, to, strata, effects,
):  # fmt: skip
    """Let a month of careers pass.

    `chances` are those of `chances_of_month`, `ending` that to return from leave. `appointed` and `returned`
    are the places of the entries of new appointments, of the first `entries` strata, and of returns;
    `demoted` those who were demoted this month; -1 where there are none. `notes` counts who left, was
    appointed, began and ended leave, by stratum and class. `common` says whether all classes keep one factor.
    """
    classes = 4 * effects
    width, whole = strata // RANKS_THERE_ARE, strata * classes
    long = load(ages, of_long)
    if returned >= 0 and fresh:
        clear(work, returned, whole * LANES)
    for s in range(strata - 1, -1, -1):
        k = of_chances + s * CHANCES
        going, appointing, upward, other = chances[k], chances[k + 1], chances[k + 2], chances[k + 3]
        leaving = leaving_of(ages, of_ages, long, chances, k, 0)
        staying = (1.0 - leaving) - other
        leaving_low, staying_low = leaving, staying
        if common:
            now = at_least(load(kept, by + s * LANES) * staying, LEAST_KEPT)
            inverse = 1.0 / now
            store(kept, by + s * LANES, now)
            store(kept, by + (strata + s) * LANES, inverse)
        else:
            leaving_low = leaving_of(ages, of_ages, long, chances, k, 1)
            staying_low = (1.0 - leaving_low) - other
            inverse = load(kept, by + (strata + s) * LANES)
        enters = appointed >= 0 and s < entries
        here = s * classes * LANES
        below = here - width * classes * LANES
        if effects == 1:
            serve_alone(
                work, active + here, leave + here, active + (below if below >= 0 else here), leaving,
                leaving_low, staying, staying_low, appointing, upward, going, ending, change, of_change,
                notes, to + s * classes, whole, appointed + here if enters else -1,
                returned + here if returned >= 0 else -1, inverse,
            )  # fmt: skip
        for c in range(classes if effects > 1 else 0):
            at, note = here + c * LANES, to + s * classes + c
            goes = leaving_low if low[c] else leaving
            present, stays, left, to_here = pass_month(
                work, active + at, active + (at - here + below if below >= 0 else at), goes,
                staying_low if low[c] else staying, appointing, upward,
            )  # fmt: skip
            store(work, spare + c * LANES, stays)
            if enters:
                store(work, appointed + at, to_here * inverse)
            notes[note + whole] += total(to_here)
            if going > 0.0:
                back, away = leave_and_return(work, leave + at, present, goes, going, ending)
                notes[note + 2 * whole] += total(present) * going
                notes[note + 3 * whole] += total(back)
                if returned >= 0:
                    store(work, returned + at, load(work, returned + at) + back * inverse)
                left, to_here = left + away, to_here + back
            notes[note] += total(left)
            store(work, active + at, to_here)
        if effects > 1:
            change_spare(work, spare, change, of_change, shares, active + here, effects, bool(0))
        if demoted >= 0 and enters:
            for c in range(classes):
                row = load(work, demoted + here + c * LANES)
                if not common:
                    row = row * (staying_low if low[c] else staying)
                store(work, spare + c * LANES, row)
            change_spare(work, spare, change, of_change, shares, appointed + here, effects, bool(0))


@compiled
def serve_apart(
    work, entry, spare, ages, of_ages, of_long, chances, of_chances, low, change, of_before, of_month,
    shares, strata, effects,
):  # fmt: skip
    """Let the officers of an entry stay by their own class and change, where classes keep no common factor.

    `of_before` is the place of the change of quality since they were entered, `of_month` that of a month.
    """
    classes, long = 4 * effects, load(ages, of_long)
    for s in range(strata):
        k, here = of_chances + s * CHANCES, entry + s * classes * LANES
        for c in range(classes):
            store(work, spare + c * LANES, load(work, here + c * LANES))
        change_spare(work, spare, change, of_before, shares, here, effects, bool(1))
        sound = leaving_of(ages, of_ages, long, chances, k, 0)
        problem = leaving_of(ages, of_ages, long, chances, k, 1)
        for c in range(classes):
            staying = (1.0 - (problem if low[c] else sound)) - chances[k + 3]
            store(work, spare + c * LANES, load(work, here + c * LANES) * staying)
        change_spare(work, spare, change, of_month, shares, here, effects, bool(1))


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
