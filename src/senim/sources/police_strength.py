"""Police strength and posts in Kazakhstan, every contested figure in its own row."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from senim.sources.common import note, slug, source, status, unit, within_unit
from senim.sources.fields import boolean, integer, number, text
from senim.sources.tables import Breach, RowRule, Table

INDICATORS = {
    "officers_per_100k": "officers_per_100k",
    "posts_cut": "posts",
    "posts_cut_planned": "posts",
    "officers_cut_planned": "officers",
    "posts_before": "posts",
}
UNIT_TYPES = (
    "all",
    "police",
    "administrative_police",
    "guards",
    "prison",
    "senior",
    "top_management",
    "middle_management",
)
NATURES = ("official_statement", "announcement", "draft", "press_on_unodc")


def parts_of_the_draft(frame: pd.DataFrame) -> Iterator[Breach]:
    """Hold the unit types of a planned cut to at most its total.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        Where the parts are more than the whole.
    """
    planned = frame[frame["indicator"] == "posts_cut_planned"]
    for year, group in planned.groupby("year"):
        whole = group.loc[group["unit_type"] == "all", "value"]
        parts = group.loc[group["unit_type"] != "all", "value"].sum()
        if len(whole) and parts > whole.iloc[0]:
            said = f"more than the total {whole.iloc[0]:g}"
            problem = f"unit types of the cut planned in {year} add to {parts:g}, {said}"
            yield Breach(int(whole.index[0]), "value", problem, "Correct the total or the unit types.")


TABLE = Table(
    name="police_strength",
    title="Police strength and posts in Kazakhstan",
    description="Officers per 100,000 people by source, and the posts that the cut of 2018-2020 took. "
    "Posts, filled posts and people served are three things: "
    "the note says which is meant where it is known.",
    fields=(
        slug("row", "Id of the row", unique=True),
        integer("year", "Year of the statement", low=1990, high=2100),
        text("indicator", "What is counted", choices=tuple(INDICATORS)),
        text("unit_type", "Units the figure is about", choices=UNIT_TYPES),
        number("value", "The figure"),
        text("bound", "Whether the figure is exact", choices=("exact", "about", "at_least")),
        unit(),
        text("nature", "Who says it in which form", choices=NATURES),
        boolean("contested", "Whether sources disagree on this figure"),
        status(),
        source(),
        note(),
    ),
    key=("row",),
    row_rules=(
        within_unit("value"),
        RowRule(
            "unit",
            ("indicator", "unit"),
            lambda frame: pd.Series(
                frame["indicator"].map(INDICATORS).isna()
                | (frame["indicator"].map(INDICATORS) == frame["unit"]),
                dtype=bool,
            ),
            lambda row: f"{row['indicator']} is not counted in {row['unit']}",
            lambda row: f"Write {INDICATORS[row['indicator']]}.",
        ),
    ),
    table_rules=(parts_of_the_draft,),
)
