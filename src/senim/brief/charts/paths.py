"""A quantity from month to month: small panels with a line, a band and the months of what was done."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.axes import Ticks, axis_below, axis_left, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.scale import Scale, nice_ticks, span, year_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, Year, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, width_of, wrap
from senim.execution.figure import Figure

KINDS = ("shaded", "dotted")
"""How the months of a lever are marked: a ground, or a dotted line at either end."""

_ACROSS = {WIDE: 2, NARROW: 1}
_HEIGHT = {WIDE: 170.0, NARROW: 150.0}
_GAP = 46.0
"""Between panels: the last year of one and the first of the next stand apart."""


def month_paths(
    rows: pd.DataFrame,
    windows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    year: Year = str,
    zero: bool = True,
    width: int = WIDE,
    id_prefix: str = "paths",
) -> Figure:
    """Draw the middle and the range of a quantity by month, a panel for each option.

    Every panel has the same axes and, as a dashed line, the path without any lever.

    Parameters
    ----------
    rows : DataFrame
        Columns ``panel``, ``month`` (printed in the table), ``at`` (in years: 2019.5 is the end of June
        2019), ``middle``, ``low``, ``high``, ``without``; panels in the order drawn, months in order.
    windows : DataFrame
        Columns ``panel``, ``start``, ``end`` (in years) and ``kind``, one of `KINDS`; may be empty.
    text : ChartText
        Label ``key``: what line, band, dashes and marks mean, lines apart by a line break.
    number : callable
        Prints a value of the axis.
    year : callable
        Prints a year.
    zero : bool
        Whether the axis starts at zero; if not, the subtitle has to say so.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the rows without ``at``.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("month_paths", rows, "panel", "month", "at", "middle", "low", "high", "without")
    text.require("month_paths", "key")
    sheet = _Panels(rows, text, number, year, zero, width)
    for index, (name, panel) in enumerate(rows.groupby("panel", sort=False)):
        marked = windows[windows["panel"] == name] if len(windows) else windows
        sheet.panel(index, panel, marked)
    sheet.key()
    table = rows[["panel", "month", "middle", "low", "high", "without"]].reset_index(drop=True)
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


class _Panels:
    """The panels while they are drawn."""

    def __init__(
        self, rows: pd.DataFrame, text: ChartText, number: Number, year: Year, zero: bool, width: int
    ) -> None:
        self.year, self.width = year, width
        names = [str(name) for name in rows["panel"].unique()]
        self.across = min(_ACROSS[width], len(names))
        values = rows[["middle", "low", "high", "without"]].to_numpy(dtype=float).ravel()
        low, high = span(values, zero=zero)
        self.ends = (0.0, high) if zero and values.min() >= 0.0 else (low, high)
        self.y_ticks: Ticks = [(value, number(value)) for value in nice_ticks(*self.ends, 5)]
        self.left = max(width_of(words) for _, words in self.y_ticks) + 12
        self.wide = (width - self.left - 8 - _GAP * (self.across - 1)) / self.across
        self.heads = [wrap(name, self.wide, weight="bold") for name in names]
        self.head = max(len(lines) for lines in self.heads) * LINE_HEIGHT + 8
        self.row_high = self.head + _HEIGHT[width] + room_below("", width) + 10
        self.words = [
            line for part in text.labels["key"].split("\n") for line in wrap(part, width - self.left)
        ]
        self.first, self.last = float(rows["at"].min()), float(rows["at"].max())
        down = -(-len(names) // self.across)
        self.foot = down * self.row_high
        self.drawing = Drawing(width, self.foot + len(self.words) * LINE_HEIGHT + 4)

    def panel(self, index: int, rows: pd.DataFrame, windows: pd.DataFrame) -> None:
        """Draw one panel with its heading and axes."""
        row, column = divmod(index, self.across)
        left = self.left + column * (self.wide + _GAP)
        top = row * self.row_high + self.head
        x = Scale(self.first, self.last, left, left + self.wide)
        y = Scale(*self.ends, top + _HEIGHT[self.width], top)
        self.drawing.block(left, top - self.head + 13, self.heads[index], weight="bold")
        for start, end, kind in windows[["start", "end", "kind"]].itertuples(index=False):
            if kind == "shaded":
                self.drawing.bar(x(start), top, x(end), y.start, fill="rule")
        axis_left(self.drawing, y, self.y_ticks, left=left, right=left + self.wide, labelled=column == 0)
        for start, end, kind in windows[["start", "end", "kind"]].itertuples(index=False):
            if kind == "dotted":
                for at in (start, end):
                    self.drawing.line([(x(at), top), (x(at), y.start)], colour="ink2", dash=(1.5, 3))
        self._lines(rows, x, y)
        years = year_ticks(int(self.first), int(self.last), x, self.year)
        axis_below(self.drawing, x, years, y=y.start)

    def _lines(self, rows: pd.DataFrame, x: Scale, y: Scale) -> None:
        places = [x(float(at)) for at in rows["at"]]
        paths = {
            name: [(place, y(float(value))) for place, value in zip(places, rows[name], strict=True)]
            for name in ("low", "high", "middle", "without")
        }
        self.drawing.area([*paths["high"], *reversed(paths["low"])], fill="main90", edge="main90edge")
        self.drawing.line(paths["without"], colour="alt", thickness=2, dash=(6, 3))
        self.drawing.line(paths["middle"], colour="main", thickness=2.5, casing=True)

    def key(self) -> None:
        """Say under the panels what the lines and marks mean."""
        self.drawing.block(self.left, self.foot + 13, self.words, colour="ink2")
