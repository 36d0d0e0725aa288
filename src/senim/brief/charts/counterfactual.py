"""A unit and its synthetic control, year by year; and its gap among those of placebos."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, Year, want_columns, want_width
from senim.brief.charts.yearly import YearSheet
from senim.execution.figure import Figure

_FAINT = {WIDE: 1.0, NARROW: 0.8}


def treated_and_synthetic(
    path: pd.DataFrame,
    *,
    first_treated: int,
    text: ChartText,
    number: Number,
    year: Year = str,
    width: int = WIDE,
    id_prefix: str = "synthetic",
) -> Figure:
    """Draw what happened and its counterfactual; years without a figure are hatched and never crossed.

    Parameters
    ----------
    path : DataFrame
        Columns ``period`` (every year, in order), ``treated``, ``synthetic`` and ``gap``; numbers are
        missing in a year that is not used.
    first_treated : int
        First treated year: a dotted line stands before it.
    text : ChartText
        Label ``key``: what lines, dots, hatch and dotted line mean, lines apart by a line break.
    number : callable
        Prints a value.
    year : callable
        Prints a year.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the path.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("treated_and_synthetic", path, "period", "treated", "synthetic", "gap")
    text.require("treated_and_synthetic", "key")
    table = path[["period", "treated", "synthetic", "gap"]].reset_index(drop=True)
    both = table[["treated", "synthetic"]].to_numpy(dtype=float)
    sheet = _sheet(
        table["period"], table["treated"], both, first_treated, text, number, year, width, zero=True
    )
    for stretch in sheet.runs(table["synthetic"].tolist()):
        sheet.drawing.line(stretch, colour="alt", thickness=2, dash=(6, 3))
        sheet.drawing.dots(stretch, radius=3.6, fill="paper", edge="alt", thickness=1.5)
    for stretch in sheet.runs(table["treated"].tolist()):
        sheet.drawing.line(stretch, colour="main", thickness=2.5, casing=True)
        sheet.drawing.dots(stretch, radius=3.2, fill="main")
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def placebo_gaps(
    gaps: pd.DataFrame,
    *,
    treated: str,
    first_treated: int,
    text: ChartText,
    number: Number,
    year: Year = str,
    width: int = WIDE,
    id_prefix: str = "gaps",
) -> Figure:
    """Draw the gap of the treated unit, thick and dotted, over the thin gaps of its placebos.

    Parameters
    ----------
    gaps : DataFrame
        Columns ``period`` (every year, in order) and one for each unit; numbers are missing in a year that is
        not used.
    treated : str
        Column of the treated unit.
    first_treated : int
        First treated year: a dotted line stands before it.
    text : ChartText
        Label ``key``: what lines, dots, hatch and dotted line mean, lines apart by a line break.
    number : callable
        Prints a value.
    year : callable
        Prints a year.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the gaps.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("placebo_gaps", gaps, "period", treated)
    text.require("placebo_gaps", "key")
    table = gaps.reset_index(drop=True).rename(columns=str)
    others = [name for name in table.columns if name not in ("period", treated)]
    values = table[[treated, *others]].to_numpy(dtype=float)
    sheet = _sheet(
        table["period"], table[treated], values, first_treated, text, number, year, width, zero=True
    )
    for name in others:
        for stretch in sheet.runs(table[name].tolist()):
            sheet.drawing.line(stretch, colour="axis", thickness=_FAINT[width])
    for stretch in sheet.runs(table[treated].tolist()):
        sheet.drawing.line(stretch, colour="main", thickness=3, casing=True)
        sheet.drawing.dots(stretch, radius=3.6, fill="main")
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _sheet(
    periods: pd.Series,
    own: pd.Series,
    values: object,
    first_treated: int,
    text: ChartText,
    number: Number,
    year: Year,
    width: int,
    *,
    zero: bool,
) -> YearSheet:
    years = [int(period) for period in periods]
    missing = [at for at, value in zip(years, own, strict=True) if pd.isna(value)]
    return YearSheet(
        years,
        missing,
        values,  # type: ignore[arg-type]
        changed=first_treated - 0.5,
        key=text.labels["key"],
        number=number,
        year=year,
        width=width,
        zero=zero,
    )
