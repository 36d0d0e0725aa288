"""Compiled loops of the exact engine, for eight cohorts at a time.

A cohort is everybody of one month of intake; eight that follow one another make a tile. A tile holds slots:
officers in active service, on leave, those due, and those who wait for one date, each strata x classes x 8
numbers in a row, so that all it takes to let a month pass stays in the cache. Arrays come as pointers with
the place of the first number. Classes are quality times effect class, in this order.
"""

from __future__ import annotations

from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.lanes import LANES, add_sums, load, spread, store

RANKS_THERE_ARE = 4
SEXES_THERE_ARE = 2
QUALITIES_THERE_ARE = 4
LEAST_KEPT = 1e-250
"""A common factor never becomes 0: whoever it belongs to is gone long before."""

CHANGE = 48
"""Numbers of a change of quality: three tables, see `change_quality`."""

COEFFICIENTS = 6
"""Of an examination and a class: taken off, fit, examined once more, demoted, to return, transferred."""


@compiled
def clear(into, to, count):
    """Let some numbers be 0."""
    nothing = spread(0.0)
    for place in range(to, to + count, LANES):
        store(into, place, nothing)


@inlined
def sum_classes(source, at, stride, also, effects):
    """Sum the effect classes of a quality."""
    whole = load(source, at)
    for e in range(1, effects):
        whole = whole + load(source, at + e * stride)
    if also >= 0:
        for e in range(effects):
            whole = whole + load(source, also + e * stride)
    return whole


@inlined
def change_quality(source, at, stride, also, factor, change, of, shares, into, to, effects, fresh):
    """Add officers of a stratum, times a factor, to another slot by their classes after a change of quality.

    Numbers of a class lie `stride` after those of the class before it; `also` is the place of others who
    are added to them, or -1; `fresh` says that what is in the other slot does not count. `change` goes from
    row to column, three tables of 4 x 4: of all; on the diagonal the share that never changed; of those who
    changed. Whoever changes gets a class of the new quality at random; who does not keeps the class. Nobody
    loses competence.
    """
    if effects == 1:
        a, b = load(source, at), load(source, at + stride)
        c, d = load(source, at + 2 * stride), load(source, at + 3 * stride)
        if also >= 0:
            a, b = a + load(source, also), b + load(source, also + stride)
            c, d = c + load(source, also + 2 * stride), d + load(source, also + 3 * stride)
        a, b, c, d = a * factor, b * factor, c * factor, d * factor
        sound = (a * change[of] + b * change[of + 4]) + (c * change[of + 8] + d * change[of + 12])
        problem = (a * change[of + 1] + b * change[of + 5]) + (c * change[of + 9] + d * change[of + 13])
        low_sound = c * change[of + 10] + d * change[of + 14]
        low_problem = c * change[of + 11] + d * change[of + 15]
        if not fresh:
            sound, problem = sound + load(into, to), problem + load(into, to + LANES)
            low_sound = low_sound + load(into, to + 2 * LANES)
            low_problem = low_problem + load(into, to + 3 * LANES)
        store(into, to, sound)
        store(into, to + LANES, problem)
        store(into, to + 2 * LANES, low_sound)
        store(into, to + 3 * LANES, low_problem)
        return
    step = effects * stride
    other = step if also >= 0 else 0
    a = sum_classes(source, at, stride, also, effects)
    b = sum_classes(source, at + step, stride, also + other, effects)
    c = sum_classes(source, at + 2 * step, stride, also + 2 * other, effects)
    d = sum_classes(source, at + 3 * step, stride, also + 3 * other, effects)
    for q in range(QUALITIES_THERE_ARE):
        w = of + 32 + q
        moved = ((a * change[w] + b * change[w + 4]) + (c * change[w + 8] + d * change[w + 12])) * factor
        never = factor * change[of + 16 + 5 * q]
        for e in range(effects):
            row = load(source, at + q * step + e * stride)
            if also >= 0:
                row = row + load(source, also + q * step + e * stride)
            place = to + (q * effects + e) * LANES
            found = row * never + moved * shares[q * effects + e]
            store(into, place, found if fresh else found + load(into, place))


@compiled
def bring_forward(
    source, at, stride, also, factor, by, change, of, shares, into, to, strata, effects, fresh,
):  # fmt: skip
    """Add officers to a slot, times a factor of their stratum, by their present quality.

    `fresh` says that the slot holds nothing that counts.
    """
    classes = QUALITIES_THERE_ARE * effects
    for s in range(strata):
        c = s * classes
        change_quality(
            source, at + c * stride, stride, also + c * stride if also >= 0 else -1,
            load(factor, by + s * LANES), change, of, shares, into, to + c * LANES, effects, fresh,
        )  # fmt: skip


@compiled
def enter(officers, at, inverse, by, share, into, to, strata, classes, fresh):
    """Add a share of officers to an entry."""
    for s in range(strata):
        factor = load(inverse, by + s * LANES) * share
        for place in range(s * classes * LANES, (s + 1) * classes * LANES, LANES):
            found = load(officers, at + place) * factor
            store(into, to + place, found if fresh else found + load(into, to + place))


@compiled
def scale(officers, at, rows, of, strata, classes):
    """Multiply officers by a factor of each stratum and cohort."""
    for s in range(strata):
        factor = load(rows, of + s * LANES)
        for place in range(at + s * classes * LANES, at + (s + 1) * classes * LANES, LANES):
            store(officers, place, load(officers, place) * factor)


@compiled
def count(officers, at, strata, classes, out, to):
    """Add up cohorts, by stratum and class."""
    for c in range(0, strata * classes, 4):
        row = at + c * LANES
        add_sums(
            out, to + c, load(officers, row), load(officers, row + LANES), load(officers, row + 2 * LANES),
            load(officers, row + 3 * LANES),
        )  # fmt: skip


@compiled
def come_back(work, active, officers, oldest, strata, classes):
    """Let officers return; nobody returns past the last month of service, `oldest` lanes are past it."""
    for place in range(0, strata * classes * LANES, LANES):
        for lane in range(oldest):
            work[officers + place + lane] = 0.0
        store(work, active + place, load(work, active + place) + load(work, officers + place))


@compiled
def examine(
    work, due, whom, inverse, by, units, unit_shares, test, of, cycle, again, demoted, returning, fresh,
    strata, width, classes,
):  # fmt: skip
    """Examine those due: what becomes of them, and when they are examined next.

    `due`, `whom`, `cycle`, `again`, `demoted` and `returning` are places of slots in `work`: those due,
    whom they are taken from, and entries of who is fit, is examined once more, was demoted, and returns by
    a court; -1 for those that nobody asks for. `fresh` has a bit for each of `cycle`, `again`, and (the
    fourth) `returning`: what is in the slot does not count. `unit_shares` holds the share of each unit
    type, and one over that of the others, 0 where there is no other.
    """
    for upper in range(0, strata, width):
        for sex in range(SEXES_THERE_ARE):
            for c in range(classes):
                k = of + c * COEFFICIENTS
                taken, fit, repeated, down, back, away = (
                    test[k], test[k + 1], test[k + 2], test[k + 3], test[k + 4], test[k + 5],
                )  # fmt: skip
                elsewhere = spread(0.0)
                if away > 0.0:
                    for unit in range(units):
                        s = upper + unit * SEXES_THERE_ARE + sex
                        elsewhere = elsewhere + load(work, due + (s * classes + c) * LANES) * (
                            away * unit_shares[units + unit]
                        )
                for unit in range(units):
                    s = upper + unit * SEXES_THERE_ARE + sex
                    place, own = (s * classes + c) * LANES, 0.0
                    row, came = load(work, due + place), elsewhere * unit_shares[unit]
                    if away > 0.0:
                        # a transfer leads to another unit type by its share; with only one, nowhere
                        others = unit_shares[units + unit]
                        own = -away * others * unit_shares[unit] if others > 0.0 else away
                    store(work, whom + place, load(work, whom + place) + (row * (own - taken) + came))
                    if cycle >= 0:
                        put = (row * (fit + own) + came) * load(inverse, by + s * LANES)
                        store(work, cycle + place, put if fresh & 1 else put + load(work, cycle + place))
                    if again >= 0:
                        put = row * load(inverse, by + s * LANES) * repeated
                        store(work, again + place, put if fresh & 2 else put + load(work, again + place))
                    if down > 0.0:
                        lower = s - width if s >= width else s
                        below = (lower * classes + c) * LANES
                        store(work, whom + below, load(work, whom + below) + row * down)
                        if demoted >= 0:
                            put = row * load(inverse, by + lower * LANES) * down
                            store(work, demoted + below, load(work, demoted + below) + put)
                    if returning >= 0:
                        put = row * back
                        store(
                            work, returning + place, put if fresh & 8 else put + load(work, returning + place)
                        )
