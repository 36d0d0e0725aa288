"""Registered offences in Kazakhstan: national totals, some types, parts of years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from senim.sources.common import not_before, note, slug, source, status
from senim.sources.fields import boolean, day, integer, number, text
from senim.sources.tables import Breach, RowRule, Table

SERIES = ("total", "severity", "offence_type", "ministry", "part_year", "regional_forms_2022")
OFFENCES = (
    "all",
    "crimes",
    "misdemeanours",
    "minor_gravity",
    "medium_gravity",
    "grave",
    "especially_grave",
    "homicide",
    "homicide_with_attempts",
    "homicide_attempts",
    "grievous_bodily_harm",
    "rape",
    "theft",
    "livestock_theft",
    "fraud",
    "robbery_without_violence",
    "robbery_with_violence",
    "hooliganism",
    "drugs",
)
_ROUNDING_POINTS = 0.15


def _rounded_as_said(frame: pd.DataFrame) -> pd.Series[Any]:
    known = frame["count"].notna() & (frame["rounded_to"] > 0).fillna(False)
    rest = frame["count"].where(known, 0) % frame["rounded_to"].where(known, 1)
    return pd.Series(rest == 0, dtype=bool)


def _is_full_year(frame: pd.DataFrame) -> pd.Series[Any]:
    starts = frame["period_start"].dt.strftime("%m-%d") == "01-01"
    ends = frame["period_end"].dt.strftime("%m-%d") == "12-31"
    return pd.Series(frame["full_year"].fillna(False) == (starts & ends), dtype=bool)


def changes_agree(frame: pd.DataFrame) -> Iterator[Breach]:
    """Compare each published change of an annual total with the totals themselves.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        Where they differ by more than rounding explains.
    """
    totals = frame[(frame["series"] == "total") & (frame["offence"] == "all")]
    counts = dict(zip(totals["year"], totals["count"], strict=True))
    for line, row in totals.iterrows():
        before = counts.get(row["year"] - 1)
        if before is None or pd.isna(row["change_percent"]):
            continue
        change = 100 * (row["count"] / before - 1)
        if abs(change - row["change_percent"]) > _ROUNDING_POINTS:
            said = f"{row['change_percent']:g} %"
            problem = f"the published change {said} does not follow from the totals ({change:.1f} %)"
            yield Breach(
                int(str(line)),
                "change_percent",
                problem,
                "Compare both totals and the change with the source.",
            )


def parts_add_up(frame: pd.DataFrame) -> Iterator[Breach]:
    """Add crimes and misdemeanours where a release gives both and their total.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        Where the parts do not add to the total.
    """
    for _, group in frame.groupby(["series", "period_start", "period_end"]):
        counts = dict(zip(group["offence"], group["count"], strict=True))
        if {"all", "crimes", "misdemeanours"} <= counts.keys():
            parts = counts["crimes"] + counts["misdemeanours"]
            if parts != counts["all"]:
                line = int(group.index[group["offence"] == "all"][0])
                problem = f"crimes and misdemeanours add to {parts}, not to {counts['all']}"
                yield Breach(line, "count", problem, "Correct one of the three counts.")


TABLE = Table(
    name="registered_offences",
    title="Registered offences in Kazakhstan",
    description="Counts of registered offences, never of true crime. The series 'total' is the national "
    "annual total of the Prosecutor General; recording regimes change inside it.",
    fields=(
        slug("row", "Id of the row", unique=True),
        text("series", "Kind of count; never mixed", choices=SERIES),
        integer("year", "Calendar year", low=1990, high=2100),
        day("period_start", "First day counted"),
        day("period_end", "Last day counted"),
        boolean("full_year", "Whether the period is a whole calendar year"),
        text("offence", "What is counted", choices=OFFENCES),
        integer("count", "Registered offences", unit="count", low=0),
        integer("rounded_to", "Step the published number is rounded to", unit="count", low=1),
        number(
            "change_percent",
            "Change on the year before as published",
            unit="percent_change",
            required=False,
            low=-100,
        ),
        status(),
        source(),
        note(),
    ),
    key=("row",),
    row_rules=(
        not_before("period_end", "period_start"),
        RowRule(
            "count",
            ("count", "rounded_to"),
            _rounded_as_said,
            lambda row: f"{row['count']} is not a multiple of {row['rounded_to']}",
            lambda row: "Correct the count, or the step it is rounded to.",
        ),
        RowRule(
            "full_year",
            ("full_year", "period_start", "period_end"),
            _is_full_year,
            lambda row: "full_year does not fit the period",
            lambda row: "Write true for 1 January to 31 December and false for any other period.",
        ),
    ),
    table_rules=(changes_agree, parts_add_up),
)
