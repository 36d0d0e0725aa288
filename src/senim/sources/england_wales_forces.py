"""Police forces of England and Wales: workforce, population and weighted recorded crime."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from senim.sources.common import source, status
from senim.sources.fields import Field, integer, number, text
from senim.sources.tables import Breach, Table

GROUPS = ("violence", "sexual", "robbery", "theft", "damage", "other")
_ROUNDING = 0.001


def _score(group: str, description: str) -> Field:
    unit = "weighted recorded offences per head, year to March"
    return number(f"severity_{group}", description, unit=unit, required=False, low=0)


def groups_add_up(frame: pd.DataFrame) -> Iterator[Breach]:
    """Add the severity score over its groups.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        Where the groups do not add to the total.
    """
    total = frame[[f"severity_{group}" for group in GROUPS]].sum(axis=1, skipna=False)
    for line, added, stated in zip(frame.index, total, frame["severity_total"], strict=True):
        if abs(added - stated) > _ROUNDING:
            problem = f"the groups add to {added:.4f}, not to {stated:.4f}"
            yield Breach(int(line), "severity_total", problem, "Correct the total or one of the groups.")


def panel_is_balanced(frame: pd.DataFrame) -> Iterator[Breach]:
    """Hold every force to the same years.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        A force that lacks a year the others have, or that changes its area code.
    """
    years = set(frame["year"])
    for force, group in frame.groupby("force", sort=False):
        missing = sorted(years - set(group["year"]))
        if missing:
            problem = f"{force} lacks {', '.join(map(str, missing))}"
            yield Breach(int(group.index[0]), "year", problem, "Add the rows.")
        if group["area_code"].nunique() > 1:
            yield Breach(int(group.index[0]), "area_code", f"{force} has two area codes", "Keep one.")


TABLE = Table(
    name="england_wales_forces",
    title="Police forces of England and Wales, 2007-2022",
    description="43 forces by year. Staff on 31 March in full-time equivalents; population at mid-year, "
    "to 2020; Crime Severity Score of offences recorded in the year to March. City of London has no score.",
    fields=(
        text("force", "Police force"),
        text("area_code", "Police force area code of the statistics office", pattern=r"[EW][0-9]{8}"),
        text("region", "Region of England, or Wales"),
        integer("year", "Year of the 31 March", low=2000, high=2100),
        number("officers_fte", "Officers", unit="full-time equivalents", low=0),
        number("pcso_fte", "Police community support officers", unit="full-time equivalents", low=0),
        number("staff_fte", "Police staff", unit="full-time equivalents", low=0),
        integer("population", "Residents at mid-year", unit="people", required=False, low=1),
        _score("total", "Crime Severity Score, all groups"),
        _score("violence", "Crime Severity Score, violence against the person"),
        _score("sexual", "Crime Severity Score, sexual offences"),
        _score("robbery", "Crime Severity Score, robbery"),
        _score("theft", "Crime Severity Score, theft"),
        _score("damage", "Crime Severity Score, criminal damage and arson"),
        _score("other", "Crime Severity Score, other offences"),
        status(),
        source(),
    ),
    key=("force", "year"),
    table_rules=(groups_add_up, panel_is_balanced),
    sort=True,
)
