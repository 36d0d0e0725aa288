"""Every officer, month by month, in blocks with streams of their own."""

from __future__ import annotations

import numpy as np

from benchmarks.plain_officers.block import Block
from benchmarks.plain_officers.roster import Tally
from benchmarks.plain_officers.tables import PlainTables
from senim.personnel.officers.path import OfficerPath, by_axes, tenure_starts

BLOCK_OFFICERS = 131_072
"""Officers of a block. Part of what a seed means: another size gives other draws."""


def simulate_plainly(tables: PlainTables, months: int, *, seed: int, draw: int = 0) -> OfficerPath:
    """Simulate every officer of a force once.

    Parameters
    ----------
    tables : PlainTables
        Of `plain_tables`.
    months : int
        How many months; not more than the expected values were worked out for.
    seed, draw : int
        The stream; each draw of a seed is independent of the others.

    Returns
    -------
    OfficerPath
        Whole counts.
    """
    grid, officers = tables.rules.grid, int(tables.rules.force.officers)
    starts = tenure_starts(tables.rules.tenure_months, monthly=False)
    sizes = [min(BLOCK_OFFICERS, officers - first) for first in range(0, officers, BLOCK_OFFICERS)]
    tally = Tally(tables.rules, months)
    blocks = [Block(tables, tally, _stream(seed, draw, number), size) for number, size in enumerate(sizes)]
    tally.close(None)
    stocks = np.empty((months + 1, len(starts), tally.cells))
    stocks[0] = tally.by_service(0, starts)
    for month in range(months):
        for block in blocks:
            block.step(month)
        tally.close(month)
        stocks[month + 1] = tally.by_service(month + 1, starts)
    width = len(grid.units)
    return OfficerPath(
        units=grid.units,
        stocks=by_axes(stocks.reshape(*stocks.shape[:2], grid.strata, 4), width),
        flows=by_axes(tally.flows.reshape(*tally.flows.shape[:2], grid.strata, 4).astype(np.float64), width),
        posts=tables.posts,
    )


def _stream(seed: int, draw: int, block: int) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(draw, block))))
