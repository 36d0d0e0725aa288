"""Lists of waves and examinations of one officer; compiled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.book import FAR
from senim.personnel.officers.calendar import APPOINTED, CYCLE, IDLE, ON_LEAVE, RETURNED, again, listed
from senim.personnel.officers.compiling import compiled, inlined
from senim.personnel.officers.counting import FLOW, Counts, note
from senim.personnel.officers.officer import AWAY, first_above, move, remove, wait
from senim.personnel.officers.stream import happens, uniform

Array = NDArray[np.float64]

EXAMINED, RESERVE, RE_EXAMINATION, UNFIT = (
    FLOW[name] for name in ("examined", "reserve", "re_examination", "unfit")
)
DEMOTED, TRANSFERRED, DISMISSED, LEFT_OUT, WAITING = (
    FLOW[name] for name in ("demoted", "transferred", "dismissed", "left_out", "waiting")
)
OF_CYCLE: Any = np.int64(0)
"""Number of the cycle among the levers."""

waiting_listed, waiting_again = compiled(listed), compiled(again)


@compiled
def draw_up_lists(at: Any, book: Array, counts: Counts, officer: Any, stream: Any) -> None:
    """Put an officer onto the lists of the waves that begin this month, if he is meant.

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
    for lever in range(1, at.levers):
        if book[at.first_month + lever] != officer.month:
            continue
        at_once = officer.waiting == ON_LEAVE and book[at.exempts_on_leave + lever] == 0.0
        if not (at_once or is_free(at, book, officer, lever)) or not is_allowed(at, book, officer, lever):
            continue
        if book[at.in_scope + lever * at.strata + officer.stratum] == 0.0:
            continue
        share = book[at.scope_share + lever]
        if share < 1.0 and uniform(stream) >= share:
            continue
        if at_once:
            examine(at, book, counts, officer, stream, lever)
        else:
            put_on_list(at, book, counts, officer, stream, lever)
    if book[at.first_month + OF_CYCLE] == officer.month and officer.waiting == IDLE:
        # the clock begins: whoever has no date gets one by lot within the first interval
        wait(officer, CYCLE, int(uniform(stream) * at.interval))


@compiled
def put_on_list(at: Any, book: Array, counts: Counts, officer: Any, stream: Any, lever: int) -> None:
    """Call an officer in one month of a wave, or leave him out beyond its capacity.

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
    lever : int
        From 1.
    """
    months = first_above(book, at.called + lever * at.called_months, at.called_months, uniform(stream))
    if months == at.called_months:
        note(at, counts, officer, LEFT_OUT)
    else:
        wait(officer, waiting_listed(lever), months)


@inlined
def is_free(at: Any, book: Array, officer: Any, lever: int) -> bool:
    """Say whether a wave may list an officer, by what he waits for.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    officer : record of `OFFICER`
        Who.
    lever : int
        From 1.

    Returns
    -------
    bool
        False for those on leave or on another list, and for those new in post or just back from leave
        whom the wave exempts.
    """
    if officer.waiting == APPOINTED:
        return bool(book[at.exempts_new_in_post + lever] == 0.0 or officer.date <= officer.month)
    if officer.waiting == RETURNED:
        late = officer.month >= officer.date - at.protected_months
        return bool(book[at.exempts_on_leave + lever] == 0.0 or late)
    return bool(officer.waiting == IDLE or officer.waiting == CYCLE)


@inlined
def is_allowed(at: Any, book: Array, officer: Any, lever: int) -> bool:
    """Say whether an officer is not exempt from an examination as a head or by long service.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    officer : record of `OFFICER`
        Who.
    lever : int
        0 the cycle, then the waves.

    Returns
    -------
    bool
        As of this month; False where there is no such examination.
    """
    tenure = officer.month - officer.intake
    return bool(tenure < book[at.allowed_until + lever * at.strata + officer.stratum])


@inlined
def examine_due(at: Any, book: Array, counts: Counts, officer: Any, stream: Any) -> None:
    """Examine an officer whose month has come, if he may be examined.

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
    if officer.waiting <= RETURNED:
        calls = book[at.cycle_calls + officer.month]
        if calls >= 0.0 and officer.waiting == APPOINTED and at.rest_of_interval > 0:
            wait(officer, CYCLE, at.rest_of_interval)
        elif calls < 0.0 or not is_allowed(at, book, officer, OF_CYCLE):
            officer.waiting, officer.date = IDLE, FAR
        elif calls == 1.0 or (calls > 0.0 and uniform(stream) < calls):
            examine(at, book, counts, officer, stream, OF_CYCLE)
        else:
            note(at, counts, officer, WAITING)
            wait(officer, CYCLE, 1)
    else:
        # lists and second examinations alternate, lever by lever
        lever = (officer.waiting - waiting_listed(OF_CYCLE)) // 2
        # whoever leaves the scope stays on the list, and whoever becomes exempt does not
        if officer.waiting == waiting_listed(lever) and not is_allowed(at, book, officer, lever):
            wait(officer, at.waiting_if_exempt, at.after_exempt)
        else:
            examine(at, book, counts, officer, stream, lever)


@inlined
def examine(at: Any, book: Array, counts: Counts, officer: Any, stream: Any, lever: int) -> None:
    """Examine an officer.

    Parameters
    ----------
    at : record of `AT`
        Where everything stands.
    book : ndarray
        Rates and rules.
    counts : ndarray of int
        Where to count.
    officer : record of `OFFICER`
        Who; on leave he stays there, and gets no date and no second examination.
    stream : record of `STREAM`
        Of random numbers.
    lever : int
        0 the cycle, then the waves.
    """
    on_leave, first = officer.waiting == ON_LEAVE, officer.waiting != waiting_again(lever)
    note(at, counts, officer, EXAMINED)
    if uniform(stream) >= book[at.failing + lever * at.classes + officer.quality]:
        if happens(stream, book[at.reserve + lever]):
            note(at, counts, officer, RESERVE)
        if not on_leave:
            wait(officer, at.waiting_after_examination, at.interval)
    elif first and not on_leave and happens(stream, book[at.reexamined + lever]):
        note(at, counts, officer, RE_EXAMINATION)
        wait(officer, waiting_again(lever), int(book[at.reexamination_months + lever]))
    else:
        find_unfit(at, book, counts, officer, stream, lever)


@compiled
def find_unfit(at: Any, book: Array, counts: Counts, officer: Any, stream: Any, lever: int) -> None:
    """Dismiss, demote or transfer an officer.

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
    lever : int
        0 the cycle, then the waves.
    """
    on_leave, stratum = officer.waiting == ON_LEAVE, officer.stratum
    which = uniform(stream)
    note(at, counts, officer, UNFIT)
    if which < book[at.dismissed + lever]:
        note(at, counts, officer, DISMISSED)
        remove(at, book, counts, officer)
        if happens(stream, book[at.reinstated + lever * at.classes + officer.quality]):
            wait(officer, AWAY, int(book[at.reinstatement_lag_months + lever]))
    elif which < book[at.dismissed_or_demoted + lever]:
        note(at, counts, officer, DEMOTED)
        move(at, book, counts, officer, int(book[at.demoted_to + stratum]), officer.quality)
        if not on_leave:
            wait(officer, APPOINTED, at.after_appointment)
    else:
        note(at, counts, officer, TRANSFERRED)
        row = at.transfer_cumulated + stratum * at.strata
        wanted = uniform(stream) * book[row + at.strata - 1]
        move(at, book, counts, officer, first_above(book, row, at.strata, wanted), officer.quality)
        if not on_leave:
            wait(officer, at.waiting_after_examination, at.interval)
