"""A specification curve: sorted estimates with their intervals, and below them the choices each rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from senim.brief.charts.axes import axis_below, axis_left, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Point
from senim.brief.charts.scale import Scale, nice_ticks, spaced_ticks, span
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, Weight, width_of, wrap
from senim.execution.figure import Figure
from senim.findings import Finding, InputError

_CURVE_HEIGHT = {WIDE: 200.0, NARROW: 150.0}
_MOST_POINTS = 500
_COLUMNS = {WIDE: 110, NARROW: 60}
_LABEL_ROOM = 225.0
_STROKE = 9.0
_EDGE = 2.0

_Placed = tuple[list[str], float, Weight, float]
"""Lines, first baseline, weight, and the middle of the strokes."""


def specification_panels(
    points: pd.DataFrame,
    options: pd.DataFrame,
    table: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    count: Number,
    limits: tuple[float, float] | None = None,
    width: int = WIDE,
    id_prefix: str = "curve",
) -> Figure:
    """Draw estimates from the lowest to the highest, and a stroke for each choice behind them.

    Parameters
    ----------
    points : DataFrame
        At most 500, sorted: ``rank`` (among all), ``estimate``, ``low``, ``high``, and a column of options
        for each dimension.
    options : DataFrame
        In the order drawn, columns ``dimension``, ``option``, ``question`` (its heading) and ``words``.
    table : DataFrame
        The twin: the curve summed up by choice.
    text : ChartText
        Labels ``axis`` (what is estimated), ``ranks`` (what lies along) and ``key`` (what line, band and
        strokes mean).
    number : callable
        Prints an estimate.
    count : callable
        Prints a rank.
    limits : tuple of float, optional
        Ends of the axis of estimates; what leaves them is cut.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing, and the table given.

    Raises
    ------
    InputError
        If a column, a label or a row is missing, there are too many points, or they are not sorted.
    """
    want_width(width)
    want_columns("specification_panels", options, "dimension", "option", "question", "words")
    dimensions = [str(name) for name in options["dimension"].unique()]
    want_columns("specification_panels", points, "rank", "estimate", "low", "high", *dimensions)
    text.require("specification_panels", "axis", "ranks", "key")
    _check(points)
    sheet = _Sheet(points, options, text, number, limits, width)
    sheet.curve(points, count)
    sheet.choices(points, options)
    sheet.key()
    table = table.reset_index(drop=True)
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _check(points: pd.DataFrame) -> None:
    findings = []
    if len(points) > _MOST_POINTS:
        remedy = f"Thin the curve to {_MOST_POINTS} points."
        findings.append(Finding("specification_panels", "points", f"there are {len(points)}", remedy))
    if not points["estimate"].is_monotonic_increasing or not points["rank"].is_monotonic_increasing:
        remedy = "Sort them from the lowest estimate to the highest."
        findings.append(Finding("specification_panels", "points", "they are not sorted", remedy))
    if findings:
        raise InputError(findings, "chart")


class _Sheet:
    """The two panels while they are drawn."""

    def __init__(
        self,
        points: pd.DataFrame,
        options: pd.DataFrame,
        text: ChartText,
        number: Number,
        limits: tuple[float, float] | None,
        width: int,
    ) -> None:
        self.narrow = width == NARROW
        low, high = limits or span(points[["low", "high"]].to_numpy(dtype=float).ravel(), zero=True)
        self.y_ticks = [(value, number(value)) for value in nice_ticks(low, high, 6)]
        room = _LABEL_ROOM if not self.narrow else max(width_of(words) for _, words in self.y_ticks) + 12
        self.heading = wrap(text.labels["axis"], width - 2 * _EDGE)
        self.ranks = text.labels["ranks"]
        top = len(self.heading) * LINE_HEIGHT + 8
        first, last = float(points["rank"].iloc[0]), float(points["rank"].iloc[-1])
        self.x = Scale(first, max(last, first + 1.0), room, width - 12.0)
        self.y = Scale(low, high, top + _CURVE_HEIGHT[width], top)
        self.top = self.y.start + room_below(self.ranks, width) + 8
        self.rows, bottom = self._laid_out(options, width)
        self.words = [
            line for part in text.labels["key"].split("\n") for line in wrap(part, width - 2 * _EDGE)
        ]
        self.foot = bottom + 10
        self.drawing = Drawing(width, self.foot + len(self.words) * LINE_HEIGHT + 4)
        self.columns = _COLUMNS[width]

    def curve(self, points: pd.DataFrame, count: Number) -> None:
        """Draw the estimates and their intervals."""
        self.drawing.block(_EDGE, 13, self.heading, colour="ink2")
        axis_left(self.drawing, self.y, self.y_ticks, left=self.x.start, right=self.x.end)
        places = [round(self.x(float(rank)), 1) for rank in points["rank"]]
        low, high, middle = (
            [(x, self._inside(value)) for x, value in zip(places, points[name], strict=True)]
            for name in ("low", "high", "estimate")
        )
        self.drawing.area([*high, *reversed(low)], fill="main90", edge="main90edge")
        if self.y.low <= 0.0 <= self.y.high:
            self.drawing.line([(self.x.start, self.y(0.0)), (self.x.end, self.y(0.0))], colour="ink")
        self.drawing.line(middle, colour="main", thickness=2.5, casing=True)
        ticks = spaced_ticks(self.x, count, most=4 if self.narrow else 6)
        axis_below(self.drawing, self.x, ticks, y=self.y.start, title=self.ranks)

    def choices(self, points: pd.DataFrame, options: pd.DataFrame) -> None:
        """Draw a stroke for each choice of some of the specifications, evenly spaced along the curve."""
        step = max(1, math.ceil(len(points) / self.columns))
        shown = points.iloc[::step]
        places = [round(self.x(float(rank)), 1) for rank in shown["rank"]]
        for (lines, first, weight, centre), option in zip(
            self.rows, self._with_headings(options), strict=True
        ):
            self.drawing.block(_EDGE, first, lines, colour="ink" if option is None else "ink2", weight=weight)
            if option is None:
                continue
            dimension, key = option
            self.drawing.line([(self.x.start, centre), (self.x.end, centre)], colour="rule")
            chosen = (shown[dimension].astype(str) == key).tolist()
            here = [x for x, yes in zip(places, chosen, strict=True) if yes]
            if here:
                self.drawing.line(_strokes(here, centre), colour="ink", thickness=1.5)

    def key(self) -> None:
        """Say under the panels what the marks mean."""
        self.drawing.block(_EDGE, self.foot + 13, self.words, colour="ink2")

    def _inside(self, value: float) -> float:
        return round(self.y(min(max(float(value), self.y.low), self.y.high)), 1)

    def _with_headings(self, options: pd.DataFrame) -> list[tuple[str, str] | None]:
        rows: list[tuple[str, str] | None] = []
        for dimension, part in options.groupby("dimension", sort=False):
            rows += [None, *((str(dimension), str(option)) for option in part["option"])]
        return rows

    def _laid_out(self, options: pd.DataFrame, width: int) -> tuple[list[_Placed], float]:
        """Place every heading and option, and tell where they end."""
        rows: list[_Placed] = []
        y = self.top
        for _, part in options.groupby("dimension", sort=False):
            heading = wrap(str(part["question"].iloc[0]), width - 2 * _EDGE, weight="bold")
            y += 6
            rows.append((heading, y + 13, "bold", 0.0))
            y += len(heading) * LINE_HEIGHT + 2
            for words in part["words"]:
                lines = wrap(str(words), width - 2 * _EDGE if self.narrow else self.x.start - 14 - _EDGE)
                high = len(lines) * LINE_HEIGHT
                if self.narrow:
                    rows.append((lines, y + 13, "regular", y + high + 8))
                    y += high + 16
                else:
                    rows.append((lines, y + 13, "regular", round(y + high / 2 + 1, 1)))
                    y += high + 1
        return rows, y


def _strokes(places: Sequence[float], centre: float) -> list[Point]:
    """Make one broken line of all strokes of a row: thousands of lines would make a heavy page."""
    gap = (math.nan, math.nan)
    ends = centre - _STROKE / 2, centre + _STROKE / 2
    return [point for x in places for point in ((x, ends[0]), (x, ends[1]), gap)]
