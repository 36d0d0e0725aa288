"""Registered offences by region of Kazakhstan in 2022."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from senim.sources.common import source, status
from senim.sources.fields import integer, text
from senim.sources.tables import Breach, Table

OFFENCES = (
    "all",
    "misdemeanours",
    "crimes",
    "minor_gravity",
    "medium_gravity",
    "grave",
    "especially_grave",
    "homicide_with_attempts",
    "homicide_attempts",
    "grievous_bodily_harm",
    "rape",
    "theft",
    "fraud",
    "robbery_without_violence",
    "robbery_with_violence",
    "hooliganism",
)
SEVERITIES = ("minor_gravity", "medium_gravity", "grave", "especially_grave")
REGIONS = 20
_SEVERITY_TOLERANCE = 1


def regions_are_complete(frame: pd.DataFrame) -> Iterator[Breach]:
    """Hold every region to the same rows of the form, and the table to all regions.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        A missing row or region.
    """
    found = frame["region"].nunique()
    if found != REGIONS:
        yield Breach(
            None, "region", f"the table has {found} regions, not {REGIONS}", "Add or delete a region."
        )
    for region, group in frame.groupby("region", sort=False):
        missing = [offence for offence in OFFENCES if offence not in set(group["offence"])]
        if missing:
            problem = f"{region} lacks {', '.join(missing)}"
            yield Breach(int(group.index[0]), "offence", problem, "Add the rows of the form.")


def classes_add_up(frame: pd.DataFrame) -> Iterator[Breach]:
    """Add the parts of each region's form.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        Where crimes and misdemeanours do not add to all offences, or the classes of severity
        differ from crimes by more than the form itself does (one, in Akmola).
    """
    for region, group in frame.groupby("region", sort=False):
        counts, line = dict(zip(group["offence"], group["count"], strict=True)), int(group.index[0])
        if not counts.keys() >= set(OFFENCES):
            continue
        registered = counts["crimes"] + counts["misdemeanours"]
        if registered != counts["all"]:
            problem = f"crimes and misdemeanours of {region} add to {registered}, not to {counts['all']}"
            yield Breach(line, "count", problem, "Correct one of the three counts.")
        classes = sum(counts[severity] for severity in SEVERITIES)
        if abs(classes - counts["crimes"]) > _SEVERITY_TOLERANCE:
            problem = f"classes of severity of {region} add to {classes}, not to {counts['crimes']}"
            yield Breach(line, "count", problem, "Correct a class or the count of crimes.")
        if counts["homicide_attempts"] > counts["homicide_with_attempts"]:
            yield Breach(
                line, "count", f"{region} has more attempts than homicides with attempts", "Correct one."
            )


TABLE = Table(
    name="regions_2022",
    title="Registered offences by region of Kazakhstan, 2022",
    description="Form 1-M of twenty regions, sixteen rows each. The year is inferred from the split by "
    "severity.",
    fields=(
        text("region", "Region or city"),
        text("region_kind", "Whether it is a region or a city of its own", choices=("region", "city")),
        text("offence", "Row of the form", choices=OFFENCES),
        integer("article", "Article of the Criminal Code of 2014", required=False, low=1, high=500),
        integer("count", "Registered offences", unit="count", low=0),
        status(),
        source(),
    ),
    key=("region", "offence"),
    table_rules=(regions_are_complete, classes_add_up),
)
