"""A box of beliefs: for each belief that decides, the part of its range in which an option is preferred."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure

_COLUMNS = ["label", "value", "low_rank", "high_rank"]


def belief_box(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    width: int = WIDE,
    id_prefix: str = "box",
) -> Figure:
    """Draw the limits of a box, each on the ranks of its belief, so that beliefs of any unit share an axis.

    Parameters
    ----------
    rows : DataFrame
        In the order drawn, columns ``label`` (the belief), ``value`` (its limit in its own unit, printed at
        the end of the row), ``low_rank`` and ``high_rank`` (per cent of the draws below either limit);
        optionally ``note``; other columns go into the table.
    text : ChartText
        Label ``axis``.
    number : callable
        Prints a rank.
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
    want_columns("belief_box", rows, *_COLUMNS)
    text.require("belief_box", "axis")
    told = rows.assign(note=rows.get("note", "")).reset_index(drop=True)
    each: list[Any] = list(told.itertuples(index=False))
    written = [Row(str(row.label), str(row.value), str(row.note), bold=True) for row in each]
    sheet = RowSheet(written, low=0.0, high=100.0, number=number, axis=text.labels["axis"], width=width)
    sheet.rules()
    for y, row in zip(sheet.bars, each, strict=True):
        left, right = sheet.x(float(row.low_rank)), sheet.x(float(row.high_rank))
        sheet.drawing.bar(sheet.x.start, y - 6, sheet.x.end, y + 6, fill="main90", edge="main90edge")
        sheet.drawing.bar(left, y - 6, right, y + 6, fill="main50")
        for rank, place in ((float(row.low_rank), left), (float(row.high_rank), right)):
            if 0.0 < rank < 100.0:
                sheet.drawing.line([(place, y - 9), (place, y + 9)], colour="ink", thickness=2.5)
    sheet.finish()
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, told)
