"""One quantity on which the sources do not agree: every figure on its own row, none smoothed away."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.rows import Interval
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import span
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure


def strength_lines(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    interval: Interval,
    zero: bool = False,
    width: int = WIDE,
    id_prefix: str = "strength",
) -> Figure:
    """Draw contested figures as dots or short bars on one axis.

    Parameters
    ----------
    rows : DataFrame
        In the order drawn, columns ``label`` (who said it, when), ``low``, ``high`` (equal for one figure),
        ``role`` (``before``, ``main``, ``alt`` or ``other``); optionally ``note``.
    text : ChartText
        Label ``axis``.
    number : callable
        Prints a figure.
    interval : callable
        Prints a range.
    zero : bool
        Whether the axis holds zero; if not, the subtitle has to say so.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the rows.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("strength_lines", rows, "label", "low", "high", "role")
    text.require("strength_lines", "axis")
    low, high = span([*rows["low"], *rows["high"]], zero=zero, room=0.08)
    notes = rows["note"] if "note" in rows else pd.Series("", index=rows.index)
    records = list(zip(rows["label"], rows["low"], rows["high"], rows["role"], notes, strict=True))
    written = [
        Row(
            str(label),
            number(float(least)) if least == most else interval(float(least), float(most)),
            str(note),
        )
        for label, least, most, _, note in records
    ]
    sheet = RowSheet(written, low=low, high=high, number=number, axis=text.labels["axis"], width=width)
    sheet.rules()
    for y, (_, least, most, role, _) in zip(sheet.bars, records, strict=True):
        _mark(sheet, y, float(least), float(most), str(role))
    sheet.finish()
    table = rows[["label", "low", "high", "role"]].reset_index(drop=True)
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _mark(sheet: RowSheet, y: float, low: float, high: float, role: str) -> None:
    drawing, x = sheet.drawing, sheet.x
    drawing.line([(x.start, y), (x.end, y)], colour="rule")
    fill, edge = {"before": ("ink", None), "main": ("main", None), "alt": ("paper", "alt")}.get(
        role, ("paper", "ink")
    )
    if low < high:
        drawing.line([(x(low), y), (x(high), y)], colour=edge or fill, thickness=3)
    drawing.dots([(x(value), y) for value in dict.fromkeys((low, high))], radius=6, fill=fill, edge=edge)
