"""The individual-level engine: every officer, in blocks with streams of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

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


class Slice(NamedTuple):
    """The part of a force that a block is.

    Parameters
    ----------
    begin, part : float
        Where it begins along the force, and its share of it.
    officers, returning : int
        How many are in post at the start, and how many a court brings back who were dismissed before.
    recruits : ndarray of int, shape (months, units)
        How many come.
    """

    begin: float
    part: float
    officers: int
    returning: int
    recruits: NDArray[np.int64]


def slices(tables: Tables, *, seed: int, draw: int) -> list[Slice]:
    """Cut a force into blocks.

    Parameters
    ----------
    tables : Tables
        Of `make_tables`.
    seed, draw : int
        Expected numbers of a draw are rounded up or down by chance, for the force and not block by block.

    Returns
    -------
    list of Slice
        Of nearly the same size.
    """
    force = int(tables.rules.force.officers)
    ends = np.linspace(0, force, -(-force // BLOCK_OFFICERS) + 1).astype(np.int64)
    reached = ends / force
    chance = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(draw,))))
    returning = np.floor(reached * tables.origins.returning.total + chance.random()).astype(np.int64)
    recruits = np.floor(reached[:, None, None] * tables.hired + chance.random(tables.hired.shape))
    return [
        Slice(float(begin), float(end - begin), int(officers), int(back), some)
        for begin, end, officers, back, some in zip(
            reached,
            reached[1:],
            np.diff(ends),
            np.diff(returning),
            np.diff(recruits.astype(np.int64), axis=0),
            strict=False,
        )
    ]


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
    blocks = slices(tables, seed=seed, draw=draw)
    at, _ = make_room(tables.at, monthly=monthly_tenure)

    def count(chunk: NDArray[np.intp]) -> Counts:
        at, counts = make_room(tables.at, monthly=monthly_tenure)
        officer = np.zeros(1, OFFICER)[0]
        for number in chunk:
            stream = new_stream(seed, draw, int(number))
            walk_block(at, tables.book, counts, officer, stream, tables.origins, *blocks[number])
        return counts

    first, *others = np.array_split(np.arange(len(blocks)), min(threads, len(blocks)))
    if others:
        with ThreadPoolExecutor(len(others)) as pool:
            counts = sum(pool.map(count, others), count(first))
    else:
        counts = count(first)
    grid = tables.rules.grid

    def told(counted: Array) -> Array:
        return by_axes(counted.reshape(*counted.shape[:2], grid.strata, 4), len(grid.units))

    return OfficerPath(
        units=grid.units,
        stocks=told(stocks(at, tables.book, counts)[: months + 1]),
        flows=told(flows(at, counts)[:months]),
        posts=tables.posts[: months + 1],
    )
