"""Registered offences in Russia by month."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from senim.sources.common import source, status
from senim.sources.fields import day, integer, text
from senim.sources.tables import Breach, Table

OFFENCES = (
    "all",
    "grave_and_especially_grave",
    "homicide_with_attempts",
    "grievous_bodily_harm",
    "rape",
    "theft",
    "vehicle_theft",
    "hooliganism",
)


def months_follow(frame: pd.DataFrame) -> Iterator[Breach]:
    """Hold every offence to every month from its first to its last, each on its first day.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        A month that is written as another day, and one that is left out.
    """
    for line, month in frame["month"].items():
        if month.day != 1:
            yield Breach(
                int(str(line)), "month", f"{month.date()} is no first of a month", "Write the first day."
            )
    for offence, group in frame.groupby("offence", sort=False):
        months = pd.PeriodIndex(group["month"], freq="M")
        missing = pd.period_range(months.min(), months.max(), freq="M").difference(months)
        if len(missing):
            problem = f"{offence} lacks {', '.join(map(str, missing[:5]))}"
            yield Breach(int(group.index[0]), "month", problem, "Add the rows.")


def parts_stay_below_all(frame: pd.DataFrame) -> Iterator[Breach]:
    """Hold every offence below all offences of its month.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        Where one offence is counted more often than all.
    """
    totals = frame[frame["offence"] == "all"].set_index("month")["count"]
    for line, offence, month, count in frame[["offence", "month", "count"]].itertuples(name=None):
        if month in totals.index and count > totals[month]:
            problem = f"{count} of {offence} are more than all {totals[month]} of the month"
            yield Breach(int(line), "count", problem, "Correct one of the two counts.")


TABLE = Table(
    name="russia_registered_offences",
    title="Registered offences in Russia by month, January 2003 - January 2020",
    description="Counts of registered offences of the Russian interior ministry, never of true crime. "
    "Homicide includes attempts; definitions moved between 2011 and 2017.",
    fields=(
        text("offence", "What is counted", choices=OFFENCES),
        day("month", "First day of the month"),
        integer("count", "Offences registered in the month", unit="count", low=0),
        status(),
        source(),
    ),
    key=("offence", "month"),
    table_rules=(months_follow, parts_stay_below_all),
)
