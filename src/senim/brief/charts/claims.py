"""Claims held against figures: one row each, what was said at one line, what the figures give as a dot."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure

_PLACES = ["ratio", "ratio_low", "ratio_high", "chance_low", "chance_high"]
_COLUMNS = ["kind", "label", "value", *_PLACES, "same"]
_AS_SAID = 100.0


def claim_rows(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    limits: tuple[float, float] = (0.0, 200.0),
    width: int = WIDE,
    id_prefix: str = "claims",
) -> Figure:
    """Draw what figures give as a share of what was said.

    Parameters
    ----------
    rows : DataFrame
        In the order drawn, columns ``kind`` (``claim``, or ``heading``: the verdict of those below it),
        ``label``, ``value`` (printed at the end of the row), ``ratio``, ``ratio_low``, ``ratio_high``
        (figures in per cent of what was said; missing where only chance can be told), ``chance_low``,
        ``chance_high`` (what usual movement or chance would do, on the same axis; missing where there is
        none) and ``same`` (whether the figures count the same thing); optionally ``note``.
    text : ChartText
        Labels ``axis``, ``mark`` (what dots and bars mean), ``as_said`` (what the upright line means) and
        ``chance`` (what the hatched bar means) where a row has one.
    number : callable
        Prints a value of the axis.
    limits : tuple of float
        Ends of the axis; what leaves them ends in an open tip, the table keeps it.
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
    want_columns("claim_rows", rows, *_COLUMNS)
    told = rows.assign(note=rows.get("note", "")).reset_index(drop=True)
    chance = bool(told["chance_low"].notna().any())
    keys = ["axis", "as_said", "mark", *(["chance"] if chance else [])]
    text.require("claim_rows", *keys)
    written = [
        Row(str(row.label), heading=True)
        if row.kind == "heading"
        else Row(str(row.label), str(row.value), str(row.note))
        for row in _each(told)
    ]
    axis = "\n".join(text.labels[key] for key in keys)
    low, high = limits
    sheet = RowSheet(written, low=low, high=high, number=number, axis=axis, width=width)
    sheet.upright(_AS_SAID, colour="main")
    for y, row in zip(sheet.bars, _each(told), strict=True):
        if row.kind != "heading":
            _bar(sheet, y, float(row.chance_low), float(row.chance_high), hatch=True)
            _bar(sheet, y, float(row.ratio_low), float(row.ratio_high), hatch=False)
            _dot(sheet, y, float(row.ratio), same=bool(row.same))
    sheet.finish()
    table = told.loc[told["kind"] != "heading", ["label", "note", "value", *_PLACES, "same"]]
    drawn = sheet.drawing.svg(text, id_prefix)
    return Figure(drawn, text.title, text.subtitle, text.description, table.reset_index(drop=True))


def _each(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))


def _bar(sheet: RowSheet, y: float, low: float, high: float, *, hatch: bool) -> None:
    if math.isnan(low) or math.isnan(high):
        return
    x = sheet.x
    left, right = max(x(low), x.start), min(x(high), x.end)
    if left >= right:
        return
    if hatch:
        sheet.drawing.bar(left, y - 7, right, y + 7, hatch=True)
    else:
        sheet.drawing.line([(left, y), (right, y)], colour="ink", thickness=2.5)


def _dot(sheet: RowSheet, y: float, ratio: float, *, same: bool) -> None:
    if math.isnan(ratio):
        return
    x = sheet.x
    if not x.low <= ratio <= x.high:
        edge, inward = (x.end, -8.0) if ratio > x.high else (x.start, 8.0)
        tip = [(edge + inward, y - 6), (edge, y), (edge + inward, y + 6)]
        sheet.drawing.line(tip, colour="ink", thickness=2.5)
        return
    if same:
        sheet.drawing.dots([(x(ratio), y)], radius=5.5, fill="ink")
    else:
        sheet.drawing.dots([(x(ratio), y)], radius=6, fill="paper", edge="ink", thickness=2)
