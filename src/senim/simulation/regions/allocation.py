"""How a national cut is shared out over regions; how many officers each region has no source says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.simulation.regions.figures import RegionFigures

Array = NDArray[np.float64]


class CutRule(StrEnum):
    """How the posts to be cut are shared out."""

    SAME_SHARE = "same_share"
    """Every region loses the same share of its officers; how many it has need not be known."""
    BY_RESIDENTS = "by_residents"
    """Posts in proportion to residents."""
    BY_OFFENCES = "by_offences"
    """Posts in proportion to registered offences."""
    SAME_NUMBER = "same_number"
    """The same number of posts in every region."""
    STRONGEST_FIRST = "strongest_first"
    """Posts where there are most officers for the residents; no figure says where that is."""


class OfficersStand(StrEnum):
    """Where officers are taken to stand before the cut: an assumption, no figure."""

    BY_RESIDENTS = "by_residents"
    BY_OFFENCES = "by_offences"


class NotAllocated(StrEnum):
    """Why a cut cannot be shared out."""

    NO_OFFICERS = "no_officers"
    """The rule hangs on officers by region, and no source gives them."""
    MORE_THAN_ALL = "more_than_all"
    """The rule takes more officers from a region than are taken to stand there."""


@dataclass(frozen=True, eq=False)
class Allocation:
    """A cut that has been shared out.

    Parameters
    ----------
    rule : CutRule
        How posts are shared out.
    officers : OfficersStand or None
        Where officers are taken to stand; None where the rule does not ask.
    dose : ndarray, shape (n_regions,)
        Share of its officers that a region loses, relative to the share that the country loses.
    """

    rule: CutRule
    officers: OfficersStand | None
    dose: Array


@dataclass(frozen=True)
class NoAllocation:
    """A cut that cannot be shared out by a rule.

    Parameters
    ----------
    rule : CutRule
        The rule.
    officers : OfficersStand or None
        Where officers were taken to stand.
    reason : NotAllocated
        Why it cannot.
    regions : tuple of str
        Regions that stand in the way; empty where all do.
    """

    rule: CutRule
    officers: OfficersStand | None
    reason: NotAllocated
    regions: tuple[str, ...] = ()


def allocate(
    rule: CutRule | str,
    figures: RegionFigures,
    cut_share: float,
    officers: OfficersStand | str | None = None,
) -> Allocation | NoAllocation:
    """Share a cut out over regions.

    Parameters
    ----------
    rule : CutRule or str
        How posts are shared out.
    figures : RegionFigures
        Residents and registered offences.
    cut_share : float
        Share of all officers that the country loses, from 0 to below 1.
    officers : OfficersStand or str, optional
        Where officers are taken to stand; wanted by every rule but the same share everywhere.

    Returns
    -------
    Allocation or NoAllocation
        What each region loses relative to the country, or why that cannot be said.

    Raises
    ------
    ArgumentError
        If the rule or the assumption is not known, or the share is out of bounds.
    """
    check = ArgumentCheck("allocate")
    check.between("cut_share", cut_share, 0.0, 1.0 - 1e-9)
    if rule not in set(CutRule):
        check.refuse("rule", f"{rule!r} is not known", f"Write one of {', '.join(CutRule)}.")
    if officers is not None and officers not in set(OfficersStand):
        check.refuse("officers", f"{officers!r} is not known", f"Write one of {', '.join(OfficersStand)}.")
    check.raise_if_any()
    chosen, stand = CutRule(rule), None if officers is None else OfficersStand(officers)
    if chosen is CutRule.SAME_SHARE:
        return Allocation(chosen, None, np.ones(len(figures.names)))
    # where officers follow residents or offences, no place is stronger than another by any figure
    if chosen is CutRule.STRONGEST_FIRST or stand is None:
        return NoAllocation(chosen, stand, NotAllocated.NO_OFFICERS)
    dose = _shares(chosen.value, figures) / _shares(stand.value, figures)
    over = tuple(
        name for name, lost in zip(figures.names, dose * cut_share, strict=True) if not float(lost) < 1.0
    )
    if over:
        return NoAllocation(chosen, stand, NotAllocated.MORE_THAN_ALL, over)
    return Allocation(chosen, stand, dose)


def _shares(by: str, figures: RegionFigures) -> Array:
    if by == CutRule.SAME_NUMBER.value:
        return np.full(len(figures.names), 1.0 / len(figures.names))
    values = figures.population if by == OfficersStand.BY_RESIDENTS.value else figures.registered["all"]
    return np.asarray(values / values.sum())
