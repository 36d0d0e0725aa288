"""Population of Kazakhstan: the country by year, the regions by sex."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from senim.sources.common import source, status
from senim.sources.fields import integer, text
from senim.sources.tables import Breach, Table


def sexes_add_up(frame: pd.DataFrame) -> Iterator[Breach]:
    """Add women and men of every area.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        Where they do not add to the population.
    """
    for (area, year, _), group in frame.groupby(["area", "year", "reference"], sort=False):
        people = dict(zip(group["sex"], group["population"], strict=True))
        if {"male", "female"} & people.keys():
            missing = {"all", "male", "female"} - people.keys()
            if missing:
                problem = f"{area} {year} lacks the row for {', '.join(sorted(missing))}"
                yield Breach(int(group.index[0]), "sex", problem, "Add it.")
            elif (added := people["male"] + people["female"]) != people["all"]:
                problem = f"women and men of {area} {year} add to {added}, not to {people['all']}"
                yield Breach(int(group.index[0]), "population", problem, "Correct one of the three numbers.")


TABLE = Table(
    name="population",
    title="Population of Kazakhstan",
    description="The country at mid-year 1990-2024 and twenty regions by sex on 1 January 2023. The two come "
    "from different producers: the regions add to less than the country.",
    fields=(
        text("area", "Country or region"),
        text("area_kind", "What the area is", choices=("country", "region")),
        integer("year", "Year", low=1900, high=2100),
        text("reference", "Day of the year", choices=("mid_year", "1_january")),
        text("sex", "Who is counted", choices=("all", "male", "female")),
        integer("population", "Residents", unit="people", low=1),
        status(),
        source(),
    ),
    key=("area", "year", "reference", "sex"),
    table_rules=(sexes_add_up,),
)
