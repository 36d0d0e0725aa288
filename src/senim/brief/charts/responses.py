"""How an outcome answers to a value: small panels with the same axes, or rows where values have no order."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from senim.brief.charts.axes import Ticks, axis_below, axis_left, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.rows import Interval
from senim.brief.charts.rowsheet import Row, RowSheet
from senim.brief.charts.scale import Scale, nice_ticks, spaced_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, width_of, wrap
from senim.execution.figure import Figure

_ACROSS = {WIDE: 3, NARROW: 1}
_HEIGHT = {WIDE: 190.0, NARROW: 170.0}
_GAP = 26.0
_HALF_BAR = 5.0


def response_panels(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    position: Number,
    ends: tuple[float, float],
    width: int = WIDE,
    id_prefix: str = "responses",
) -> Figure:
    """Draw the middle and the range of an outcome along one axis, a panel for each value of the others.

    Every panel has the same axes. Lines and bands break where a panel has no number.

    Parameters
    ----------
    rows : DataFrame
        Columns ``panel``, ``position``, ``middle``, ``low``, ``high``; panels in the order drawn.
    text : ChartText
        Label ``x_axis``.
    number : callable
        Prints a value of the outcome.
    position : callable
        Prints a value of the axis below.
    ends : tuple of float
        Ends of the outcome's axis; hold zero and every limit.
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
    want_columns("response_panels", rows, "panel", "position", "middle", "low", "high")
    text.require("response_panels", "x_axis")
    table = rows[["panel", "position", "middle", "low", "high"]].reset_index(drop=True)
    sheet = _Panels(table, text, number, position, ends, width)
    for index, (_, panel) in enumerate(table.groupby("panel", sort=False)):
        sheet.panel(index, panel)
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def response_rows(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    interval: Interval,
    ends: tuple[float, float],
    width: int = WIDE,
    id_prefix: str = "responses",
) -> Figure:
    """Draw the middle and the range of an outcome as rows on one axis.

    Parameters
    ----------
    rows : DataFrame
        Columns ``panel`` (what the row is), ``middle``, ``low``, ``high``, in the order drawn; a row without
        numbers is hatched.
    text : ChartText
        Labels ``axis`` and ``unknown``.
    number : callable
        Prints a value of the axis.
    interval : callable
        Prints a range.
    ends : tuple of float
        Ends of the axis.
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
    want_columns("response_rows", rows, "panel", "middle", "low", "high")
    text.require("response_rows", "axis", "unknown")
    table = rows[["panel", "middle", "low", "high"]].reset_index(drop=True)
    numbers = table[["middle", "low", "high"]].to_numpy(dtype=float).tolist()
    records = [(str(name), *limits) for name, limits in zip(table["panel"], numbers, strict=True)]
    written = [
        Row(name, text.labels["unknown"] if math.isnan(middle) else interval(low, high), bold=True)
        for name, middle, low, high in records
    ]
    sheet = RowSheet(written, low=ends[0], high=ends[1], number=number, axis=text.labels["axis"], width=width)
    sheet.rules()
    for y, (_, middle, low, high) in zip(sheet.bars, records, strict=True):
        if math.isnan(middle):
            sheet.drawing.bar(sheet.x.start, y - 6, sheet.x.end, y + 6, edge="unknown", hatch=True)
            continue
        sheet.drawing.line([(sheet.x.start, y), (sheet.x.end, y)], colour="axis")
        sheet.drawing.bar(sheet.x(low), y - 6, sheet.x(high), y + 6, fill="main90", edge="main90edge")
        sheet.drawing.line([(sheet.x(middle), y - 8), (sheet.x(middle), y + 8)], thickness=2.5)
    sheet.upright(0.0)
    sheet.finish()
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


class _Panels:
    """The panels while they are drawn."""

    def __init__(
        self,
        table: pd.DataFrame,
        text: ChartText,
        number: Number,
        position: Number,
        ends: tuple[float, float],
        width: int,
    ) -> None:
        self.position, self.ends, self.width = position, ends, width
        names = [str(name) for name in table["panel"].unique()]
        self.across = min(_ACROSS[width], len(names))
        self.positions = sorted({float(value) for value in table["position"]})
        self.y_ticks: Ticks = [(value, number(value)) for value in nice_ticks(*ends, 5)]
        self.left = max(width_of(words) for _, words in self.y_ticks) + 12
        self.wide = (width - self.left - 8 - _GAP * (self.across - 1)) / self.across
        self.heads = [wrap(name, self.wide, weight="bold") for name in names]
        self.head = max(len(lines) for lines in self.heads) * LINE_HEIGHT + 8
        self.row_high = self.head + _HEIGHT[width] + room_below("", width) + 10
        self.title = wrap(text.labels["x_axis"], width - self.left - 8)
        down = -(-len(names) // self.across)
        self.drawing = Drawing(width, down * self.row_high + len(self.title) * LINE_HEIGHT)
        self.last_row = down - 1

    def panel(self, index: int, rows: pd.DataFrame) -> None:
        """Draw one panel with its heading and axes."""
        row, column = divmod(index, self.across)
        left = self.left + column * (self.wide + _GAP)
        top = row * self.row_high + self.head
        x = self._across(left)
        y = Scale(*self.ends, top + _HEIGHT[self.width], top)
        self.drawing.block(left, top - self.head + 13, self.heads[index], weight="bold")
        axis_left(self.drawing, y, self.y_ticks, left=left, right=left + self.wide, labelled=column == 0)
        self._runs(rows, x, y)
        self.drawing.line([(left, y(0.0)), (left + self.wide, y(0.0))], colour="ink")
        ticks = spaced_ticks(x, self.position, most=5)
        axis_below(self.drawing, x, ticks, y=y.start)
        if row == self.last_row and column == 0:
            first = y.start + room_below("", self.width) + 14
            self.drawing.block(self.left, first, self.title, colour="ink2")

    def _across(self, left: float) -> Scale:
        first, last = self.positions[0], self.positions[-1]
        room = (last - first) * 0.03 or max(abs(first), 1.0) * 0.5
        return Scale(first - room, last + room, left, left + self.wide)

    def _runs(self, rows: pd.DataFrame, x: Scale, y: Scale) -> None:
        """Draw each unbroken stretch of numbers; one number alone is a bar."""
        for run in _unbroken(rows, self.positions):
            middle = [(x(at), y(value)) for at, value, _, _ in run]
            if len(run) == 1:
                (centre, _), (_, _, low, high) = middle[0], run[0]
                self.drawing.bar(
                    centre - _HALF_BAR, y(high), centre + _HALF_BAR, y(low), fill="main90", edge="main90edge"
                )
            else:
                upper = [(x(at), y(high)) for at, _, _, high in run]
                lower = [(x(at), y(low)) for at, _, low, _ in run]
                self.drawing.area([*upper, *reversed(lower)], fill="main90", edge="main90edge")
                self.drawing.line(middle, colour="main", thickness=2.5)
            self.drawing.dots(middle, radius=3.2, fill="main")


def _unbroken(
    rows: pd.DataFrame, positions: Sequence[float]
) -> list[list[tuple[float, float, float, float]]]:
    """Split the rows of a panel where it misses a position that the other panels have."""
    numbers = rows[["position", "middle", "low", "high"]].to_numpy(dtype=float).tolist()
    known = {at: (middle, low, high) for at, middle, low, high in numbers if not math.isnan(middle)}
    runs: list[list[tuple[float, float, float, float]]] = [[]]
    for at in positions:
        if at in known:
            runs[-1].append((at, *known[at]))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
