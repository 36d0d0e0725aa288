"""Predictions with what was observed: one row each, the range and a dot."""

from __future__ import annotations

import math

import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.rows import Interval, range_bar
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import Scale, span
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure

_QUANTILES = ["q05", "q25", "median", "q75", "q95"]
_COLUMNS = ["label", *_QUANTILES, "observed", "verdict", "mark"]
MARKS = ("agrees", "misses", "given", "none")
"""A full dot; a hollow one; a small one, for a figure that the model was given; no dot."""


def checked_rows(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    interval: Interval,
    width: int = WIDE,
    id_prefix: str = "checked",
) -> Figure:
    """Draw predicted ranges with the observed figures on one axis.

    Parameters
    ----------
    rows : DataFrame
        In the order drawn, columns ``label``, ``q05``, ``q25``, ``median``, ``q75``, ``q95`` (all missing
        where nothing is predicted: hatched), ``observed`` (missing where nothing was published), ``verdict``
        (the word printed) and ``mark`` (one of `MARKS`); optionally ``note`` (a second line).
    text : ChartText
        Labels ``axis``; ``dots`` (what the dots mean); ``value`` (what is printed at the end of a row, with
        ``{observed}``, ``{predicted}`` and ``{verdict}``); ``unknown`` (in place of a missing number).
    number : callable
        Prints a value.
    interval : callable
        Prints a range.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: label, note, middle, 50 % and 90 % limits, observed, verdict.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("checked_rows", rows, *_COLUMNS)
    text.require("checked_rows", "axis", "dots", "value", "unknown")
    shown = rows[[*_QUANTILES, "observed"]].to_numpy(dtype=float).ravel()
    low, high = span([value for value in shown if not math.isnan(value)], zero=True)
    told = rows.assign(note=rows.get("note", "")).reset_index(drop=True)
    written = [
        Row(str(row.label), _value(row, text, number, interval), str(row.note), bold=True)
        for row in told.itertuples()
    ]
    axis = f"{text.labels['axis']}\n{text.labels['dots']}"
    sheet = RowSheet(written, low=low, high=high, number=number, axis=axis, width=width)
    sheet.rules()
    limits, published = told[_QUANTILES].to_numpy(dtype=float), told["observed"].to_numpy(dtype=float)
    for y, values, observed, mark in zip(sheet.bars, limits, published, told["mark"], strict=True):
        range_bar(sheet.drawing, sheet.x, y, *(float(value) for value in values))
        _dot(sheet.drawing, sheet.x, y, float(observed), str(mark))
    sheet.finish()
    table = told[["label", "note", *_QUANTILES, "observed", "verdict"]].rename(columns={"median": "middle"})
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _value(row: tuple[object, ...], text: ChartText, number: Number, interval: Interval) -> str:
    observed, low, high = (float(getattr(row, name)) for name in ("observed", "q05", "q95"))
    unknown = text.labels["unknown"]
    return text.fill(
        "value",
        observed=unknown if math.isnan(observed) else number(observed),
        predicted=unknown if math.isnan(low) else interval(low, high),
        verdict=str(row.verdict),  # type: ignore[attr-defined]
    )


def _dot(drawing: Drawing, x: Scale, y: float, observed: float, mark: str) -> None:
    if math.isnan(observed) or mark == "none":
        return
    if mark == "misses":
        drawing.dots([(x(observed), y)], radius=6, fill="paper", edge="alt", thickness=2.5)
    else:
        drawing.dots([(x(observed), y)], radius=3.5 if mark == "given" else 5.5, fill="ink")
