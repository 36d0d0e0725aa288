"""What both engines give: stocks and flows by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.personnel.officers.force import note_known
from senim.personnel.officers.grid import QUALITIES, RANKS, SEXES

Array = NDArray[np.float64]

FLOWS = (
    "examined",
    "reserve",
    "re_examination",
    "unfit",
    "demoted",
    "transferred",
    "dismissed",
    "reinstated",
    "left",
    "released",
    "hired",
    "appointed",
    "began_leave",
    "ended_leave",
    "left_out",
    "waiting",
)
"""Officers a month. `reserve`: fit and into the reserve; `re_examination`: failed, to be examined
once more; `unfit`: found unfit for good; `released`: their posts were cut; `appointed`: to an
unequal post; `left_out`: on the list of a wave but beyond its capacity; `waiting`: due by
the clock of the law and not called, so the same officer counts in each month of waiting. Those appointed and
demoted count where they arrive and leave."""

YEARS_TOLD = 30


@dataclass(frozen=True)
class OfficerPath:
    """A force month by month; counts of one draw, or expected values.

    Parameters
    ----------
    units : tuple of str
        Unit types.
    stocks : ndarray, shape (months + 1, tenure, ranks, units, sexes, qualities)
        Officers at the start and at the end of each month, those on leave included. Tenure in
        years up to 30 and more, or in months up to 360 and more.
    flows : ndarray, shape (months, flows, ranks, units, sexes, qualities)
        In the order of `FLOWS`, by what an officer was when it happened.
    posts : ndarray, shape (months + 1, ranks, units)
        Establishment at the start and at the end of each month.
    """

    units: tuple[str, ...]
    stocks: Array
    flows: Array
    posts: Array

    def flow(self, name: str) -> Array:
        """Give one flow.

        Parameters
        ----------
        name : str
            One of `FLOWS`.

        Returns
        -------
        ndarray, shape (months, ranks, units, sexes, qualities)
            Officers of each month.

        Raises
        ------
        ArgumentError
            If there is no such flow.
        """
        check = ArgumentCheck("senim.personnel.officers.OfficerPath.flow")
        note_known(check, "name", name, FLOWS)
        check.raise_if_any()
        return np.asarray(self.flows[:, FLOWS.index(name)])

    @property
    def officers(self) -> Array:
        """Officers in post at the start and the end of each month, shape (months + 1,)."""
        return np.asarray(self.stocks.sum(axis=(1, 2, 3, 4, 5)))

    def share_with(self, *qualities: str) -> Array:
        """Give the share of officers of some qualities.

        Parameters
        ----------
        *qualities : str
            Of `QUALITIES`.

        Returns
        -------
        ndarray, shape (months + 1,)
            NaN where nobody is in post.

        Raises
        ------
        ArgumentError
            If there is no such quality.
        """
        check = ArgumentCheck("senim.personnel.officers.OfficerPath.share_with")
        note_known(check, "qualities", qualities, QUALITIES)
        check.raise_if_any()
        told = [QUALITIES.index(name) for name in qualities]
        some = self.stocks[..., told].sum(axis=(1, 2, 3, 4, 5))
        whole = self.officers
        share = np.full_like(whole, np.nan)
        np.divide(some, whole, out=share, where=whole > 0.0)
        return share


def tenure_starts(tenure_months: int, *, monthly: bool) -> NDArray[np.intp]:
    """Say where the tenure groups begin.

    Parameters
    ----------
    tenure_months : int
        Months of service anybody can reach.
    monthly : bool
        Whether groups are months, else years.

    Returns
    -------
    ndarray of int
        Months of service.
    """
    step = 1 if monthly else 12
    return np.arange(0, min(tenure_months, YEARS_TOLD * 12 + 1), step)


def by_axes(counts: Array, units: int) -> Array:
    """Unfold strata and qualities.

    Parameters
    ----------
    counts : ndarray, shape (..., strata, qualities)
        Counts.
    units : int
        Number of unit types.

    Returns
    -------
    ndarray, shape (..., ranks, units, sexes, qualities)
        A view where possible.
    """
    return np.asarray(counts.reshape(*counts.shape[:-2], len(RANKS), units, len(SEXES), len(QUALITIES)))
