"""Rules laid out as numbers in a row, as the compiled loops of the exact engine take them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.compiled import COEFFICIENTS
from senim.personnel.officers.grid import SEXES
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.steps import FIRST_TIME, VARIANTS

Array = NDArray[np.float64]
MARGIN = 8
"""Numbers beside a row, so that a tile may begin before it and end behind it."""


@dataclass(frozen=True)
class TabledRules:
    """What does not change from month to month.

    Parameters
    ----------
    front : int
        Numbers in front of a row by cohort.
    ages : ndarray, shape (units + 1, front + tenure months + MARGIN)
        Probability to leave by unit type, longest service first, the last month of service left out; in the
        last row, 1 for long service.
    career : ndarray, shape (3 * strata + 1,)
        Probability to go on leave, to be appointed, to be promoted; last, to return from leave.
    low : ndarray of int, shape (classes,)
        Whether a class is of low integrity.
    changes : ndarray, shape (months, 3, 4, 4)
        Change of quality within 0 months, 1 month and so on: of all, never, of those who changed.
    shares : ndarray, shape (4, effect classes)
        Share of each class within its quality.
    unit_shares : ndarray, shape (2, units)
        Share of recruits, and one over that of all others.
    tests : ndarray, shape (levers, variants, classes, COEFFICIENTS)
        What examinations do.
    """

    front: int
    ages: Array
    career: Array
    low: NDArray[np.intp]
    changes: Array
    shares: Array
    unit_shares: Array
    tests: Array

    def with_months(self, exits: Array, promotions: Array) -> tuple[Any, ...]:
        """Put them in order, with what changes from month to month between them.

        Parameters
        ----------
        exits : ndarray, shape (months, 2, strata, 2)
            As in `Timeline`.
        promotions : ndarray, shape (months, strata)
            As in `Timeline`.

        Returns
        -------
        tuple
            As `run` takes them.
        """
        return (
            self.ages, exits, self.career, promotions, self.low, self.changes, self.shares,
            self.unit_shares, self.tests,
        )  # fmt: skip


def tabled(rules: Rules, before_months: int, longest_months: int) -> TabledRules:
    """Lay out rules.

    Parameters
    ----------
    rules : Rules
        Monthly rates.
    before_months : int
        How long before the start anybody can have begun to wait.
    longest_months : int
        Longest time for which a change of quality is asked for.

    Returns
    -------
    TabledRules
        For the compiled loops.
    """
    front, service, units = before_months + MARGIN, rules.tenure_months, len(rules.grid.units)
    ages = np.zeros((units + 1, front + service + MARGIN))
    by_unit = rules.leaving_by_stratum[: units * len(SEXES) : len(SEXES)]
    ages[:-1, front + 1 : front + service] = by_unit[:, -2::-1]
    ages[-1, : max(front + service - LONG_SERVICE_MONTHS, 0)] = 1.0
    ending = np.array([rules.ending_leave])
    shares = rules.unit_shares
    others = np.where(shares < 1.0, 1.0 / np.where(shares < 1.0, 1.0 - shares, 1.0), 0.0)
    return TabledRules(
        front=front,
        ages=ages,
        career=np.concatenate([rules.starting_leave, rules.appointed, rules.promoted, ending]),
        low=rules.low_integrity,
        changes=_changes(rules, longest_months),
        shares=np.ascontiguousarray(rules.effect_shares),
        unit_shares=np.stack([shares, others]),
        tests=np.stack([_tests(rules, lever) for lever in range(len(rules.failing))]),
    )


def _changes(rules: Rules, longest_months: int) -> Array:
    """Changes of quality within 0 months, 1 month and so on."""
    changes = np.zeros((longest_months + 1, 3, 4, 4))
    month, whole, never = rules.quality_change, np.eye(4), np.ones(4)
    diagonal = np.arange(4)
    for months in range(longest_months + 1):
        changes[months, 0] = whole
        changes[months, 1, diagonal, diagonal] = never
        whole, never = whole @ month, never * month[diagonal, diagonal]
    changes[:, 2] = changes[:, 0] - changes[:, 1]
    return changes


def _tests(rules: Rules, lever: int) -> Array:
    """What an examination does, by variant and class."""
    told = np.zeros((VARIANTS, rules.grid.classes, COEFFICIENTS))
    examination = rules.plan.examinations()[lever]
    if examination is None:
        return told
    failing, unfit, reinstated = rules.failing[lever], examination.unfit, rules.reinstated(lever)
    for variant in range(VARIANTS):
        again = examination.reexamined_share if variant == FIRST_TIME else 0.0
        finding = failing * (1.0 - again)
        told[variant] = np.stack(
            [
                finding * (unfit.dismissed + unfit.demoted + unfit.transferred),
                1.0 - failing,
                failing * again,
                finding * unfit.demoted,
                finding * unfit.dismissed * reinstated,
                finding * unfit.transferred,
            ],
            axis=1,
        )
    return told
