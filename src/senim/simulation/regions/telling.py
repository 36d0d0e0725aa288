"""Could a region's own figures tell the change from usual movement? A yes with its power, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from senim.arguments import ArgumentCheck
from senim.evidence.power import DesignPower, before_after_power, regional_dose_power
from senim.simulation.regions.allocation import Allocation
from senim.simulation.regions.extra import RegionalExtra
from senim.simulation.regions.movement import LARGEST_NOISE

LEAST_COUNT = 20.0
"""Offences on the shorter side of a comparison below which logs of counts are no longer nearly normal."""
_SAME_DOSE = 1e-9


class Untellable(StrEnum):
    """Why a change cannot be told."""

    NO_CHANGE = "no_change"
    """No change is expected."""
    TOO_FEW = "too_few"
    """Too few offences are registered for the comparison."""
    INSIDE_USUAL = "inside_usual"
    """The change is not large enough to be seen reliably."""


@dataclass(frozen=True)
class CanTell:
    """A region whose own figures would show the change.

    Parameters
    ----------
    region, group : str
        Where, and which offences.
    years : int
        Years after the change that are compared.
    change_percent : float
        Change asked about: the middle of the draws.
    detectable_percent : float
        Smallest rise that is seen with the wanted power.
    power : float
        Probability of seeing the change asked about.
    """

    region: str
    group: str
    years: int
    change_percent: float
    detectable_percent: float
    power: float


@dataclass(frozen=True)
class CannotTell:
    """A region whose own figures cannot show the change.

    Parameters
    ----------
    region, group : str
        Where, and which offences.
    years : int
        Years after the change that are compared.
    change_percent : float
        Change asked about: the middle of the draws.
    reason : Untellable
        Why.
    detectable_percent, power : float or None
        As in `CanTell`; None where the comparison cannot be made.
    """

    region: str
    group: str
    years: int
    change_percent: float
    reason: Untellable
    detectable_percent: float | None = None
    power: float | None = None


@dataclass(frozen=True)
class NoPanel:
    """No comparison of regions is possible: all of them lose the same share.

    Parameters
    ----------
    allocation : Allocation
        The cut as it was shared out.
    """

    allocation: Allocation


def tell_regions(
    extra: RegionalExtra,
    group: str,
    year: int,
    *,
    years_after: int,
    years_before: int = 5,
    yearly_noise: float,
    wanted_power: float = 0.8,
) -> tuple[CanTell | CannotTell, ...]:
    """Ask of every region whether its own counts before and after would tell the change.

    A year's count about its level has variance ``1 / expected + yearly_noise²`` in logs. Its size is taken as
    known, years as independent, and no other change is taken to happen: all three flatter the comparison.

    Parameters
    ----------
    extra : RegionalExtra
        Extra offences.
    group : str
        Which offences.
    year : int
        Year whose change is taken as the lasting one.
    years_after, years_before : int
        Years on either side.
    yearly_noise : float
        Standard deviation of a year for other reasons than chance, as a share of the level.
    wanted_power : float
        Probability with which a change must be seen.

    Returns
    -------
    tuple of CanTell or CannotTell
        One a region, in their order.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds.
    """
    check = ArgumentCheck("tell_regions")
    check.number("yearly_noise", yearly_noise, 0.0, LARGEST_NOISE)
    check.level("wanted_power", wanted_power)
    for name, years in (("years_after", years_after), ("years_before", years_before)):
        if not _counts_years(years):
            check.refuse(name, f"{years!r} is no count of years", "Give a whole number of at least 1.")
    check.raise_if_any()
    registered = extra.figures.registered[group]
    changes = np.median(extra.at(group, year), axis=0)
    return tuple(
        _asked(
            _Question(name, group, float(before), float(change), years_before, years_after),
            yearly_noise,
            wanted_power,
        )
        for name, before, change in zip(extra.figures.names, registered, changes, strict=True)
    )


def panel_power(
    allocation: Allocation, cut_share: float, regional_noise: float, wanted_power: float = 0.8
) -> DesignPower | NoPanel:
    """Ask which elasticity a comparison of regions that lost different shares would find.

    Parameters
    ----------
    allocation : Allocation
        What each region loses relative to the country.
    cut_share : float
        Share of all officers that the country loses.
    regional_noise : float
        Standard deviation of a region's change for other reasons, in logs.
    wanted_power : float
        Probability with which an elasticity must be seen.

    Returns
    -------
    DesignPower or NoPanel
        Of the regression of change on the log of officers left; none where all regions lose alike.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds, or the share takes more than all officers of a region.
    """
    check = ArgumentCheck("panel_power")
    check.kind("allocation", allocation, Allocation, "Give what `allocate` returns.")
    check.number("cut_share", cut_share, 0.0, 1.0 - 1e-9)
    check.number("regional_noise", regional_noise, 0.0, LARGEST_NOISE)
    check.level("wanted_power", wanted_power)
    check.raise_if_any()
    if not float((allocation.dose * cut_share).max()) < 1.0:
        check.refuse("cut_share", "a region would lose more than all", "Allocate with the same share.")
    check.raise_if_any()
    spread = float(np.log1p(-cut_share * allocation.dose).std(ddof=1))
    if spread < _SAME_DOSE:
        return NoPanel(allocation)
    return regional_dose_power(
        0.0, regional_noise, regions=len(allocation.dose), dose_spread=spread, wanted_power=wanted_power
    )


def _counts_years(years: object) -> bool:
    return isinstance(years, int) and not isinstance(years, bool) and years >= 1


@dataclass(frozen=True)
class _Question:
    region: str
    group: str
    before: float
    change: float
    years_before: int
    years_after: int


def _asked(question: _Question, yearly_noise: float, wanted_power: float) -> CanTell | CannotTell:
    region, group, years = question.region, question.group, question.years_after
    if question.change == 0.0:
        return CannotTell(region, group, years, 0.0, Untellable.NO_CHANGE)
    percent = 100.0 * question.change / question.before
    if question.before * min(question.years_before, question.years_after) < LEAST_COUNT:
        return CannotTell(region, group, years, percent, Untellable.TOO_FEW)
    found = before_after_power(
        float(np.log1p(percent / 100.0)),
        float(np.sqrt(1.0 / question.before + yearly_noise**2)),
        years_before=question.years_before,
        years_after=question.years_after,
        wanted_power=wanted_power,
    )
    detectable = 100.0 * float(np.expm1(found.detectable))
    if found.power >= wanted_power:
        return CanTell(region, group, years, percent, detectable, found.power)
    return CannotTell(region, group, years, percent, Untellable.INSIDE_USUAL, detectable, found.power)
