"""The force at the start of the first month: the one place here that knows how the exact engine keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.personnel.officers.expected import ExpectedForce

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ForceAtStart:
    """Expected officers by months of service, stratum and class.

    Parameters
    ----------
    active, leave : ndarray, shape (months of service, strata, classes)
        In active service, and on leave.
    calendar : mapping of (int, int) to ndarray
        By what they wait for (`senim.personnel.officers.calendar`) and the months until then, same shape.
    """

    active: Array
    leave: Array
    calendar: Mapping[tuple[int, int], Array]

    @property
    def everyone(self) -> Array:
        """All officers, same shape."""
        return self.active + self.leave


def force_at_start(expected: ExpectedForce) -> ForceAtStart:
    """Give the force at the start.

    Parameters
    ----------
    expected : ExpectedForce
        Expected values.

    Returns
    -------
    ForceAtStart
        The steady state before any wave.
    """
    start = expected.steady.by_service(expected.rules)
    return ForceAtStart(start.active, start.leave, start.calendar)
