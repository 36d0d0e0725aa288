"""England and Wales as a whole: how adults rate the local police, its workforce, and offences charged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from senim.sources.common import source, status
from senim.sources.fields import Field, integer, number
from senim.sources.tables import Breach, RowRule, Table

ANSWERS = ("excellent", "good", "fair", "poor", "very_poor")
"""Answers of the survey, the best first."""

ROUNDING_PERCENT = 0.3
"""Five shares of one decimal may miss a hundred by this much."""

_RATINGS = tuple(f"rating_{answer}_percent" for answer in ANSWERS)


def _rating(answer: str) -> Field:
    words = answer.replace("_", " ")
    description = f"Adults who rate the local police as {words}, year to March"
    return number(f"rating_{answer}_percent", description, unit="percent", required=False, low=0, high=100)


def _workforce(name: str, words: str) -> Field:
    return number(f"{name}_fte", f"{words} on 31 March", unit="full-time equivalents", low=0)


def _whole(frame: pd.DataFrame) -> pd.Series[Any]:
    known = frame[list(_RATINGS)].notna().sum(axis=1)
    return pd.Series(known.isin([0, len(ANSWERS)]), index=frame.index, dtype=bool)


def answers_add_up(frame: pd.DataFrame) -> Iterator[Breach]:
    """Add the answers of each survey year.

    Parameters
    ----------
    frame : DataFrame
        Sound rows, indexed by line.

    Yields
    ------
    Breach
        A year whose five answers do not add to 100 within rounding.
    """
    asked = frame.dropna(subset=list(_RATINGS))
    for line, total in asked[list(_RATINGS)].sum(axis=1).round(6).items():
        if round(abs(total - 100), 6) > ROUNDING_PERCENT:
            problem = f"the answers add to {total:g}, not to 100"
            remedy = f"Correct a share; rounding explains up to {ROUNDING_PERCENT:g}."
            yield Breach(int(str(line)), _RATINGS[0], problem, remedy)


TABLE = Table(
    name="england_wales_ratings",
    title="Rating of local police, workforce and charges, England and Wales, 2003-2023",
    description="The two countries as one, a row a year. Crime Survey ratings of the local police (survey "
    "year to March; no value for 2003, 2021 and 2022), workforce on 31 March, share of recorded offences "
    "that ended in a charge (year to March).",
    fields=(
        integer("year", "Year of the 31 March", unique=True, low=2000, high=2100),
        *(_rating(answer) for answer in ANSWERS),
        number(
            "charged_percent",
            "Recorded offences that ended in a charge or summons",
            unit="percent",
            low=0,
            high=100,
        ),
        _workforce("officers", "Officers"),
        _workforce("pcso", "Police community support officers"),
        _workforce("staff", "Police staff"),
        status(),
        source(),
    ),
    key=("year",),
    row_rules=(
        RowRule(
            _RATINGS[0],
            _RATINGS,
            _whole,
            lambda row: f"{int(row[list(_RATINGS)].notna().sum())} of {len(ANSWERS)} answers are given",
            lambda row: "Give all answers of the year, or none.",
        ),
    ),
    table_rules=(answers_add_up,),
    sort=True,
)
