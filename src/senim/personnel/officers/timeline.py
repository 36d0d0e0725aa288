"""What ties officers together, laid down ahead from expected values, so that both engines use the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    """

    exits: Array
    promotions: Array
    released: Array
    hired: Array


def empty_timeline(months: int, strata: int, units: int) -> Timeline:
    """Make a timeline on which nothing differs from usual, and nobody is hired yet.

    Parameters
    ----------
    months, strata, units : int
        Sizes.

    Returns
    -------
    Timeline
        To be filled month by month.
    """
    return Timeline(
        exits=np.ones((months, 2, strata, 2)),
        promotions=np.ones((months, strata)),
        released=np.zeros((months, strata)),
        hired=np.zeros((months, units)),
    )
