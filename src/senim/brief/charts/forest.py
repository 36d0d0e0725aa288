"""Published estimates, one row each, and what they come to together."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.rows import Interval
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import Scale, span
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure

_COLUMNS = ["kind", "label", "estimate", "low", "high", "prediction_low", "prediction_high"]


def forest_plot(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    interval: Interval,
    limits: tuple[float, float] | None = None,
    width: int = WIDE,
    id_prefix: str = "forest",
) -> Figure:
    """Draw estimates with their intervals, and pooled rows with their prediction intervals.

    Parameters
    ----------
    rows : DataFrame
        In the order drawn, columns ``kind`` (``study``, ``pooled`` or ``heading``), ``label``, ``estimate``,
        ``low``, ``high``, ``prediction_low``, ``prediction_high`` (missing for studies; all numbers missing
        for headings).
    text : ChartText
        Label ``axis``; ``prediction`` (what the long line of a pooled row means) where a row has one;
        ``cut`` (what an open end means) where an interval leaves the limits.
    number : callable
        Prints an estimate.
    interval : callable
        Prints an interval.
    limits : tuple of float, optional
        Ends of the axis; an interval that leaves them ends in an open tip, the table keeps it whole.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the rows that are no headings.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("forest_plot", rows, *_COLUMNS)
    shown = rows[_COLUMNS[2:]].to_numpy(dtype=float)
    low, high = limits or span(shown.ravel(), zero=True)
    predicted = rows["prediction_low"].notna().any()
    cut = bool((shown < low).any() or (shown > high).any())
    keys = ["axis", *(["prediction"] if predicted else []), *(["cut"] if cut else [])]
    text.require("forest_plot", *keys)
    written = [_row(row, number, interval) for row in rows[_COLUMNS].itertuples(index=False)]
    axis = "\n".join(text.labels[key] for key in keys)
    sheet = RowSheet(written, low=low, high=high, number=number, axis=axis, width=width)
    sheet.upright(0.0)
    for y, row in zip(sheet.bars, rows[_COLUMNS].itertuples(index=False), strict=True):
        if row.kind != "heading":
            _mark(sheet.drawing, sheet.x, y, row)
    sheet.finish()
    table = rows.loc[rows["kind"] != "heading", _COLUMNS].reset_index(drop=True)
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _row(row: tuple[object, ...], number: Number, interval: Interval) -> Row:
    kind, label, estimate, low, high = row[:5]
    if kind == "heading":
        return Row(str(label), heading=True)
    value = f"{number(float(estimate))} ({interval(float(low), float(high))})"  # type: ignore[arg-type]
    return Row(str(label), value, bold=kind == "pooled")


def _mark(drawing: Drawing, x: Scale, y: float, row: tuple[object, ...]) -> None:
    kind, _, *numbers = row
    estimate, low, high, prediction_low, prediction_high = (float(number) for number in numbers)  # type: ignore[arg-type]
    if kind == "pooled":
        if prediction_low == prediction_low:
            _whisker(drawing, x, y, prediction_low, prediction_high, colour="main90edge", caps=True)
        left, middle, right = (min(max(x(value), x.start), x.end) for value in (low, estimate, high))
        drawing.area([(left, y), (middle, y - 8), (right, y), (middle, y + 8)], fill="main")
        return
    _whisker(drawing, x, y, low, high, colour="ink", caps=False)
    if x.low <= estimate <= x.high:
        drawing.bar(x(estimate) - 4, y - 4, x(estimate) + 4, y + 4, fill="ink")


def _whisker(
    drawing: Drawing, x: Scale, y: float, low: float, high: float, *, colour: str, caps: bool
) -> None:
    left, right = max(x(low), x.start), min(x(high), x.end)
    if left < right:
        drawing.line([(left, y), (right, y)], colour=colour, thickness=1.5)
    for value, place, inward in ((low, left, 6.0), (high, right, -6.0)):
        if value < x.low or value > x.high:
            drawing.line(
                [(place + inward, y - 4), (place, y), (place + inward, y + 4)], colour=colour, thickness=1.5
            )
        elif caps:
            drawing.line([(place, y - 5), (place, y + 5)], colour=colour, thickness=1.5)
