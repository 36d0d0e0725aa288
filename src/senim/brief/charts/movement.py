"""Yearly changes against what is usual: a row a year, the usual range, the change, and what was claimed."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import Scale, span
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure
from senim.findings import Finding, InputError

_NUMBERS = ["change", "usual_low", "usual_high", "said"]
_COLUMNS = ["label", "note", *_NUMBERS, "value"]


def movement_rows(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    width: int = WIDE,
    id_prefix: str = "movement",
) -> Figure:
    """Draw changes with the range of usual movement and the changes that were claimed.

    Parameters
    ----------
    rows : DataFrame
        In the order drawn, columns ``label`` (a year or a span), ``change`` (missing where the figures do not
        give it), ``usual_low``, ``usual_high`` (missing where the change is set apart), ``said`` (missing
        where nothing was claimed), ``value`` (printed at the end of the row) and ``note``: for a change
        that is set apart the rule of recording that changed, drawn as a band.
    text : ChartText
        Labels ``axis`` and ``marks`` (what bar, dots and diamonds mean).
    number : callable
        Prints a value of the axis.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: label, note, change, usual range, what was said.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("movement_rows", rows, *_COLUMNS)
    text.require("movement_rows", "axis", "marks")
    told = rows.reset_index(drop=True)
    _want_rules(told)
    low, high = span(told[_NUMBERS].to_numpy(dtype=float).ravel(), zero=True)
    each: list[Any] = list(told.itertuples(index=False))
    written = [Row(str(row.label), str(row.value), str(row.note), bold=True) for row in each]
    axis = f"{text.labels['axis']}\n{text.labels['marks']}"
    sheet = RowSheet(written, low=low, high=high, number=number, axis=axis, width=width)
    sheet.rules()
    sheet.upright(0.0)
    for y, row in zip(sheet.bars, each, strict=True):
        apart = math.isnan(float(row.usual_low))
        if apart:
            sheet.drawing.bar(sheet.x.start, y - 12, sheet.x.end, y + 12, fill="wash")
        else:
            left, right = sheet.x(float(row.usual_low)), sheet.x(float(row.usual_high))
            sheet.drawing.bar(left, y - 7, right, y + 7, fill="main90", edge="main90edge")
        _mark(sheet.drawing, sheet.x, y, float(row.change), float(row.said), apart=apart)
    sheet.finish()
    table = told[["label", "note", *_NUMBERS, "value"]]
    drawn = sheet.drawing.svg(text, id_prefix)
    return Figure(drawn, text.title, text.subtitle, text.description, table)


def _want_rules(rows: pd.DataFrame) -> None:
    nameless = rows[rows["usual_low"].isna() & (rows["note"].astype(str).str.strip() == "")]
    findings = [
        Finding(
            "movement_rows",
            f"note of {label}",
            "a change set apart has no rule",
            "Name the rule that changed.",
        )
        for label in nameless["label"]
    ]
    if findings:
        raise InputError(findings, "chart")


def _mark(drawing: Drawing, x: Scale, y: float, change: float, said: float, *, apart: bool) -> None:
    if not math.isnan(said):
        at = x(said)
        corners = [(at, y - 9), (at + 7, y), (at, y + 9), (at - 7, y)]
        drawing.area(corners, fill="paper")
        drawing.line([*corners, corners[0]], colour="alt", thickness=2)
    if math.isnan(change):
        return
    if apart:
        drawing.dots([(x(change), y)], radius=5.5, fill="paper", edge="ink", thickness=2)
    else:
        drawing.dots([(x(change), y)], radius=4.5, fill="ink")
