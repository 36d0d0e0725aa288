"""A block of officers, one after the other: those of the start, those brought back, recruits; compiled.

A block is a slice of the force: officers stand in the order of their strata, so those of a block touch
the same few tables and counts, which stay in the cache.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.book import FAR
from senim.personnel.officers.calendar import APPOINTED
from senim.personnel.officers.career import release_by_chance
from senim.personnel.officers.compiling import compiled, compiled_and_kept, pointer
from senim.personnel.officers.counting import FLOW, Counts, count, note
from senim.personnel.officers.life import follow
from senim.personnel.officers.officer import AWAY, come, place, wait
from senim.personnel.officers.origins import Origins
from senim.personnel.officers.places import cells_at, even_shares, rising_shares

Array = NDArray[np.float64]

HIRED = FLOW["hired"]


@compiled
def start(
    at: Any,
    book: Array,
    counts: Counts,
    officer: Any,
    stream: Any,
    origins: Origins,
    begin: float,
    part: float,
    officers: int,
) -> None:
    """Follow officers who are in post at the start.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Each of them, one after the other.
    stream : record of `STREAM`
        Of random numbers.
    origins : Origins
        Where they are.
    begin, part : float
        Where the block begins along the force, and its share of it.
    officers : int
        How many.
    """
    waiting, dates = origins.waiting, origins.dates
    for cell in cells_at(origins.start, rising_shares(stream, officers, begin, part)):
        rest, quality = divmod(cell, at.classes)
        rest, waits = divmod(rest, len(waiting))
        stratum, tenure = divmod(rest, at.tenures)
        place(at, book, officer, stratum, quality)
        officer.month, officer.intake = 0, -tenure
        officer.waiting, officer.date = waiting[waits], dates[waits]
        count(at, book, counts, officer, 0, 1)
        come(officer)
        follow(at, book, counts, officer, stream)


@compiled
def bring_back(
    at: Any,
    book: Array,
    counts: Counts,
    officer: Any,
    stream: Any,
    origins: Origins,
    begin: float,
    part: float,
    returning: int,
) -> None:
    """Follow officers who were dismissed before the start and return.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Each of them, one after the other.
    stream : record of `STREAM`
        Of random numbers.
    origins : Origins
        Who they are.
    begin, part : float
        Where the block begins along the force, and its share of it.
    returning : int
        How many.
    """
    for cell in cells_at(origins.returning, rising_shares(stream, returning, begin, part)):
        rest, quality = divmod(cell, at.classes)
        rest, stratum = divmod(rest, at.strata)
        month, tenure = divmod(rest, at.tenures)
        place(at, book, officer, stratum, quality)
        officer.month, officer.intake = 0, -tenure
        wait(officer, AWAY, month)
        officer.fence, officer.candidate = FAR, FAR
        follow(at, book, counts, officer, stream)


@compiled
def hire(
    at: Any,
    book: Array,
    counts: Counts,
    officer: Any,
    stream: Any,
    origins: Origins,
    begin: float,
    part: float,
    recruits: NDArray[np.int64],
) -> None:
    """Follow recruits from the end of the month in which they start.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Each of them, one after the other.
    stream : record of `STREAM`
        Of random numbers.
    origins : Origins
        Who they are.
    begin, part : float
        Where the block begins along the force, and its share of it.
    recruits : ndarray of int, shape (months, units)
        How many.
    """
    for unit in range(recruits.shape[1]):
        first, last = origins.unit_begins[unit], origins.unit_begins[unit + 1]
        all_months = 0
        for month in range(at.months):
            all_months += recruits[month, unit]
        shares = even_shares(stream, all_months, begin, part)
        cells = cells_at(origins.recruits, first + shares * (last - first))
        before = 0
        for month in range(at.months):
            for cell in cells[before : before + recruits[month, unit]]:
                stratum, quality = divmod(cell, at.classes)
                place(at, book, officer, stratum, quality)
                recruit(at, book, counts, officer, stream, month)
            before += recruits[month, unit]


@compiled
def recruit(at: Any, book: Array, counts: Counts, officer: Any, stream: Any, month: int) -> None:
    """Follow a recruit, who may be released in the month in which he starts.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Who.
    stream : record of `STREAM`
        Of random numbers.
    month : int
        At the end of which he starts.
    """
    officer.month, officer.intake = month, month + 1
    count(at, book, counts, officer, month + 1, 1)
    note(at, counts, officer, HIRED)
    wait(officer, APPOINTED, at.after_appointment)
    release_by_chance(at, book, counts, officer, stream)
    if officer.waiting == APPOINTED:
        officer.month += 1
        come(officer)
        follow(at, book, counts, officer, stream)


@compiled_and_kept
def walk_block(
    at: Any,
    book: Array,
    counts: Counts,
    officer: Any,
    stream: Any,
    origins: Origins,
    begin: float,
    part: float,
    officers: int,
    returning: int,
    recruits: NDArray[np.int64],
) -> None:
    """Follow all officers of a block: those of the start, those a court brings back, recruits.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Room for one.
    stream : record of `STREAM`
        Of random numbers.
    origins : Origins
        Where officers come from.
    begin, part : float
        Where the block begins in the force, and its share of it.
    officers, returning : int
        How many at the start, and how many a court brings back.
    recruits : ndarray of int, shape (months, units)
        How many come.
    """
    rates, counted = pointer(book), pointer(counts)
    start(at, rates, counted, officer, stream, origins, begin, part, officers)
    bring_back(at, rates, counted, officer, stream, origins, begin, part, returning)
    hire(at, rates, counted, officer, stream, origins, begin, part, recruits)
