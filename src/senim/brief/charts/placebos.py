"""One date among all others: a strip of placebo effects a row."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.placing import Point
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import span
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure

_COLUMNS = ["label", "value_text", "effect", "kind"]


def placebo_strips(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    width: int = WIDE,
    id_prefix: str = "placebos",
) -> Figure:
    """Draw placebo effects as upright strokes, and the effect at the date asked about as a dot.

    Parameters
    ----------
    rows : DataFrame
        Columns ``label`` (the row), ``value_text`` (printed at its end), ``effect`` and ``kind`` (``asked``,
        once a row, or ``placebo``). Rows are drawn in the order in which labels appear.
    text : ChartText
        Label ``axis``: what is measured, and what strokes and dots mean.
    number : callable
        Prints a value of the axis.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: one line a row with the effect asked about and the least, the middle and the
        largest placebo.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("placebo_strips", rows, *_COLUMNS)
    text.require("placebo_strips", "axis")
    low, high = span(rows["effect"].to_numpy(dtype=float), zero=True)
    labels = [str(label) for label in rows["label"].unique()]
    groups = [rows[rows["label"] == label] for label in labels]
    written = [
        Row(label, str(group["value_text"].iloc[0]), bold=True)
        for label, group in zip(labels, groups, strict=True)
    ]
    sheet = RowSheet(written, low=low, high=high, number=number, axis=text.labels["axis"], width=width)
    sheet.rules()
    sheet.upright(0.0)
    told = []
    for y, label, group in zip(sheet.bars, labels, groups, strict=True):
        placebo = group.loc[group["kind"] == "placebo", "effect"].astype(float)
        asked = group.loc[group["kind"] == "asked", "effect"].astype(float)
        sheet.drawing.line(_comb([sheet.x(float(value)) for value in placebo], y), colour="main50")
        sheet.drawing.dots([(sheet.x(float(value)), y) for value in asked], radius=6, fill="alt", edge=None)
        told.append(
            {
                "label": label,
                "asked": float(asked.iloc[0]),
                "placebos": len(placebo),
                "least": placebo.min(),
                "middle": placebo.median(),
                "largest": placebo.max(),
            }
        )
    sheet.finish()
    return Figure(
        sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, pd.DataFrame(told)
    )


def _comb(places: list[float], y: float) -> list[Point]:
    """Draw all strokes as one line along their feet: a stroke an element would make the drawing heavy."""
    strokes = sorted({round(2 * place) / 2 for place in places})
    return [point for place in strokes for point in ((place, y + 6), (place, y - 6), (place, y + 6))]
