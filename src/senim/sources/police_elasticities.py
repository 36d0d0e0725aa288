"""Published estimates of what police numbers do to registered offences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.sources.common import note, slug, source, status, unit, within_unit
from senim.sources.fields import integer, number, text
from senim.sources.tables import RowRule, Table

OFFENCE_GROUPS = (
    "homicide",
    "rape",
    "robbery",
    "assault",
    "burglary",
    "larceny",
    "vehicle_theft",
    "violent",
    "property",
    "cost_weighted",
    "all",
    "other",
)
POOLING = ("yes", "no", "flagged", "sensitivity")
SOURCE_LEVELS = ("paper", "author_log", "replicated", "re_estimate", "secondary", "abstract", "press")


def _number_or_finding(frame: pd.DataFrame) -> pd.Series[Any]:
    in_words = frame["unit"] == "finding"
    return pd.Series(frame["estimate"].notna() != in_words, dtype=bool) & (
        frame["finding"].notna() | ~in_words
    )


def _poolable(frame: pd.DataFrame) -> pd.Series[Any]:
    pooled = frame["pooling"].isin(["yes", "flagged"])
    fit = (frame["unit"] == "elasticity") & frame["estimate"].notna() & frame["standard_error"].notna()
    return pd.Series(~pooled | fit, dtype=bool)


TABLE = Table(
    name="police_elasticities",
    title="Published effects of police numbers on offences",
    description="One row for each estimate of a study and offence group. The column pooling says which may "
    "enter a pooled estimate: yes; flagged (shown with and without); sensitivity; no.",
    fields=(
        slug("estimate_id", "Id of the estimate", unique=True),
        slug("study_id", "Id of the study"),
        text("study", "Authors and year"),
        integer("publication_year", "Year of publication", low=1950, high=2100),
        text("country", "Country"),
        text("place", "Cities, regions or reviewed studies", required=False),
        text("period", "Years of the data", required=False),
        text("design", "How the effect is identified"),
        text("offence", "Offence in the words of the study"),
        text("offence_group", "Offence in the words of this project", choices=OFFENCE_GROUPS),
        number("estimate", "The estimate", required=False),
        number("standard_error", "Its standard error", required=False, low=0),
        unit(),
        text("finding", "The result in words where there is no number", required=False),
        text("locator", "Table, column, page or part of the source"),
        text("source_level", "What was read", choices=SOURCE_LEVELS),
        text("pooling", "Whether it may be pooled", choices=POOLING),
        text("pooling_reason", "Why"),
        text(
            "shared_sample", "Studies with the same word here share cities and are correlated", required=False
        ),
        status(),
        source(),
        note(),
    ),
    key=("estimate_id",),
    row_rules=(
        within_unit("estimate"),
        RowRule(
            "estimate",
            ("estimate", "unit", "finding"),
            _number_or_finding,
            lambda row: (
                "a finding in words has a number" if row["unit"] == "finding" else "the row has no estimate"
            ),
            lambda row: (
                "Give either an estimate with its unit, or the unit finding with the finding in words."
            ),
        ),
        RowRule(
            "standard_error",
            ("pooling", "unit", "estimate", "standard_error"),
            _poolable,
            lambda row: "only an elasticity with a standard error can be pooled",
            lambda row: "Fill in estimate and standard_error in the unit elasticity, or write pooling no.",
        ),
    ),
)
