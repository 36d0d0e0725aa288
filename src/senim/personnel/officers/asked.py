"""Whom an examination looks at, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.grid import HEAD, RANKS
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS, Examination
from senim.personnel.officers.rules import Rules
from senim.personnel.officers.steps import NO_LIMIT


@dataclass(frozen=True)
class Asked:
    """Whom an examination looks at.

    Parameters
    ----------
    examination : Examination
        The examination.
    allowed : ndarray, shape (strata,)
        1 for strata that are not exempt as heads, else 0.
    limits : tuple of int
        Months of service from which on all are exempt, and how many strata are not.
    some_return : bool
        Whether any of the dismissed return by a court.
    """

    examination: Examination
    allowed: NDArray[np.float64]
    limits: tuple[int, int]
    some_return: bool

    @property
    def exempts_long(self) -> bool:
        """Whether long service exempts."""
        return self.examination.exemptions.long_service


def asked_of(rules: Rules) -> dict[int, Asked]:
    """Work it out for all examinations.

    Parameters
    ----------
    rules : Rules
        Rates.

    Returns
    -------
    dict
        By lever: 0 for the cycle, if there is one, then the waves.
    """
    strata = rules.grid.strata
    found = {}
    for lever, examination in enumerate(rules.plan.examinations()):
        if examination is None:
            continue
        exemptions = examination.exemptions
        allowed = np.asarray((rules.grid.rank_of() != HEAD) | (not exemptions.heads), dtype=np.float64)
        found[lever] = Asked(
            examination=examination,
            allowed=allowed,
            limits=(
                LONG_SERVICE_MONTHS if exemptions.long_service else NO_LIMIT,
                strata // len(RANKS) * HEAD if exemptions.heads else strata,
            ),
            some_return=bool(examination.unfit.dismissed and rules.reinstated(lever).any()),
        )
    return found
