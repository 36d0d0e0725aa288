"""Compiled: steps of the exact engine, tile by tile."""

from __future__ import annotations

from senim.personnel.officers.compiled import (
    CHANGE,
    COEFFICIENTS,
    LEAST_KEPT,
    bring_forward,
    clear,
    come_back,
    count,
    enter,
    examine,
    scale,
)
from senim.personnel.officers.compiled_careers import CHANCES, chances_of_month, retire, serve, serve_apart
from senim.personnel.officers.compiled_counts import count_by_service, look
from senim.personnel.officers.compiled_intake import follow_intake
from senim.personnel.officers.compiling import compiled, compiled_and_kept, pointer
from senim.personnel.officers.lanes import LANES, at_least, load, spread, store
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.steps import (
    APART,
    BIRTH,
    COLUMNS,
    COPY,
    COUNT,
    DEMOTED,
    DRAW,
    DUE,
    ENTER,
    EXAMINE,
    EXEMPT,
    JOIN,
    LESS,
    LOOK,
    MEANT,
    REINSTATE,
    RELEASE,
    RETURN_AT_START,
    SCALE,
    SERVE,
    START,
    TAKE,
    VARIANTS,
)


@compiled
def copy_rows(rows, at, stride, into, to, cells):
    """Write rows of the start into a slot."""
    for c in range(cells):
        store(into, to + c * LANES, load(rows, at + c * stride))


@compiled
def factors(room, to, source, of, strata, ages, of_long, long, sign, base):
    """Write a factor of each stratum: `base` and `sign` times a number.

    Where `long` says so, the number holds for cohorts without long service, and is 0 for the others.
    """
    young = spread(1.0)
    if long:
        young = young - load(ages, of_long)
    for s in range(strata):
        store(room, to + s * LANES, young * (sign * source[of + s]) + base)


@compiled
def leave_out(work, due, room, inverse, by, into, strata, classes):
    """Keep of those due whom `room` allows; the others go to an entry, if `into` is not -1."""
    for s in range(strata):
        allowed = load(work, room + s * LANES)
        exempt = (1.0 - allowed) * load(inverse, by + s * LANES)
        for place in range(s * classes * LANES, (s + 1) * classes * LANES, LANES):
            row = load(work, due + place)
            if into >= 0:
                store(work, into + place, load(work, into + place) + row * exempt)
            store(work, due + place, row * allowed)


@compiled
def join(work, base, size, slot, kept, by, lane, recruits, of, strata, classes):
    """Let recruits begin; the first cohort of a tile finds it empty."""
    if lane == 0:
        clear(work, base, size)
        for place in range(by, by + 2 * strata * LANES):
            kept[place] = 1.0
    for s in range(strata):
        kept[by + s * LANES + lane] = 1.0
        kept[by + (strata + s) * LANES + lane] = 1.0
    for c in range(strata * classes):
        work[base + c * LANES + lane] += recruits[of + c]
        if slot >= 0:
            work[slot + c * LANES + lane] += recruits[of + c]


@compiled
def release(work, active, room, kept, by, strata, classes):
    """Let officers in active service go whose posts are cut; `room` holds who stays."""
    scale(work, active, work, room, strata, classes)
    for s in range(strata):
        now = at_least(load(kept, by + s * LANES) * load(work, room + s * LANES), LEAST_KEPT)
        store(kept, by + s * LANES, now)
        store(kept, by + (strata + s) * LANES, 1.0 / now)


@compiled
def subtract(work, slot, room, kept, by, change, of, shares, into, strata, effects):
    """Take the officers of an entry off those of another slot."""
    zero = strata - strata
    for s in range(strata):
        store(work, room + s * LANES, 0.0 - load(kept, by + s * LANES))
    bring_forward(
        work,
        slot,
        zero + LANES,
        zero - 1,
        work,
        room,
        change,
        of,
        shares,
        work,
        into,
        strata,
        effects,
        bool(0),
    )


@compiled
def bear(
    rows, at, stride, kept_rows, of_kept, length, kept, by, due, work, room, change, of, shares, into,
    strata, effects, fresh,
):  # fmt: skip
    """Add those who had entered before the start, to those due or to an entry of the start."""
    zero = strata - strata
    for s in range(strata):
        factor = load(kept_rows, of_kept + s * length)
        if due:
            factor = factor * load(kept, by + s * LANES)
        store(work, room + s * LANES, factor)
    bring_forward(
        rows, at, stride, zero - 1, work, room, change, of, shares, work, into, strata, effects, fresh
    )


@compiled
def draw(work, listed, room, strata, classes, out, to):
    """Put those on a list who are meant, and count them."""
    for place in range(0, strata * classes * LANES, LANES):
        store(work, listed + place, at_least(load(work, listed + place), 0.0))
    scale(work, listed, work, room, strata, classes)
    count(work, listed, strata, classes, out, to)


@compiled_and_kept
def run(steps, sizes, state, start, rules, monthly, told):
    """Do steps with each tile, one tile after the other.

    `sizes` are the number of tiles, whether each has slots of its own, strata, effect classes, months of
    service there are, slots, numbers in front of a row of the start, levers, months in a group of service.
    `state` are slots of tiles and common factors, each followed by one over it. `start` holds officers
    before the start, by cohort, and their common factor. `rules` are chances to leave by unit type and
    cohort and who has long service; multiples of them; chances of careers, and what is open of promotions;
    which classes are of low integrity; changes of quality by months; shares of effect classes; those of
    unit types; what examinations do. `monthly` are recruits, who is released, and factors that steps ask
    for. `told` is what is counted. Without a tile the intake is followed, see `follow_intake`: two compiled
    functions with the same parts would take twice as long to compile.
    """
    # a number the compiler does not know ahead, so that loops are compiled once and not for each number
    table, zero = pointer(steps), sizes[2] - sizes[2]
    tiles, each, strata, effects, service, slots, front, levers, group_months = (
        sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], sizes[7], sizes[8],
    )  # fmt: skip
    slots_of_tiles, kept_of_tiles = state
    rows_there, kept_there = start
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
    recruits_there, released_there, factors_there, chances_there = monthly
    stocks_there, served_there, seen_there, reinstated_there, listed_there, looked_there = told
    work, kept = pointer(slots_of_tiles), pointer(kept_of_tiles)
    rows, kept_rows, length = pointer(rows_there), pointer(kept_there), kept_there.shape[1]
    ages, span, exits, career = (
        pointer(ages_there),
        ages_there.shape[1],
        pointer(exits_there),
        pointer(career_there),
    )
    promotions, low, change, shares = (
        pointer(promotions_there), pointer(low_there), pointer(changes_there), pointer(shares_there),
    )  # fmt: skip
    unit_shares, test = pointer(units_there), pointer(test_there)
    recruits, released, chosen = pointer(recruits_there), pointer(released_there), pointer(factors_there)
    stocks, served, seen, reinstated, listed, looked = (
        pointer(stocks_there), pointer(served_there), pointer(seen_there), pointer(reinstated_there),
        pointer(listed_there), pointer(looked_there),
    )  # fmt: skip
    chances, ending = pointer(chances_there), career[3 * strata]
    classes, groups, width = 4 * effects, stocks_there.shape[1], strata // 4
    cells = strata * classes
    slot_size, units = cells * LANES, width // 2
    spare_size = (classes + strata) * LANES
    tile_size = spare_size + slots * slot_size
    if tiles == 0:
        follow_intake(
            table, work, kept, rows, kept_rows, length, ages, span, exits, career, promotions, low, change,
            shares, unit_shares, test, chances, recruits, served, strata, effects, service, front,
        )  # fmt: skip
        return
    for number in range(steps.shape[0]):
        kind, month = table[number * COLUMNS], table[number * COLUMNS + 4]
        if kind in (SERVE, LOOK, APART):
            month = table[number * COLUMNS + 6] if kind == APART else month
            chances_of_month(
                career, promotions, month * strata, exits, month * 4 * strata, strata, span, chances,
                month * strata * CHANCES,
            )  # fmt: skip
    for tile in range(tiles):
        k0 = tile * LANES
        spare = tile * tile_size if each else 0
        room, base = spare + classes * LANES, spare + spare_size
        by = (tile if each else 0) * 2 * strata * LANES
        inverse = by + strata * LANES
        active, leave, due = base, base + slot_size, base + DUE * slot_size
        for number in range(steps.shape[0]):
            at = number * COLUMNS
            kind, newest, until, some = table[at], table[at + 1], table[at + 2], table[at + 3]
            a0, a1, a2, a3, a4, a5, a6, a7, a8 = (
                table[at + 4], table[at + 5], table[at + 6], table[at + 7], table[at + 8], table[at + 9],
                table[at + 10], table[at + 11], table[at + 12],
            )  # fmt: skip
            youngest = newest - k0 - LANES + 1
            if k0 > newest or youngest >= service:
                continue
            of_ages = front + service - 1 - newest + k0
            of_long = of_ages + units * span
            if youngest >= until:
                if kind == EXAMINE:
                    for bit in range(4):
                        if a7 >> bit & 1:
                            slot = a3 if bit == 0 else a4 if bit == 1 else a5 if bit == 2 else a6
                            clear(work, base + slot * slot_size, slot_size)
                continue
            if kind == TAKE:
                bring_forward(
                    work, base + a0 * slot_size, zero + LANES, base + a1 * slot_size if a1 >= 0 else -1,
                    kept, by, change, a2 * CHANGE, shares, work, base + a3 * slot_size, some, effects,
                    a4 != 0,
                )  # fmt: skip
            elif kind == SERVE:
                last = newest - service + 1 - k0
                to = a0 * 4 * cells
                if 0 <= last < LANES:
                    retire(work, active, leave, kept, by, last, served, to, strata, classes)
                serve(
                    work, active, leave, spare, kept, by, ages, of_ages, of_long, chances,
                    a0 * strata * CHANCES, ending, low, change, zero + CHANGE, shares,
                    base + a1 * slot_size if a1 >= 0 and youngest < a2 else -1, a3,
                    base + a4 * slot_size if a4 >= 0 and youngest < a2 else -1, a5 != 0,
                    base + DEMOTED * slot_size if a6 else -1, a7 != 0, served, to, strata, effects,
                )  # fmt: skip
            elif kind == COUNT:
                count_by_service(
                    work, active, leave, spare, career, strata, effects, youngest, group_months, groups,
                    stocks, a0 * groups * strata * 4,
                )  # fmt: skip
            elif kind == EXAMINE:
                for bit in range(4):
                    if a7 >> bit & 1:
                        slot = a3 if bit == 0 else a4 if bit == 1 else a5 if bit == 2 else a6
                        # the others are written, but for those demoted, who are added up
                        done = 0 if bit == 2 else some * classes * LANES
                        clear(work, base + slot * slot_size + done, slot_size - done)
                count(work, due, some, classes, seen, ((a8 * levers + a0) * VARIANTS + a1) * cells)
                examine(
                    work, due, base + a2 * slot_size, kept, inverse, units, unit_shares, test,
                    (a0 * VARIANTS + a1) * classes * COEFFICIENTS,
                    base + a3 * slot_size if a3 >= 0 else -1, base + a4 * slot_size if a4 >= 0 else -1,
                    base + a5 * slot_size if a5 >= 0 else -1, base + a6 * slot_size if a6 >= 0 else -1, a7,
                    some, width, classes,
                )  # fmt: skip
            elif kind == START:
                clear(work, active, 2 * slot_size)
                for place in range(by, by + 2 * strata * LANES):
                    kept[place] = 1.0
                if k0 < service:
                    copy_rows(rows, front + k0, length, work, active, 2 * cells)
            elif kind == BIRTH:
                if k0 < service:
                    bear(
                        rows, a0 * cells * length + front + k0 + a1, length, kept_rows, front + k0, length,
                        kept, by, a5 != 0, work, room, change, a2 * CHANGE, shares, base + a3 * slot_size,
                        some, effects, a4 != 0,
                    )  # fmt: skip
                elif a4:
                    clear(work, base + a3 * slot_size, slot_size)
            elif kind == ENTER:
                enter(
                    work, base + a0 * slot_size, kept, inverse, chosen[a2 * strata], work,
                    base + a1 * slot_size, strata, classes, a3 != 0,
                )  # fmt: skip
            elif kind == EXEMPT:
                if a2:
                    clear(work, base + a1 * slot_size, slot_size)
                if a1 >= 0 or (a3 and youngest + LANES > LONG_SERVICE_MONTHS):
                    factors(work, room, chosen, a4 * strata, strata, ages, of_long, a3 != 0, 1.0, 0.0)
                    leave_out(
                        work, base + a0 * slot_size, room, kept, inverse,
                        base + a1 * slot_size if a1 >= 0 else -1, some, classes,
                    )  # fmt: skip
            elif kind == COPY:
                clear(work, base + a1 * slot_size, slot_size)
                for place in range(0, slot_size, LANES):
                    store(work, base + a1 * slot_size + place, load(work, base + a0 * slot_size + place))
            elif kind == LESS:
                subtract(
                    work, base + a0 * slot_size, room, kept, by, change, a1 * CHANGE, shares,
                    base + a2 * slot_size, strata, effects,
                )  # fmt: skip
            elif kind == DRAW:
                factors(work, room, chosen, a1 * strata, strata, ages, of_long, a2 != 0, 1.0, 0.0)
                draw(work, base + a0 * slot_size, room, strata, classes, listed, a3 * cells)
            elif kind == SCALE:
                factors(work, room, chosen, a1 * strata, strata, ages, of_long, a2 != 0, -1.0, 1.0)
                scale(work, base + a0 * slot_size, work, room, strata, classes)
            elif kind == MEANT:
                factors(work, room, chosen, a1 * strata, strata, ages, of_long, a2 != 0, 1.0, 0.0)
                scale(work, base + a0 * slot_size, work, room, strata, classes)
            elif kind == APART:
                serve_apart(
                    work, base + a0 * slot_size, spare, ages, of_ages, of_long, chances,
                    a2 * strata * CHANCES, low, change, a1 * CHANGE, zero + CHANGE, shares, strata, effects,
                )  # fmt: skip
            elif kind == LOOK and k0 <= newest - a1:
                last = newest - service + 1 - k0
                look(
                    work, active, leave, ages, of_ages, of_long, chances, a0 * strata * CHANCES, low,
                    last if 0 <= last < LANES else -1, a1 != 0, strata, classes, looked, zero,
                )  # fmt: skip
            elif kind == JOIN:
                if newest < k0 + LANES:
                    join(
                        work, base, slots * slot_size, base + a1 * slot_size if a1 >= 0 else -1, kept, by,
                        newest - k0, recruits, a0 * cells, strata, classes,
                    )  # fmt: skip
            elif kind == RELEASE:
                factors(work, room, released, a0 * strata, strata, ages, of_long, bool(0), -1.0, 1.0)
                release(work, active, room, kept, by, strata, classes)
            elif kind == RETURN_AT_START:
                if k0 - a0 < service:
                    copy_rows(rows, 2 * cells * length + front + k0 - a0, length, work, due, cells)
                else:
                    clear(work, due, slot_size)
            elif kind == REINSTATE:
                past = newest - service + 1 - k0
                come_back(work, active, base + a0 * slot_size, past if past > 0 else 0, strata, classes)
                count(work, base + a0 * slot_size, strata, classes, reinstated, a2 * cells)
