"""Published figures that stand in no other table and are read only to test claims."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.sources.common import not_before, note, slug, source, status, unit, within_unit
from senim.sources.fields import day, number, text
from senim.sources.tables import RowRule, Table

COUNTED = ("offences", "deaths", "road_accidents", "officers", "none")


def _has_a_number(frame: pd.DataFrame) -> pd.Series[Any]:
    return pd.Series((frame["unit"] == "date") == frame["value"].isna(), dtype=bool)


def _both_ends(frame: pd.DataFrame) -> pd.Series[Any]:
    return pd.Series(frame["compared_start"].notna() == frame["compared_end"].notna(), dtype=bool)


TABLE = Table(
    name="claim_figures",
    title="Figures that test a claim",
    description="Published figures that stand in no other table: a level abroad, road deaths, accidents, "
    "a change that a page printed, a date.",
    fields=(
        slug("row", "Id of the row", unique=True),
        text("statement", "What the figure is"),
        number("value", "The figure; empty where it is a date", required=False),
        text("bound", "Whether the figure is exact", choices=("exact", "about", "at_least")),
        unit(),
        text("counted", "What is counted, which decides on its rules of recording", choices=COUNTED),
        day("period_start", "First day counted, or the date itself"),
        day("period_end", "Last day counted"),
        day("compared_start", "First day of the period a published change is against", required=False),
        day("compared_end", "Last day of that period", required=False),
        text("place", "Country or region"),
        status(),
        source(),
        note(),
    ),
    key=("row",),
    row_rules=(
        RowRule(
            "value",
            ("value", "unit"),
            _has_a_number,
            lambda row: "a date has no number, and every other unit has one",
            lambda row: "Fill in the value, or empty it where the unit is date.",
        ),
        RowRule(
            "compared_end",
            ("compared_start", "compared_end"),
            _both_ends,
            lambda row: "the period compared with has only one end",
            lambda row: "Fill in compared_start and compared_end, or neither.",
        ),
        within_unit("value"),
        not_before("period_end", "period_start"),
        not_before("compared_end", "compared_start"),
        not_before("period_start", "compared_end"),
    ),
)
