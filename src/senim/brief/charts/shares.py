"""Shares of one whole under headings: a dot and its interval for each, and a ring for what it gives alone."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.brief.charts.rows import Interval
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure
from senim.findings import Finding, InputError

_SHARE = ["share", "low", "high"]
_ALONE = ["alone", "alone_low", "alone_high"]
_APART = 5.0
"""From the centre of a row to each of its two marks, in px."""
_ZERO = 10.0
"""From the centre of a row to the ends of its zero line, in px."""


def share_rows(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    interval: Interval,
    width: int = WIDE,
    id_prefix: str = "shares",
) -> Figure:
    """Draw shares with their intervals on one axis from nothing to everything, a heading for each whole.

    Parameters
    ----------
    rows : DataFrame
        In the order drawn, rows of a heading together: ``heading``, ``label``, ``share``, ``low``, ``high``;
        shares in per cent. Where ``alone``, ``alone_low`` and ``alone_high`` are given too, they are a ring
        below the dot: the share without what arises together with others.
    text : ChartText
        Label ``axis``; ``marks`` (what dot and ring mean) where there are rings.
    number : callable
        Prints a value of the axis.
    interval : callable
        Prints a range.
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
        If a column, a label or a row is missing, or an interval does not hold its share.
    """
    want_width(width)
    rings = set(_ALONE) <= set(rows.columns)
    columns = ["heading", "label", *_SHARE, *(_ALONE if rings else [])]
    want_columns("share_rows", rows, *columns)
    text.require("share_rows", "axis", *(["marks"] if rings else []))
    table = rows[columns].reset_index(drop=True)
    _check(table)
    written: list[Row] = []
    drawn: list[Any] = []
    for heading, part in table.groupby("heading", sort=False):
        written.append(Row(str(heading), heading=True))
        drawn.append(None)
        for row in part.itertuples(index=False):
            values: Any = row
            written.append(Row(str(values.label), interval(float(values.low), float(values.high))))
            drawn.append(values)
    high = max(100.0, *table[[name for name in columns if name not in ("heading", "label")]].max())
    low = min(0.0, *table[[name for name in columns if name not in ("heading", "label")]].min())
    axis = text.labels["axis"] + (f"\n{text.labels['marks']}" if rings else "")
    sheet = RowSheet(written, low=low, high=high, number=number, axis=axis, width=width)
    sheet.rules()
    for y, values in zip(sheet.bars, drawn, strict=True):
        if values is None:
            continue
        # in each row, not through all: a heading may be wider than the labels
        sheet.drawing.line([(sheet.x(0.0), y - _ZERO), (sheet.x(0.0), y + _ZERO)])
        at = y - _APART if rings else y
        _whisker(sheet, at, float(values.low), float(values.high), colour="main")
        sheet.drawing.dots([(sheet.x(float(values.share)), at)], radius=4.5, fill="main")
        if rings:
            _whisker(sheet, y + _APART, float(values.alone_low), float(values.alone_high), colour="alt")
            place = (sheet.x(float(values.alone)), y + _APART)
            sheet.drawing.dots([place], radius=4.5, fill="paper", edge="alt")
    sheet.finish()
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _whisker(sheet: RowSheet, y: float, low: float, high: float, *, colour: str) -> None:
    sheet.drawing.line([(sheet.x(low), y), (sheet.x(high), y)], colour=colour, thickness=2)


def _check(table: pd.DataFrame) -> None:
    limits = table[_SHARE].to_numpy(dtype=float)
    findings = [
        Finding("share_rows", f"{heading}, {label}", "the interval does not hold the share", "Sort it.")
        for heading, label, (share, low, high) in zip(table["heading"], table["label"], limits, strict=True)
        if not low <= share <= high
    ]
    if findings:
        raise InputError(findings, "chart")
