"""A tornado: how far one belief at a time moves an answer, from its low end to its high one."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.rows import Interval
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import span
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure

_ENDS = ["at_low", "at_high"]


def tornado_rows(
    rows: pd.DataFrame,
    *,
    middle: float,
    text: ChartText,
    number: Number,
    interval: Interval,
    zero: bool = True,
    width: int = WIDE,
    id_prefix: str = "tornado",
) -> Figure:
    """Draw the answers at the low and at the high end of each belief around the answer at all middles.

    Parameters
    ----------
    rows : DataFrame
        In the order drawn, widest first: ``label``, ``at_low``, ``at_high`` (answers); optionally ``note``
        (a second line).
    middle : float
        Answer with every belief at its middle: a dashed line.
    text : ChartText
        Labels ``axis`` and ``marks`` (what open dot, full dot and dashes mean).
    number : callable
        Prints a value of the axis.
    interval : callable
        Prints a range.
    zero : bool
        Whether the axis holds zero and shows it.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: label, answers at both ends and at the middle.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("tornado_rows", rows, "label", *_ENDS)
    text.require("tornado_rows", "axis", "marks")
    low, high = span([*rows[_ENDS].to_numpy(dtype=float).ravel(), middle], zero=zero)
    notes = rows["note"].astype(str) if "note" in rows else pd.Series("", index=rows.index)
    ends = rows[_ENDS].to_numpy(dtype=float)
    written = [
        Row(str(label), interval(float(pair.min()), float(pair.max())), note, bold=True)
        for label, note, pair in zip(rows["label"], notes, ends, strict=True)
    ]
    axis = f"{text.labels['axis']}\n{text.labels['marks']}"
    sheet = RowSheet(written, low=low, high=high, number=number, axis=axis, width=width)
    sheet.rules()
    if zero:
        sheet.upright(0.0)
    for y, (at_low, at_high) in zip(sheet.bars, ends, strict=True):
        reach = (at_low, at_high, middle)
        sheet.drawing.bar(
            sheet.x(min(reach)), y - 6, sheet.x(max(reach)), y + 6, fill="main90", edge="main90edge"
        )
        sheet.drawing.dots([(sheet.x(at_high), y)], radius=5, fill="main")
        sheet.drawing.dots([(sheet.x(at_low), y)], radius=5, fill="paper", edge="main")
    sheet.upright(middle, colour="ink2", dash=(5, 3))
    sheet.finish()
    table = rows[["label", *_ENDS]].assign(middle=middle).reset_index(drop=True)
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)
