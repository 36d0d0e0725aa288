"""A series with a break: what was observed, and what it would have been without it."""

from __future__ import annotations

import math

import pandas as pd

from senim.brief.charts.axes import Ticks, axis_below, axis_left, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Point
from senim.brief.charts.scale import Scale, nice_ticks, span, year_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, Year, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, width_of, wrap
from senim.execution.figure import Figure

_HEIGHT = {WIDE: 250.0, NARROW: 190.0}
_COLUMNS = ["period", "observed", "counterfactual", "low", "high"]


def interrupted_chart(
    rows: pd.DataFrame,
    *,
    break_at: float,
    windows: pd.DataFrame,
    text: ChartText,
    number: Number,
    year: Year = str,
    width: int = WIDE,
    id_prefix: str = "interrupted",
) -> Figure:
    """Draw a series, the dashed path without the intervention with its band, and the break.

    Parameters
    ----------
    rows : DataFrame
        In order, columns ``period`` (printed in the table), ``at`` (in years: 2011.5 is the end of June
        2011), ``observed`` (NaN where missing: the line breaks), ``counterfactual``, ``low``, ``high``; the
        last three are NaN where nothing is drawn.
    break_at : float
        Where the break stands, in years.
    windows : DataFrame
        Columns ``start``, ``end`` (in years) and ``letter``: times when counting differed, shaded, with the
        letter at their head; may be empty.
    text : ChartText
        Labels ``break`` (what stands at the break) and ``key`` (what lines, band and letters mean).
    number : callable
        Prints a value of the axis.
    year : callable
        Prints a year.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the rows without ``at``.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("interrupted_chart", rows, "at", *_COLUMNS)
    text.require("interrupted_chart", "break", "key")
    low, high = span(rows[_COLUMNS[1:]].to_numpy(dtype=float).ravel())
    y_ticks: Ticks = [(value, number(value)) for value in nice_ticks(low, high, 5)]
    left = max(width_of(words) for _, words in y_ticks) + 12
    named = wrap(text.labels["break"], (width - left) / 2, weight="bold")
    top = (len(named) + 1) * LINE_HEIGHT + 6
    floor = top + _HEIGHT[width]
    words = [line for part in text.labels["key"].split("\n") for line in wrap(part, width - 8)]
    foot = floor + room_below("", width) + 8
    drawing = Drawing(width, foot + len(words) * LINE_HEIGHT + 4)
    first, last = float(rows["at"].min()), float(rows["at"].max())
    x, y = Scale(first, last, left, width - 14.0), Scale(low, high, floor, top)
    for start, end, letter in windows[["start", "end", "letter"]].itertuples(index=False):
        ends = max(x(float(start)), x.start), min(x(float(end)), x.end)
        drawing.bar(ends[0], top, ends[1], floor, fill="wash", edge="rule")
        drawing.label((ends[0] + ends[1]) / 2, top - 5, str(letter), colour="ink2", anchor="middle")
    axis_left(drawing, y, y_ticks, left=left, right=x.end)
    _paths(drawing, rows, x, y)
    place = x(break_at)
    drawing.line([(place, top - LINE_HEIGHT - 2), (place, floor)], colour="ink", thickness=1.5)
    side = width - place > place
    drawing.block(place + (6 if side else -6), 13, named, weight="bold", anchor="start" if side else "end")
    axis_below(drawing, x, year_ticks(math.ceil(first), int(last), x, year), y=floor)
    drawing.block(4, foot + 13, words, colour="ink2")
    table = rows[_COLUMNS].reset_index(drop=True)
    return Figure(drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _paths(drawing: Drawing, rows: pd.DataFrame, x: Scale, y: Scale) -> None:
    known = rows.dropna(subset=["low", "high"])
    if len(known) > 1:
        upper = [
            (x(float(at)), y(float(value))) for at, value in zip(known["at"], known["high"], strict=True)
        ]
        lower = [(x(float(at)), y(float(value))) for at, value in zip(known["at"], known["low"], strict=True)]
        drawing.area([*upper, *reversed(lower)], fill="main90", edge="main90edge")
    for run in _runs(rows, "observed", x, y):
        drawing.line(run, colour="ink", thickness=1.5)
    for run in _runs(rows, "counterfactual", x, y):
        drawing.line(run, colour="alt", thickness=2, dash=(6, 3), casing=True)


def _runs(rows: pd.DataFrame, column: str, x: Scale, y: Scale) -> list[list[Point]]:
    """Cut a path where a value is missing."""
    runs: list[list[Point]] = [[]]
    for at, value in zip(rows["at"], rows[column].astype(float), strict=True):
        if math.isnan(value):
            runs.append([])
        else:
            runs[-1].append((x(float(at)), y(value)))
    return [run for run in runs if len(run) > 1]
