"""Figures stated in the documents that the project started from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.sources.common import not_before, note, slug, source, status, unit, within_unit
from senim.sources.fields import day, number, text
from senim.sources.tables import RowRule, Table

ROLES = ("parameter", "validation", "official_claim", "context", "unusable")


def _says_something(frame: pd.DataFrame) -> pd.Series[Any]:
    dated = frame["unit"] == "date"
    a_number = frame["value"].notna() | (frame["low"].notna() & frame["high"].notna())
    return pd.Series((dated & frame["date_from"].notna()) | (~dated & a_number), dtype=bool)


_VALUE = RowRule(
    column="value",
    needs=("unit", "value", "low", "high", "date_from"),
    holds=_says_something,
    problem=lambda row: "the row states no date" if row["unit"] == "date" else "the row states no number",
    remedy=lambda row: (
        "Fill in date_from." if row["unit"] == "date" else "Fill in value, or both low and high."
    ),
)

TABLE = Table(
    name="seed_facts",
    title="Figures of the source documents",
    description="What the five documents on attestation, the cut and trust state in numbers and dates, "
    "each in the words of this project, with what makes it doubtful.",
    fields=(
        slug("fact", "Id of the figure", unique=True),
        text("statement", "What is stated"),
        number("value", "The number", required=False),
        number("low", "Lower end where a range is stated", required=False),
        number("high", "Upper end where a range is stated", required=False),
        day("date_from", "The date, or the first day", required=False),
        day("date_to", "The last day of a span", required=False),
        unit(),
        text("period", "Time the figure is about, as the document puts it", required=False),
        text("place", "Country or region the figure is about"),
        text("role", "What the figure may be used for", choices=ROLES),
        status(),
        source(),
        note("caution"),
    ),
    key=("fact",),
    row_rules=(
        _VALUE,
        within_unit("value"),
        within_unit("low"),
        within_unit("high"),
        not_before("high", "low"),
        not_before("date_to", "date_from"),
    ),
)
