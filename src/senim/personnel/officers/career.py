"""Exits, leave, appointments, changes of quality and releases of one officer in one month; compiled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.book import FAR
from senim.personnel.officers.calendar import APPOINTED, ON_LEAVE
from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.counting import FLOW, Counts, note
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.officer import first_above, move, remove, wait
from senim.personnel.officers.stream import happens, uniform

Array = NDArray[np.float64]

LEFT, RELEASED, APPOINTMENT, BEGAN_LEAVE, ENDED_LEAVE = (
    FLOW[name] for name in ("left", "released", "appointed", "began_leave", "ended_leave")
)


@inlined
def leaving_rate(at: Any, book: Array, officer: Any) -> float:
    """Give the probability that an officer leaves this month.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    officer : record of `OFFICER`
        Who.

    Returns
    -------
    float
        His own, not the bound.
    """
    tenure, stratum = officer.month - officer.intake, officer.stratum
    # qualities alternate between sound and low integrity
    long_service, low_integrity = int(tenure >= LONG_SERVICE_MONTHS), officer.cell % 2
    usual = book[at.leaving + int(book[at.leaving_row + tenure]) + stratum]
    row = int(book[at.exits_row + officer.month]) + (long_service * at.strata + stratum) * 2
    return float(usual * book[at.exits + row + low_integrity])


@compiled
def serve_on_leave(at: Any, book: Array, counts: Counts, officer: Any, stream: Any, drawn: float) -> None:
    """Let a candidate month of an officer on leave pass.

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
    drawn : float
        Even between 0 and the bound of this month.
    """
    leaving = leaving_rate(at, book, officer)
    if drawn < leaving:
        depart(at, book, counts, officer)
    elif drawn < leaving + book[at.ending_leave]:
        note(at, counts, officer, ENDED_LEAVE)
        wait(officer, at.waiting_after_leave, at.after_leave)
        release_by_chance(at, book, counts, officer, stream)


@inlined
def serve(at: Any, book: Array, counts: Counts, officer: Any, stream: Any, drawn: float) -> None:
    """Let a candidate month of an officer in active service pass.

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
    drawn : float
        Even between 0 and the bound of this month.
    """
    stratum, quality = officer.stratum, officer.quality
    leaving = leaving_rate(at, book, officer)
    starting = leaving + book[at.starting_leave + stratum]
    appointed = starting + book[at.appointed + stratum]
    promoted = appointed + book[at.promoted + officer.month * at.strata + stratum]
    changed = promoted + (1.0 - promoted) * book[at.changing + quality]
    if drawn < leaving:
        depart(at, book, counts, officer)
    elif drawn < starting:
        note(at, counts, officer, BEGAN_LEAVE)
        officer.waiting, officer.date = ON_LEAVE, FAR
    elif drawn < promoted:
        if drawn >= appointed:
            move(at, book, counts, officer, int(book[at.promoted_to + stratum]), quality)
        note(at, counts, officer, APPOINTMENT)
        wait(officer, APPOINTED, at.after_appointment)
        release_by_chance(at, book, counts, officer, stream)
    elif drawn < changed:
        row = at.change_cumulated + quality * at.classes
        wanted = uniform(stream) * book[row + at.classes - 1]
        move(at, book, counts, officer, stratum, first_above(book, row, at.classes, wanted))
        release_by_chance(at, book, counts, officer, stream)
    elif drawn < changed + (1.0 - changed) * book[at.released + officer.month * at.strata + stratum]:
        release(at, book, counts, officer)


@compiled
def release_by_chance(at: Any, book: Array, counts: Counts, officer: Any, stream: Any) -> None:
    """Release an officer to whom something else happened, at the end of the month, if chance has it so.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        In active service.
    stream : record of `STREAM`
        Of random numbers.
    """
    if happens(stream, book[at.released + officer.month * at.strata + officer.stratum]):
        release(at, book, counts, officer)


@compiled
def release(at: Any, book: Array, counts: Counts, officer: Any) -> None:
    """Release an officer.

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
    """
    note(at, counts, officer, RELEASED)
    remove(at, book, counts, officer)


@compiled
def depart(at: Any, book: Array, counts: Counts, officer: Any) -> None:
    """Let an officer leave of his own will or by age.

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
    """
    note(at, counts, officer, LEFT)
    remove(at, book, counts, officer)
