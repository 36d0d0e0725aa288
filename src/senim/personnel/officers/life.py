"""The way of one officer through the months, from event to event; compiled.

Officers do not touch one another, so each is followed to the end before the next. Between dates that are
known (examination, wave, last month of service, return by court) the next month in which something may happen
lies a geometric gap ahead.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.book import FAR
from senim.personnel.officers.calendar import ON_LEAVE
from senim.personnel.officers.career import depart, serve, serve_on_leave
from senim.personnel.officers.commission import draw_up_lists, examine_due
from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.counting import FLOW, Counts, count, note
from senim.personnel.officers.officer import AWAY, GONE, NOT_DRAWN, come, wait
from senim.personnel.officers.stream import exponential, uniform

Array = NDArray[np.float64]

REINSTATED = FLOW["reinstated"]


@compiled
def follow(at: Any, book: Array, counts: Counts, officer: Any, stream: Any) -> None:
    """Follow an officer, from one date or candidate month to the next, until the months are over.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Who has come, or is away until a court brings him back.
    stream : record of `STREAM`
        Of random numbers.
    """
    while True:
        if officer.candidate == NOT_DRAWN:
            draw_candidate(at, book, officer, stream)
        officer.month = min(officer.fence, officer.date, officer.candidate)
        if officer.month >= at.months:
            return
        if officer.month == officer.fence:
            begin_month(at, book, counts, officer, stream)
        elif officer.month == officer.date:
            keep_date(at, book, counts, officer, stream)
        else:
            serve_month(at, book, counts, officer, stream)


@inlined
def keep_date(at: Any, book: Array, counts: Counts, officer: Any, stream: Any) -> None:
    """Do what an officer waited for.

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
    """
    if officer.waiting == AWAY:
        come_back(at, book, counts, officer)
    else:
        examine_due(at, book, counts, officer, stream)


@inlined
def draw_candidate(at: Any, book: Array, officer: Any, stream: Any) -> None:
    """Draw the next month in which something may happen to an officer by chance.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    officer : record of `OFFICER`
        Who.
    stream : record of `STREAM`
        Of random numbers.
    """
    gap = exponential(stream) * book[at.mean_gap + bound_of(at, officer)]
    officer.candidate = officer.month + int(min(gap, float(FAR)))


@inlined
def bound_of(at: Any, officer: Any) -> int:
    """Find the bound of an officer.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    officer : record of `OFFICER`
        Who.

    Returns
    -------
    int
        Its place in the tables of bounds.
    """
    bound = officer.bounds + officer.cell
    return int(bound + at.on_leave_bounds if officer.waiting == ON_LEAVE else bound)


@inlined
def serve_month(at: Any, book: Array, counts: Counts, officer: Any, stream: Any) -> None:
    """Let a candidate month pass: nothing happens where the officer's own rates are below the bound.

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
    """
    drawn = uniform(stream) * book[at.highest + bound_of(at, officer)]
    officer.candidate = NOT_DRAWN
    if officer.waiting == ON_LEAVE:
        serve_on_leave(at, book, counts, officer, stream, drawn)
    else:
        serve(at, book, counts, officer, stream, drawn)
    officer.month += 1


@inlined
def begin_month(at: Any, book: Array, counts: Counts, officer: Any, stream: Any) -> None:
    """Do what the start of a month has for an officer, and say how far he can see from there.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        In the force.
    stream : record of `STREAM`
        Of random numbers.
    """
    month, tenure = officer.month, officer.month - officer.intake
    if book[at.next_wave + month] == month:
        draw_up_lists(at, book, counts, officer, stream)
    if officer.date == month:
        examine_due(at, book, counts, officer, stream)
    if officer.waiting < 0:
        return
    if tenure == at.tenures - 1:
        depart(at, book, counts, officer)
        return
    bounds = int(book[at.period_row + month] + book[at.band_row + tenure])
    if bounds != officer.bounds or officer.candidate == FAR:
        officer.bounds, officer.candidate = bounds, NOT_DRAWN
    career_ends = officer.intake + min(int(book[at.band_ends + tenure]), at.tenures - 1)
    time_ends = min(int(book[at.period_ends + month]), int(book[at.next_wave + month + 1]))
    officer.fence = min(career_ends, time_ends)


@compiled
def come_back(at: Any, book: Array, counts: Counts, officer: Any) -> None:
    """Bring an officer back by court in the month that was set, unless his service is over by then.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Away.
    """
    if officer.month - officer.intake >= at.tenures:
        officer.waiting, officer.date = GONE, FAR
        return
    come(officer)
    note(at, counts, officer, REINSTATED)
    count(at, book, counts, officer, officer.month + 1, 1)
    wait(officer, at.waiting_after_examination, at.interval)
