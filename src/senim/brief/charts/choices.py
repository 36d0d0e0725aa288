"""Which choice moves a result: for each, the middles of its options on one axis."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.rows import Interval
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import span
from senim.brief.charts.text import WIDE, ChartText, Number, want_columns, want_width
from senim.execution.figure import Figure

_KEYS = ["dimension", "label", "option", "median"]


def choice_spans(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    interval: Interval,
    reference: float | None = None,
    width: int = WIDE,
    id_prefix: str = "choices",
) -> Figure:
    """Draw a row for each choice, with a dot for each of its options.

    Parameters
    ----------
    rows : DataFrame
        One row for each option, in the order drawn: ``dimension`` (kept together), ``label`` (the choice in
        words), ``option`` (in words), ``median``; other columns go into the table.
    text : ChartText
        Label ``axis``; ``reference`` where there is one; ``ends``: how the options at both ends are named,
        with ``{low}`` and ``{high}``.
    number : callable
        Prints a value of the axis.
    interval : callable
        Prints the lowest and highest middle.
    reference : float, optional
        The middle of everything: a dashed line.
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
    want_columns("choice_spans", rows, *_KEYS)
    text.require("choice_spans", "axis", "ends", *(["reference"] if reference is not None else []))
    known = [] if reference is None else [reference]
    low, high = span([*rows["median"].astype(float), *known], zero=True)
    parts = [part for _, part in rows.groupby("dimension", sort=False)]
    written = [_row(part, text, interval) for part in parts]
    axis = text.labels["axis"] + (f"\n{text.labels['reference']}" if known else "")
    sheet = RowSheet(written, low=low, high=high, number=number, axis=axis, width=width)
    sheet.rules()
    if reference is not None:
        sheet.upright(reference, colour="main", dash=(5, 3))
    sheet.upright(0.0)
    for y, part in zip(sheet.bars, parts, strict=True):
        places = sorted(sheet.x(float(value)) for value in part["median"])
        sheet.drawing.line([(places[0], y), (places[-1], y)], colour="main", thickness=3)
        sheet.drawing.dots([(x, y) for x in places], radius=5, fill="paper", edge="main")
    sheet.finish()
    table = rows.drop(columns="dimension").reset_index(drop=True)
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _row(part: pd.DataFrame, text: ChartText, interval: Interval) -> Row:
    ordered = part.sort_values("median", kind="stable")
    first, last = ordered.iloc[0], ordered.iloc[-1]
    note = text.fill("ends", low=str(first["option"]), high=str(last["option"]))
    value = interval(float(first["median"]), float(last["median"]))
    return Row(str(first["label"]), value, note, bold=True)
