"""Compiled: officers of a tile counted over cohorts."""

from __future__ import annotations

from senim.personnel.officers.compiled import RANKS_THERE_ARE, SEXES_THERE_ARE, count
from senim.personnel.officers.compiled_careers import leaving_of
from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.lanes import LANES, load, store, sums


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
def count_by_service(work, active, leave, career, strata, effects, youngest, step, groups, out, to):
    """Count officers by months of service in groups of `step`, the last open; adds to groups x strata x 4.

    `youngest` are the months of service of the last cohort, below 0 where it has none yet.
    """
    size = 4 * strata
    group = min(max(youngest, 0) // step, groups - 1)
    oldest = min((youngest + LANES - 1) // step, groups - 1)
    block = effects * LANES
    for s in range(strata):
        here, off, away = active + 4 * s * block, leave + 4 * s * block, career[s] > 0.0
        if group == oldest:
            note = to + group * size + 4 * s
            counted = sums(
                everybody(work, here, off, away, effects),
                everybody(work, here + block, off + block, away, effects),
                everybody(work, here + 2 * block, off + 2 * block, away, effects),
                everybody(work, here + 3 * block, off + 3 * block, away, effects),
            )
            store(out, note, load(out, note) + counted)
            continue
        for lane in range(LANES):
            months = youngest + LANES - 1 - lane
            if months >= 0:
                note = to + min(months // step, groups - 1) * size + 4 * s
                for c in range(4 * effects):
                    place = c * LANES + lane
                    out[note + c // effects] += work[here + place] + work[off + place]


@compiled
def look(
    work, active, leave, spare, ages, of_ages, length, exits, of_exits, low, last, strata, classes, out, to
):  # fmt: skip
    """Count those in active service, on leave, about to leave, and in the last month of service (active).

    `last` is the lane of those in the last month of service, or -1.
    """
    size, width = strata * classes, strata // RANKS_THERE_ARE
    units = width // SEXES_THERE_ARE
    count(work, active, strata, classes, out, to)
    count(work, leave, strata, classes, out, to + size)
    for s in range(strata):
        unit = s % width // SEXES_THERE_ARE
        for c in range(classes):
            leaving = leaving_of(ages, of_ages, length, unit, units, exits, of_exits + 2 * s + low[c])
            place = (s * classes + c) * LANES
            both = (load(work, active + place) + load(work, leave + place)) * leaving
            store(work, spare, both)
            note = to + 2 * size + s * classes + c
            gone = (work[spare] + work[spare + 1]) + (work[spare + 2] + work[spare + 3])
            if last >= 0:
                gone += work[active + place + last] + work[leave + place + last]
                out[note + size] += work[active + place + last]
            out[note] += gone
