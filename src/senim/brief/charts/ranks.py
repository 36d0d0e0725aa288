"""Units in the order of a ratio, one of them marked."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure


def ratio_ranks(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    width: int = WIDE,
    id_prefix: str = "ranks",
) -> Figure:
    """Draw a ratio for each unit, the largest first; the treated one is bold and has a diamond.

    Parameters
    ----------
    rows : DataFrame
        Columns ``unit``, ``ratio`` and ``treated`` (true for one row); drawn in the order of the ratio.
    text : ChartText
        Label ``axis``: what the ratio is and what the diamond means.
    number : callable
        Prints a ratio.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: ``rank``, ``unit``, ``ratio`` and ``treated``, the largest ratio first.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("ratio_ranks", rows, "unit", "ratio", "treated")
    text.require("ratio_ranks", "axis")
    table = rows[["unit", "ratio", "treated"]].sort_values("ratio", ascending=False, kind="stable")
    table = table.reset_index(drop=True)
    table.insert(0, "rank", table["ratio"].rank(ascending=False, method="max").astype(int))
    marked = table["treated"].astype(bool).tolist()
    ratios = [float(ratio) for ratio in table["ratio"]]
    written = [
        Row(str(unit), number(ratio), bold=own)
        for unit, ratio, own in zip(table["unit"], ratios, marked, strict=True)
    ]
    axis = text.labels["axis"]
    sheet = RowSheet(written, low=0.0, high=1.04 * max(ratios), number=number, axis=axis, width=width)
    for y, ratio, own in zip(sheet.bars, ratios, marked, strict=True):
        place = sheet.x(ratio)
        sheet.drawing.line([(sheet.x.start, y), (place, y)], colour="ink" if own else "axis", thickness=1.5)
        if own:
            _diamond(sheet.drawing, place, y)
        else:
            sheet.drawing.dots([(place, y)], radius=4, fill="paper", edge="ink2", thickness=1.5)
    sheet.upright(0.0)
    sheet.finish()
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _diamond(drawing: Drawing, x: float, y: float) -> None:
    drawing.area([(x - 8, y), (x, y - 8), (x + 8, y), (x, y + 8)], fill="main")
