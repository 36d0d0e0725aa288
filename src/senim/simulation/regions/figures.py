"""What is known of each region: residents, and offences registered in one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.evidence.base import VIOLENT

Array = NDArray[np.float64]
REGION_GROUPS: tuple[str, ...] = ("all", "violent", "property", "homicide")
PROPERTY = ("theft", "robbery_without_violence")
_COMPLETED, _ATTEMPTED = "homicide_with_attempts", "homicide_attempts"
_WANTED = ("all", *VIOLENT, *PROPERTY, _ATTEMPTED)


@dataclass(frozen=True, eq=False)
class RegionFigures:
    """Figures of the regions, in one order.

    Parameters
    ----------
    names : tuple of str
        Names as in the tables.
    population : ndarray, shape (n_regions,)
        Residents.
    registered : mapping of str to ndarray, shape (n_regions,)
        Offences registered in a year, by group of `REGION_GROUPS`.
    """

    names: tuple[str, ...]
    population: Array
    registered: Mapping[str, Array]

    @property
    def other(self) -> Array:
        """Offences that are not violent, shape (n_regions,): they respond as property offences do."""
        return self.registered["all"] - self.registered["violent"]


def region_figures(registered: pd.DataFrame, population: pd.DataFrame) -> RegionFigures:
    """Bring the two tables of the regions together.

    Violent offences are the rows that the simulation weighs as violent; property offences are thefts, secret
    and open; homicides are completed ones.

    Parameters
    ----------
    registered : DataFrame
        Table ``regions_2022``: ``region``, ``offence``, ``count``.
    population : DataFrame
        Table ``population``: ``area``, ``area_kind``, ``sex``, ``population``; regions only are read.

    Returns
    -------
    RegionFigures
        In the order in which `registered` names the regions.

    Raises
    ------
    ArgumentError
        If a region stands in one table only or twice, lacks a row of the form, or a figure is not possible.
    """
    check = ArgumentCheck("region_figures")
    for name, frame, columns in (
        ("registered", registered, ("region", "offence", "count")),
        ("population", population, ("area", "area_kind", "sex", "population")),
    ):
        if not check.kind(name, frame, pd.DataFrame, "Give the table."):
            continue
        missing = [column for column in columns if column not in frame.columns]
        if missing:
            check.refuse(name, f"it lacks {', '.join(missing)}", "Give the whole table.")
    check.raise_if_any()
    people = population[(population["area_kind"] == "region") & (population["sex"] == "all")]
    names = list(dict.fromkeys(registered["region"]))
    _check_names(check, names, people)
    _check_rows(check, registered)
    check.raise_if_any()
    counts = registered.pivot(index="region", columns="offence", values="count").loc[names]
    residents = people.set_index("area")["population"].loc[names].to_numpy(dtype=np.float64)
    groups = {
        "all": counts["all"],
        "violent": counts[list(VIOLENT)].sum(axis=1),
        "property": counts[list(PROPERTY)].sum(axis=1),
        "homicide": counts[_COMPLETED] - counts[_ATTEMPTED],
    }
    found = {group: values.to_numpy(dtype=np.float64) for group, values in groups.items()}
    check.between("population", residents, 0.0, np.inf, low_open=True)
    for group, values in found.items():
        check.between(f"registered, {group}", values, 0.0, np.inf)
        # a count that is missing is told above
        if np.isfinite(values).all() and not values.sum() > 0.0:
            check.refuse(f"registered, {group}", "no region has any", "Give the counts of the form.")
    check.between("registered, all but violent", found["all"] - found["violent"], 0.0, np.inf)
    check.raise_if_any()
    return RegionFigures(tuple(names), residents, found)


def _check_names(check: ArgumentCheck, names: list[str], people: pd.DataFrame) -> None:
    areas = set(people["area"])
    for name in names:
        if name not in areas:
            check.refuse("population", f"{name} has no residents in it", "Add the region, or mend its name.")
    for area in sorted(areas - set(names)):
        check.refuse("registered", f"{area} has no offences in it", "Add the region, or mend its name.")
    for area in people["area"][people["area"].duplicated()].unique():
        check.refuse("population", f"{area} stands twice", "Keep one year and one day.")


def _check_rows(check: ArgumentCheck, registered: pd.DataFrame) -> None:
    if registered.duplicated(["region", "offence"]).any():
        check.refuse("registered", "a row of the form stands twice", "Keep one row a region and offence.")
    for region, rows in registered.groupby("region", sort=False):
        missing = [offence for offence in _WANTED if offence not in set(rows["offence"])]
        if missing:
            check.refuse("registered", f"{region} lacks {', '.join(missing)}", "Add the rows of the form.")
