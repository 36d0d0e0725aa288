"""Compiled: officers of a tile counted over cohorts."""

from __future__ import annotations

from senim.personnel.officers.compiled import count
from senim.personnel.officers.compiled_careers import CHANCES
from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.lanes import LANES, add_sums, load, total


@inlined
def everybody(work, active, leave, away, effects):
    """Sum the effect classes of a quality, those on leave with those in service."""
    whole = load(work, active)
    for e in range(1, effects):
        whole = whole + load(work, active + e * LANES)
    if away:
        for e in range(effects):
            whole = whole + load(work, leave + e * LANES)
    return whole


@compiled
def count_by_service(work, active, leave, spare, career, strata, effects, youngest, step, groups, out, to):
    """Count officers by months of service in groups of `step`, the last open; adds to groups x strata x 4.

    `youngest` are the months of service of the last cohort, below 0 where it has none yet.
    """
    size, block = 4 * strata, effects * LANES
    last = min(max(youngest, 0) // step, groups - 1)
    oldest = min((youngest + LANES - 1) // step, groups - 1)
    for group in range(last, oldest + 1):
        # cohorts of the group
        for lane in range(LANES):
            months = max(youngest + LANES - 1 - lane, 0)
            work[spare + lane] = 1.0 if min(months // step, groups - 1) == group else 0.0
        told = load(work, spare)
        for s in range(strata):
            here, off, away = active + 4 * s * block, leave + 4 * s * block, career[s] > 0.0
            a = everybody(work, here, off, away, effects)
            b = everybody(work, here + block, off + block, away, effects)
            c = everybody(work, here + 2 * block, off + 2 * block, away, effects)
            d = everybody(work, here + 3 * block, off + 3 * block, away, effects)
            if last < oldest:
                a, b, c, d = a * told, b * told, c * told, d * told
            add_sums(out, to + group * size + 4 * s, a, b, c, d)


@compiled
def look(
    work, active, leave, ages, of_ages, of_long, chances, of_chances, low, last, some, strata, classes,
    out, to,
):  # fmt: skip
    """Count those in active service, on leave, about to leave, and in the last month of service.

    `some` says that the last two are not asked for. `last` is the lane of those in the last month of
    service, or -1.
    """
    size, long = strata * classes, load(ages, of_long)
    count(work, active, strata, classes, out, to)
    count(work, leave, strata, classes, out, to + size)
    for s in range(0 if some else strata):
        at = of_chances + s * CHANCES
        usual = load(ages, of_ages + int(chances[at + 8]))
        for c in range(classes):
            place, own = (s * classes + c) * LANES, at + 2 * low[c]
            leaving = usual * (long * chances[own + 5] + chances[own + 4])
            both = load(work, active + place) + load(work, leave + place)
            out[to + 2 * size + s * classes + c] += total(both * leaving)
    if last >= 0 and not some:
        for c in range(size):
            place, note = c * LANES + last, to + 2 * size + c
            out[note] += work[active + place] + work[leave + place]
            out[note + size] += work[active + place]
