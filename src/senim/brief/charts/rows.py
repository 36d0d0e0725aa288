"""Options side by side: one row each, with its 90 % and 50 % ranges and its middle."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import Scale, span
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure

Interval = Callable[[float, float], str]
"""Prints a range in the language of the page."""

_QUANTILES = ["q05", "q25", "median", "q75", "q95"]


def interval_rows(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    interval: Interval,
    noise: tuple[float, float] | None = None,
    width: int = WIDE,
    id_prefix: str = "rows",
) -> Figure:
    """Draw the range of an outcome for several options on one axis with its zero line.

    Parameters
    ----------
    rows : DataFrame
        Columns ``label``, ``q05``, ``q25``, ``median``, ``q75``, ``q95``, in the order drawn; optionally
        ``note`` (a second line). A row without numbers is not identifiable: it is hatched.
    text : ChartText
        Labels ``axis``; ``unknown`` where a row has no numbers; ``noise`` with noise.
    number : callable
        Prints a value of the axis.
    interval : callable
        Prints a range.
    noise : tuple of float, optional
        Changes too small to be seen by a survey: hatched behind the rows.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: label, middle, 50 % and 90 % limits.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("interval_rows", rows, "label", *_QUANTILES)
    unknown = rows["median"].isna()
    wanted = ["axis"] + (["unknown"] if unknown.any() else []) + (["noise"] if noise else [])
    text.require("interval_rows", *wanted)
    low, high = span([*rows[_QUANTILES].to_numpy(dtype=float).ravel(), *(noise or ())], zero=True)
    notes = rows["note"] if "note" in rows else pd.Series("", index=rows.index)
    written = [
        Row(
            str(label),
            text.labels["unknown"] if blank else interval(float(least), float(most)),
            str(note),
            bold=True,
        )
        for label, least, most, note, blank in zip(
            rows["label"], rows["q05"], rows["q95"], notes, unknown, strict=True
        )
    ]
    axis = text.labels["axis"] + (f"\n{text.labels['noise']}" if noise else "")
    sheet = RowSheet(written, low=low, high=high, number=number, axis=axis, width=width)
    sheet.rules()
    if noise:
        _noise(sheet, noise, [not blank for blank in unknown])
    for y, values in zip(sheet.bars, rows[_QUANTILES].itertuples(index=False), strict=True):
        range_bar(sheet.drawing, sheet.x, y, *(float(value) for value in values))
    sheet.upright(0.0)
    sheet.finish()
    table = rows[["label", *_QUANTILES]].rename(columns={"median": "middle"}).reset_index(drop=True)
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _noise(sheet: RowSheet, noise: tuple[float, float], known: list[bool]) -> None:
    left, right = sheet.x(noise[0]), sheet.x(noise[1])
    for y in (bar for bar, drawn in zip(sheet.bars, known, strict=True) if drawn):
        sheet.drawing.bar(left, y - 10, right, y + 10, hatch=True)


def range_bar(
    drawing: Drawing, x: Scale, y: float, q05: float, q25: float, median: float, q75: float, q95: float
) -> None:
    """Draw the 90 % range with its edge, the 50 % range in it, and the middle.

    Parameters
    ----------
    drawing : Drawing
        The sheet.
    x : Scale
        Values to px.
    y : float
        Centre of the bar, in px.
    q05, q25, median, q75, q95 : float
        Quantiles; without a middle the whole axis is hatched.
    """
    if math.isnan(median):
        drawing.bar(x.start, y - 6, x.end, y + 6, edge="unknown", hatch=True)
        return
    drawing.line([(x.start, y), (x.end, y)], colour="axis")
    drawing.bar(x(q05), y - 6, x(q95), y + 6, fill="main90", edge="main90edge")
    drawing.bar(x(q25), y - 6, x(q75), y + 6, fill="main50")
    drawing.line([(x(median), y - 8), (x(median), y + 8)], colour="ink", thickness=2.5)
