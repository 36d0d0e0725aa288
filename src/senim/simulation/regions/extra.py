"""From the national change of registered offences to extra offences in each region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.simulation.regions.allocation import Allocation
from senim.simulation.regions.figures import REGION_GROUPS, RegionFigures

Array = NDArray[np.float64]
QUANTILES: Mapping[str, float] = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}
_RESPONDING = ("violent", "property", "homicide")


@dataclass(frozen=True, eq=False)
class RegionalExtra:
    """Extra registered offences a year in every region.

    Parameters
    ----------
    figures : RegionFigures
        What stood before.
    allocation : Allocation
        How the cut was shared out.
    years : tuple of int
        The years.
    draws : mapping of str to ndarray, shape (n_draws, n_regions, n_years)
        Expected extra offences by group of `REGION_GROUPS`; over the regions they sum to the country's.
    """

    figures: RegionFigures
    allocation: Allocation
    years: tuple[int, ...]
    draws: Mapping[str, Array]

    def at(self, group: str, year: int) -> Array:
        """Give the draws of one group in one year.

        Parameters
        ----------
        group : str
            One of `REGION_GROUPS`.
        year : int
            One of the years.

        Returns
        -------
        ndarray, shape (n_draws, n_regions)
            Extra offences.

        Raises
        ------
        ArgumentError
            If the group or the year is not among the draws.
        """
        check = ArgumentCheck("RegionalExtra.at")
        if group not in self.draws:
            check.refuse("group", f"{group!r} was not drawn", f"Name one of {', '.join(self.draws)}.")
        if year not in self.years:
            check.refuse("year", f"{year!r} was not drawn", f"Name one of {self.years[0]}-{self.years[-1]}.")
        check.raise_if_any()
        return self.draws[group][:, :, self.years.index(year)]

    def table(self, year: int, groups: Sequence[str] = REGION_GROUPS) -> pd.DataFrame:
        """Summarise one year.

        Parameters
        ----------
        year : int
            One of the years.
        groups : sequence of str
            Groups, in the order of the rows.

        Returns
        -------
        DataFrame
            A row for each group and region: ``region, group, population, registered, registered_per_100k``,
            then middle and limits of the extra offences (``q05 … q95``), and the same of offences per
            100,000 residents (``rate_q05 … rate_q95``).
        """
        people = self.figures.population
        parts = []
        for group in groups:
            limits = np.quantile(self.at(group, year), list(QUANTILES.values()), axis=0)
            before = self.figures.registered[group]
            known = {"region": self.figures.names, "group": group, "population": people.astype(np.int64)}
            known |= {"registered": before.astype(np.int64), "registered_per_100k": before / people * 1e5}
            counts = dict(zip(QUANTILES, limits, strict=True))
            rates = {f"rate_{name}": values / people * 1e5 for name, values in counts.items()}
            parts.append(pd.DataFrame({**known, **counts, **rates}))
        return pd.concat(parts, ignore_index=True)


def regional_extra(
    national_percent: Mapping[str, Array],
    figures: RegionFigures,
    allocation: Allocation,
    years: Sequence[int],
) -> RegionalExtra:
    """Share the country's extra offences out over regions, draw by draw.

    The country's extra offences of a group (its change times the offences registered before) are shared out
    in proportion to what a region registered before times what it loses relative to the country. The sum over
    regions is the country's in every draw. That is exact where every region loses the same share, and of
    first order in the cut where they do not. All offences are the violent ones and the others, which respond
    as property offences do: the weights of the simulation.

    Parameters
    ----------
    national_percent : mapping of str to ndarray, shape (n_draws, n_years)
        Change of registered offences against no cut, in per cent; ``violent``, ``property``, ``homicide``.
    figures : RegionFigures
        Residents and registered offences.
    allocation : Allocation
        What each region loses.
    years : sequence of int
        The years of the draws.

    Returns
    -------
    RegionalExtra
        Expected extra offences; no accident of a year is in them.

    Raises
    ------
    ArgumentError
        If a group is missing, shapes do not match, a change is not finite or takes more than all offences, or
        the cut could not be shared out.
    """
    check = ArgumentCheck("regional_extra")
    dose = getattr(allocation, "dose", None)
    if dose is None:
        check.refuse("allocation", "the cut could not be shared out", "Read its reason; take another rule.")
    elif dose.shape != (len(figures.names),):
        check.refuse("allocation", "it was made for other regions", "Allocate with the same figures.")
    listed = check.listed("years", years)
    for year in listed:
        check.count("years", year)
    if not listed:
        check.refuse("years", "are none", "Give the years of the draws.")
    check.kind("national_percent", national_percent, Mapping, "Give draws by group.")
    check.raise_if_any()
    shapes = set()
    for group in _RESPONDING:
        if group not in national_percent:
            check.refuse("national_percent", f"{group} is missing", "Give the draws of every group.")
            continue
        change = np.asarray(national_percent[group], dtype=np.float64)
        check.between(f"national_percent[{group!r}]", change, -100.0, np.finfo(np.float64).max)
        shapes.add(change.shape)
    if shapes and (len(shapes) > 1 or len(next(iter(shapes))) != 2 or next(iter(shapes))[1] != len(years)):
        problem = f"shapes {', '.join(map(str, sorted(shapes)))} for {len(years)} years"
        check.refuse("national_percent", problem, "Give (n_draws, n_years) for every group.")
    check.raise_if_any()
    responding = {group: figures.registered[group] for group in _RESPONDING}
    draws = {
        group: _shared_out(national_percent[group], before, allocation.dose)
        for group, before in responding.items()
    }
    others = _shared_out(national_percent["property"], figures.other, allocation.dose)
    draws["all"] = draws["violent"] + others
    return RegionalExtra(figures, allocation, tuple(years), {group: draws[group] for group in REGION_GROUPS})


def quarters(values: Sequence[float]) -> NDArray[np.int64]:
    """Sort values into the lowest quarter, the middle half and the highest quarter of them.

    Parameters
    ----------
    values : sequence of float
        One a region.

    Returns
    -------
    ndarray, shape (n,)
        0, 1 or 2; equal values go together, towards the middle.

    Examples
    --------
    >>> quarters([4.0, 1.0, 3.0, 2.0]).tolist()
    [2, 0, 1, 1]
    >>> quarters([1.0, 1.0, 1.0, 1.0]).tolist()
    [1, 1, 1, 1]
    """
    given = np.asarray(values, dtype=np.float64)
    quarter = len(given) // 4
    below = (given[None, :] <= given[:, None]).sum(axis=1)
    above = (given[None, :] >= given[:, None]).sum(axis=1)
    return np.where(below <= quarter, 0, np.where(above <= quarter, 2, 1)).astype(np.int64)


def _shared_out(percent: Array, before: Array, dose: Array) -> Array:
    weights = before * dose
    # a group that nobody registers has nothing to share out
    shares = weights / weights.sum() if weights.any() else weights
    country = np.asarray(percent, dtype=np.float64) / 100.0 * before.sum()
    return np.asarray(country[:, None, :] * shares[None, :, None])
