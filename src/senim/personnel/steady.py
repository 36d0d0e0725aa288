"""Rates and stocks of a force that stays as it is.

Three tenure bands (first year, 1-20, 20 and more) stand for 20 yearly steps and more:
people inside a band are spread over it as in the steady state, so the share that leaves
it for the next band each month is a constant. With months of tenure followed one by one
and an unchanged force the two are the same; `docs/methods/personnel.md` gives the
difference under reforms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.force import ForceInputs

MONTHS_NEW = 12
MONTHS_ESTABLISHED = 19 * 12
NEW, ESTABLISHED, PROTECTED, LONG = range(4)
SOUND, VISIBLE, HIDDEN = range(3)

Array = NDArray[np.float64]


@dataclass(frozen=True)
class SteadyForce:
    """Monthly rates and first stocks, one value a draw.

    Parameters
    ----------
    leaving : ndarray, shape (3, n)
        Monthly probability to leave, by band.
    ageing_new, ageing_established : ndarray, shape (n,)
        Monthly share of a band that moves into the next one.
    turning, mending : ndarray, shape (n,)
        Monthly probability that a sound officer turns, or a problem officer mends.
    starting_leave, ending_leave : ndarray, shape (n,)
        Monthly probability to become, and to cease to be, protected by childcare leave.
    protected_share : ndarray, shape (n,)
        Share of officers with 1-20 years who are protected.
    recruit_shares : ndarray, shape (3, n)
        Sound, visible and hidden among recruits.
    posts : ndarray, shape (2, n)
        Posts per 100,000: front line, other.
    stocks : ndarray, shape (2, 4, 3, n)
        Officers per 100,000 by unit, slot (new, established, protected, long) and class
        (sound, visible, hidden).
    turnover : ndarray, shape (n,)
        Share of the force that leaves, and is hired, each month.
    """

    leaving: Array
    ageing_new: Array
    ageing_established: Array
    turning: Array
    mending: Array
    starting_leave: Array
    ending_leave: Array
    protected_share: Array
    recruit_shares: Array
    posts: Array
    stocks: Array
    turnover: Array


def steady_force(force: ForceInputs) -> SteadyForce:
    """Find the rates at which a force stays as it is.

    Parameters
    ----------
    force : ForceInputs
        With arrays of shape (n,) in every field of draws.

    Returns
    -------
    SteadyForce
        Rates and first stocks.

    Raises
    ------
    ArgumentError
        If no rates keep the force as described.
    """
    check = ArgumentCheck("senim.personnel.simulate_force")
    exit_new, exit_established = (
        1.0 - (1.0 - np.asarray(yearly)) ** (1.0 / 12.0)
        for yearly in (force.exit_new_yearly, force.exit_established_yearly)
    )
    long_share = np.asarray(force.long_service_share)
    ageing_new = _ageing(exit_new, MONTHS_NEW)
    # a force without long service is one where nobody stays that long
    ageing_established = np.where(long_share > 0.0, _ageing(exit_established, MONTHS_ESTABLISHED), 0.0)
    established = (1.0 - long_share) * ageing_new / (ageing_new + ageing_established + exit_established)
    new = 1.0 - long_share - established
    exit_long = np.divide(
        established * ageing_established, long_share, out=np.zeros_like(long_share), where=long_share > 0.0
    )
    check.between("long_service_share (the exits it implies)", exit_long)
    leaving = np.stack([exit_new, exit_established, exit_long])
    bands = np.stack([new, established, long_share])
    outflow = leaving + np.stack([ageing_new, ageing_established, np.zeros_like(long_share)])
    turnover = np.asarray((bands * leaving).sum(axis=0), dtype=np.float64)
    turning, mending, problem = _conversion(force, bands, outflow, turnover, check)
    check.raise_if_any()

    span = np.asarray(force.leave_months) + np.asarray(force.protected_months)
    ever = np.asarray(force.women_share) * np.asarray(force.leave_share_of_women)
    protected = ever * span / np.asarray(force.leave_months)
    check.between("leave_share_of_women (share protected by leave)", protected, 0.0, 0.95)
    check.raise_if_any()
    ending = 1.0 / span
    starting = ending * protected / (1.0 - protected)

    posts_all = np.asarray(force.establishment_per_100k)
    front = np.asarray(force.front_line_share)
    posts = np.stack([posts_all * front, posts_all * (1.0 - front)])
    slots = np.stack([new, established * (1.0 - protected), established * protected, long_share])
    visible = np.asarray(force.visible_share)
    by_slot = problem[[0, 1, 1, 2]]
    classes = np.stack([1.0 - by_slot, by_slot * visible, by_slot * (1.0 - visible)], axis=1)
    filled = posts * (1.0 - np.asarray(force.vacancy_rate))
    recruits = np.asarray(force.recruit_prevalence)
    return SteadyForce(
        leaving=leaving,
        ageing_new=ageing_new,
        ageing_established=ageing_established,
        turning=turning,
        mending=mending,
        starting_leave=starting,
        ending_leave=ending,
        protected_share=protected,
        recruit_shares=np.stack([1.0 - recruits, recruits * visible, recruits * (1.0 - visible)]),
        posts=posts,
        stocks=filled[:, None, None] * (slots[:, None] * classes)[None],
        turnover=turnover,
    )


def _ageing(leaving: Array, months: int) -> Array:
    """Share of a band of so many months that moves on each month, in the steady state."""
    staying = 1.0 - leaving
    with np.errstate(invalid="ignore", divide="ignore"):
        share = leaving * staying**months / (1.0 - staying**months)
    # with hardly anyone leaving the months are filled evenly
    return np.where(leaving > 1e-9, share, 1.0 / months)


def _conversion(
    force: ForceInputs, bands: Array, outflow: Array, turnover: Array, check: ArgumentCheck
) -> tuple[Array, Array, Array]:
    """Monthly rates of turning and mending that keep the prevalence, and prevalence by band.

    Along the bands ``sound = sound of recruits / product(1 + turning / outflow)``; its
    mean over the bands falls with `turning`, so bisection finds the one that fits. The
    mirror image holds for mending.
    """
    prevalence = np.asarray(force.prevalence)
    recruits = np.asarray(force.recruit_prevalence)
    closed = turnover <= 0.0
    grows = prevalence >= recruits
    kept_recruits = np.where(grows, 1.0 - recruits, recruits)
    kept_force = np.where(grows, 1.0 - prevalence, prevalence)
    wanted = np.divide(kept_force, kept_recruits, out=np.ones_like(kept_force), where=kept_recruits > 0.0)

    def kept_by_band(rate: Array) -> Array:
        steps = 1.0 + np.divide(
            np.broadcast_to(rate, outflow.shape), outflow, out=np.zeros_like(outflow), where=outflow > 0.0
        )
        return np.asarray(1.0 / np.cumprod(steps, axis=0))

    low, high = np.zeros_like(prevalence), np.ones_like(prevalence)
    unreachable = ~closed & ((bands * kept_by_band(high)).sum(axis=0) > wanted)
    if unreachable.any():
        check.refuse(
            "recruit_prevalence",
            f"the force cannot keep its prevalence with these recruits ({int(unreachable.sum())} draws)",
            "Bring recruit_prevalence nearer to prevalence, or raise the exits.",
        )
    for _ in range(64):
        middle = 0.5 * (low + high)
        too_slow = (bands * kept_by_band(middle)).sum(axis=0) > wanted
        low, high = np.where(too_slow, middle, low), np.where(too_slow, high, middle)
    rate = np.where(closed | (prevalence == recruits), 0.0, 0.5 * (low + high))
    kept = np.where(closed, kept_force, kept_recruits * kept_by_band(rate))
    problem = np.where(grows, 1.0 - kept, kept)
    return np.where(grows, rate, 0.0), np.where(grows, 0.0, rate), problem
