"""The individual-level engine: every officer, month by month, in blocks with streams of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.block import Block
from senim.personnel.officers.force import note_whole
from senim.personnel.officers.path import OfficerPath, by_axes, tenure_starts
from senim.personnel.officers.roster import Tally
from senim.personnel.officers.tables import Tables

BLOCK_OFFICERS = 131_072
"""Officers of a block. Part of what a seed means: another size gives other draws."""


def simulate_officers(
    tables: Tables,
    months: int,
    *,
    seed: int,
    draw: int = 0,
    monthly_tenure: bool = False,
    blocks_at_once: int = 1,
    threads: int = 1,
) -> OfficerPath:
    """Simulate every officer of a force once.

    Parameters
    ----------
    tables : Tables
        Of `make_tables`.
    months : int
        How many months; not more than the expected values were worked out for.
    seed, draw : int
        The stream; each draw of a seed is independent of the others.
    monthly_tenure : bool
        Whether stocks are told by month of service, else by year.
    blocks_at_once : int
        Blocks that one thread walks through together. Changes memory and speed, nothing else.
    threads : int
        Threads. Changes speed, nothing else.

    Returns
    -------
    OfficerPath
        Whole counts.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.
    """
    check = ArgumentCheck("senim.personnel.officers.simulate_officers")
    note_whole(check, "months", months, 1, 1200)
    note_whole(check, "seed", seed, 0, 2**63)
    note_whole(check, "draw", draw, 0, 2**31)
    note_whole(check, "blocks_at_once", blocks_at_once, 1, 10**6)
    note_whole(check, "threads", threads, 1, 1024)
    check.raise_if_any()
    grid, officers = tables.rules.grid, int(tables.rules.force.officers)
    starts = tenure_starts(tables.rules.tenure_months, monthly=monthly_tenure)
    sizes = [min(BLOCK_OFFICERS, officers - first) for first in range(0, officers, BLOCK_OFFICERS)]
    chunks = [
        range(first, min(first + blocks_at_once, len(sizes)))
        for first in range(0, len(sizes), blocks_at_once)
    ]

    def walk(chunk: range) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        tally = Tally(tables.rules, months)
        blocks = [Block(tables, tally, _stream(seed, draw, number), sizes[number]) for number in chunk]
        tally.close(None)
        stocks = np.empty((months + 1, len(starts), tally.cells), dtype=np.int64)
        stocks[0] = tally.by_service(0, starts)
        for month in range(months):
            for block in blocks:
                block.step(month)
            tally.close(month)
            stocks[month + 1] = tally.by_service(month + 1, starts)
        return stocks, tally.flows

    if threads == 1:
        counted = [walk(chunk) for chunk in chunks]
    else:
        with ThreadPoolExecutor(threads) as pool:
            counted = list(pool.map(walk, chunks))
    stocks = sum((part for part, _ in counted[1:]), counted[0][0]).astype(np.float64)
    flows = sum((part for _, part in counted[1:]), counted[0][1]).astype(np.float64)
    width = len(grid.units)
    return OfficerPath(
        units=grid.units,
        stocks=by_axes(stocks.reshape(*stocks.shape[:2], grid.strata, 4), width),
        flows=by_axes(flows.reshape(*flows.shape[:2], grid.strata, 4), width),
        posts=tables.posts[: months + 1],
    )


def _stream(seed: int, draw: int, block: int) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(draw, block))))
