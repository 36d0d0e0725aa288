"""A quantity by year beside a line of reference: small panels with a band, the years of a change shaded."""

from __future__ import annotations

import math

import pandas as pd

from senim.brief.charts.axes import Ticks, axis_below, axis_left, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.scale import Scale, nice_ticks, span, year_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, Year, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, width_of, wrap
from senim.execution.figure import Figure

_COLUMNS = ["panel", "year", "middle", "low", "high"]
_ACROSS = {WIDE: 2, NARROW: 1}
_HEIGHT = {WIDE: 180.0, NARROW: 160.0}
_GAP = 40.0

Run = list[tuple[int, float, float, float]]


def year_paths(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    year: Year = str,
    reference: float = 0.0,
    window: tuple[float, float] | None = None,
    width: int = WIDE,
    id_prefix: str = "years",
) -> Figure:
    """Draw the path of a quantity by year, a panel for each kind, all on the same axes.

    Lines and bands break where a year is missing. A year without limits (the base of an event study, an
    observed value) has a dot and no band.

    Parameters
    ----------
    rows : DataFrame
        Columns ``panel``, ``year`` (int), ``middle``, ``low``, ``high`` (both missing, or both equal to the
        middle, where there is no band); panels in the order drawn, years in order.
    text : ChartText
        Label ``key``: what line, band and shade mean, lines apart by a line break.
    number : callable
        Prints a value of the axis.
    year : callable
        Prints a year.
    reference : float
        The value that paths are read against: a line right across.
    window : tuple of float, optional
        First and last year of what is shaded.
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
    want_columns("year_paths", rows, *_COLUMNS)
    text.require("year_paths", "key")
    table = rows[_COLUMNS].reset_index(drop=True)
    sheet = _Panels(table, text, number, year, reference, window, width)
    for index, (_, panel) in enumerate(table.groupby("panel", sort=False)):
        sheet.panel(index, panel)
    sheet.key()
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


class _Panels:
    """The panels while they are drawn."""

    def __init__(
        self,
        table: pd.DataFrame,
        text: ChartText,
        number: Number,
        year: Year,
        reference: float,
        window: tuple[float, float] | None,
        width: int,
    ) -> None:
        self.year, self.reference, self.window, self.width = year, reference, window, width
        names = [str(name) for name in table["panel"].unique()]
        self.across = min(_ACROSS[width], len(names))
        values = table[["middle", "low", "high"]].to_numpy(dtype=float).ravel()
        self.ends = span([*values, reference], room=0.05)
        self.y_ticks: Ticks = [(value, number(value)) for value in nice_ticks(*self.ends, 5)]
        self.left = max(width_of(words) for _, words in self.y_ticks) + 12
        self.wide = (width - self.left - 16 - _GAP * (self.across - 1)) / self.across
        self.heads = [wrap(name, self.wide, weight="bold") for name in names]
        self.head = max(len(lines) for lines in self.heads) * LINE_HEIGHT + 8
        self.row_high = self.head + _HEIGHT[width] + room_below("", width) + 10
        parts = text.labels["key"].split("\n")
        self.words = [line for part in parts for line in wrap(part, width - self.left - 8)]
        self.first, self.last = int(table["year"].min()), int(table["year"].max())
        down = -(-len(names) // self.across)
        self.foot = down * self.row_high
        self.drawing = Drawing(width, self.foot + len(self.words) * LINE_HEIGHT + 6)

    def panel(self, index: int, rows: pd.DataFrame) -> None:
        """Draw one panel with its heading and axes."""
        row, column = divmod(index, self.across)
        left = self.left + column * (self.wide + _GAP)
        top = row * self.row_high + self.head
        x = Scale(self.first - 0.4, self.last + 0.4, left, left + self.wide)
        y = Scale(*self.ends, top + _HEIGHT[self.width], top)
        self.drawing.block(left, top - self.head + 13, self.heads[index], weight="bold")
        if self.window:
            start, end = (min(max(value, x.low), x.high) for value in self.window)
            self.drawing.bar(x(start), top, x(end), y.start, fill="wash", edge="rule")
        axis_left(self.drawing, y, self.y_ticks, left=left, right=left + self.wide, labelled=column == 0)
        for run in _runs(rows):
            self._run(run, x, y)
        place = y(self.reference)
        self.drawing.line([(left, place), (left + self.wide, place)], colour="ink", thickness=1.2)
        axis_below(self.drawing, x, year_ticks(self.first, self.last, x, self.year, gap=16.0), y=y.start)

    def _run(self, run: Run, x: Scale, y: Scale) -> None:
        """Draw one unbroken stretch of years."""
        upper = [(x(year), y(high)) for year, _, _, high in run]
        lower = [(x(year), y(low)) for year, _, low, _ in run]
        middle = [(x(year), y(value)) for year, value, _, _ in run]
        banded = [high > low for _, _, low, high in run]
        if any(banded):
            self.drawing.area([*upper, *reversed(lower)], fill="main90", edge="main90edge")
        self.drawing.line(middle, colour="main", thickness=2.5, casing=True)
        known = [point for point, has in zip(middle, banded, strict=True) if has or not any(banded)]
        base = [point for point, has in zip(middle, banded, strict=True) if any(banded) and not has]
        self.drawing.dots(known, radius=3.2, fill="main")
        self.drawing.dots(base, radius=5.0, fill="paper", edge="ink")

    def key(self) -> None:
        """Say under the panels what the lines and marks mean."""
        self.drawing.block(self.left, self.foot + 13, self.words, colour="ink2")


def _runs(rows: pd.DataFrame) -> list[Run]:
    """Split years where one is missing or has no value."""
    runs: list[Run] = []
    last = None
    for year, middle, low, high in rows[_COLUMNS[1:]].itertuples(index=False):
        if math.isnan(middle):
            continue
        limits = (middle, middle) if math.isnan(low) else (float(low), float(high))
        if last is None or int(year) != last + 1:
            runs.append([])
        runs[-1].append((int(year), float(middle), *limits))
        last = int(year)
    return runs
