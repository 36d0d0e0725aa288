"""What ties officers together, laid down ahead from expected values, so that both engines use the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.cycle import calendar_of
from senim.personnel.officers.grid import HEAD
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.staffing import PayRise

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Timeline:
    """Rates of each month that depend on the whole force, or on the calendar.

    Parameters
    ----------
    exits : ndarray, shape (months, 2, strata, 2)
        Multiple of the usual probability to leave: below and from 20 years of service on, by stratum, of
        sound and of low integrity.
    promotions : ndarray, shape (months, strata)
        Share of the usual promotions out of a stratum that find a post.
    released : ndarray, shape (months, strata)
        Probability that an officer in active service is released at the end of the month, recruits of the
        month included.
    hired : ndarray, shape (months, units)
        Expected recruits who start, by unit type.
    cycle : ndarray, shape (months,)
        Share of those due by the clock of the law who are called; below 0 where it does not run.
    """

    exits: Array
    promotions: Array
    released: Array
    hired: Array
    cycle: Array


def empty_timeline(rules: Rules, months: int) -> Timeline:
    """Lay down what the calendar alone says; promotions, releases and recruits are filled in month by month.

    Parameters
    ----------
    rules : Rules
        Rates.
    months : int
        How many months.

    Returns
    -------
    Timeline
        With all promotions open, nobody released and nobody hired.

    Raises
    ------
    ArgumentError
        If more officers would leave in a month than there are.
    """
    strata, units = rules.grid.strata, len(rules.grid.units)
    exits = np.ones((months, 2, strata, 2))
    for month in range(months):
        ratio = pay_ratios(rules.staffing.pay_rises, rules.grid.units, month)[rules.grid.unit_of()]
        exits[month] *= (ratio**-rules.staffing.exit_wage_elasticity)[:, None]
    for place in range(len(rules.plan.waves)):
        _anticipate(rules, place, exits)
    _check_exits(rules, exits)
    return Timeline(
        exits=exits,
        promotions=np.ones((months, strata)),
        released=np.zeros((months, strata)),
        hired=np.zeros((months, units)),
        cycle=calendar_of(rules.plan.cycle, months),
    )


def pay_ratios(rises: tuple[PayRise, ...], units: tuple[str, ...], month: int) -> Array:
    """Pay in a month as a multiple of the baseline's.

    Parameters
    ----------
    rises : tuple of PayRise
        What is raised.
    units : tuple of str
        Unit types.
    month : int
        The month.

    Returns
    -------
    ndarray, shape (units,)
        Above 0.
    """
    ratios = np.ones(len(units))
    for rise in rises:
        if rise.runs_in(month):
            ratios *= _by_unit(rise.ratios, units)
    return ratios


def _by_unit(values: Mapping[str, float], units: tuple[str, ...]) -> Array:
    return np.array([values.get(unit, 1.0) for unit in units])


def _anticipate(rules: Rules, place: int, exits: Array) -> None:
    """Let those leave at another rate whom a wave is meant for, in the months before it."""
    wave = rules.plan.waves[place]
    months = slice(max(int(wave.first_month) - int(wave.anticipation_months), 0), int(wave.first_month))
    problem = wave.anticipation_multiple_problem
    multiples = np.array(
        [wave.anticipation_multiple, wave.anticipation_multiple if problem is None else problem]
    )
    meant = rules.in_scope(wave)
    if wave.examination.exemptions.heads:
        meant = meant & (rules.grid.rank_of() != HEAD)
    # whom chance puts on the list nobody knows yet: all expect it to that degree
    shifts = 1.0 + wave.scope.share * (multiples - 1.0)
    exits[months, 0] *= np.where(meant[:, None], shifts, 1.0)
    if not wave.examination.exemptions.long_service:
        exits[months, 1] *= np.where(meant[:, None], shifts, 1.0)


def _check_exits(rules: Rules, exits: Array) -> None:
    serving = np.arange(rules.tenure_months - 1)
    highest = np.zeros((2, rules.grid.strata))
    for band, rows in enumerate((serving < LONG_SERVICE_MONTHS, serving >= LONG_SERVICE_MONTHS)):
        highest[band] = rules.leaving[:-1][rows].max(axis=0, initial=0.0)
    other = np.maximum(rules.starting_leave + rules.appointed + rules.promoted, rules.ending_leave)
    too_many = (highest[..., None] * exits + other[:, None] > 1.0).any(axis=(1, 2, 3))
    if too_many.any():
        check = ArgumentCheck("senim.personnel.officers")
        check.refuse(
            "anticipation_multiple or pay_rises",
            f"more officers would leave in month {int(np.argmax(too_many))} than there are",
            "Lower the multiple, or raise the pay.",
        )
        check.raise_if_any()
