"""The individual-level engine: every officer, in blocks with streams of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.block import walk_block
from senim.personnel.officers.counting import Counts
from senim.personnel.officers.force import note_whole
from senim.personnel.officers.officer import OFFICER
from senim.personnel.officers.path import OfficerPath, by_axes
from senim.personnel.officers.stream import new_stream
from senim.personnel.officers.tables import Tables
from senim.personnel.officers.told import flows, make_room, stocks

Array = NDArray[np.float64]

BLOCK_OFFICERS = 8_192
"""Most officers of a block. Part of what a seed means: another size gives other draws."""


def simulate_officers(
    tables: Tables,
    months: int,
    *,
    seed: int,
    draw: int = 0,
    monthly_tenure: bool = False,
    threads: int = 1,
) -> OfficerPath:
    """Simulate every officer of a force once.

    Parameters
    ----------
    tables : Tables
        Of `make_tables`.
    months : int
        How many months are told; not more than the expected values were worked out for. A shorter
        run is the beginning of a longer one.
    seed, draw : int
        The stream; each draw of a seed is independent of the others.
    monthly_tenure : bool
        Whether stocks are told by month of service, else by year.
    threads : int
        Threads. Changes speed and memory, nothing else.

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
    note_whole(check, "months", months, 1, tables.months)
    note_whole(check, "seed", seed, 0, 2**63)
    note_whole(check, "draw", draw, 0, 2**31)
    note_whole(check, "threads", threads, 1, 1024)
    check.raise_if_any()
    force = int(tables.rules.force.officers)
    begins = np.linspace(0, force, -(-force // BLOCK_OFFICERS) + 1).astype(np.int64)
    at, _ = make_room(tables.at, monthly=monthly_tenure)

    def count(blocks: NDArray[np.intp]) -> Counts:
        at, counts = make_room(tables.at, monthly=monthly_tenure)
        officer = np.zeros(1, OFFICER)[0]
        for block in blocks:
            begin, officers = int(begins[block]), int(begins[block + 1] - begins[block])
            stream, place = new_stream(seed, draw, int(block)), (begin / force, officers / force, officers)
            walk_block(at, tables.book, counts, officer, stream, tables.origins, *place)
        return counts

    chunks = np.array_split(np.arange(len(begins) - 1), min(threads, len(begins) - 1))
    if len(chunks) == 1:
        counts = count(chunks[0])
    else:
        with ThreadPoolExecutor(len(chunks)) as pool:
            counts = sum(pool.map(count, chunks[1:]), count(chunks[0]))
    grid = tables.rules.grid

    def told(counted: Array) -> Array:
        return by_axes(counted.reshape(*counted.shape[:2], grid.strata, 4), len(grid.units))

    return OfficerPath(
        units=grid.units,
        stocks=told(stocks(at, tables.book, counts)[: months + 1]),
        flows=told(flows(at, counts)[:months]),
        posts=tables.posts[: months + 1],
    )
