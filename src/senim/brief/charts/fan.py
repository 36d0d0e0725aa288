"""The path of an outcome: observed within its recording regimes, then a fan of model paths."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from senim.brief.charts.axes import Ticks, axis_below, axis_left, room_below
from senim.brief.charts.bands import Band, BandSheet, letter_of, read_bands
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Place, Point
from senim.brief.charts.scale import Scale, nice_ticks, span, year_ticks
from senim.brief.charts.stacking import apart
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, Year, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, Anchor, Box, Weight, widest, width_of, wrap
from senim.execution.figure import Figure

_QUANTILES = ("q05", "q25", "median", "q75", "q95")
_LEAST_TOP = 14.0


def fan_chart(
    observed: pd.DataFrame,
    regimes: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    year: Year = str,
    bands: pd.DataFrame | None = None,
    comparison: pd.DataFrame | None = None,
    event: float | None = None,
    claims: pd.DataFrame | None = None,
    zero: bool = True,
    width: int = WIDE,
    id_prefix: str = "fan",
) -> Figure:
    """Draw an observed path that breaks where the rules of recording change, and a fan of model paths.

    Parameters
    ----------
    observed : DataFrame
        Columns ``year`` (int), ``value``.
    regimes : DataFrame
        Columns ``letter``, ``label``, ``start``, ``end``: first and last year under each rule of recording,
        drawn as a band with its letter and label above it.
    text : ChartText
        Labels ``observed``; with bands ``middle``, ``band90``, ``band50``; with a comparison
        ``comparison``; with an event ``event``.
    number : callable
        Prints a value of the axis.
    year : callable
        Prints a year.
    bands : DataFrame, optional
        Columns ``year``, ``q05``, ``q25``, ``median``, ``q75``, ``q95``.
    comparison : DataFrame, optional
        Columns ``year``, ``value``: the middle path without the change.
    event : float, optional
        When it happened, in years (2018.9 is late 2018, 2018.0 its middle on a yearly axis).
    claims : DataFrame, optional
        Columns ``label``, ``start``, ``start_value``, ``end``, ``end_value``: what somebody said happened
        between two years, drawn as dashes with its label.
    zero : bool
        Whether the axis starts at zero; if not, the subtitle has to say so.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: year, regime, observed, comparison, middle, 50 % and 90 % limits, and a column
        for each claim.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("fan_chart", observed, "year", "value")
    rules = read_bands("fan_chart", regimes)
    wanted = ["observed"]
    if bands is not None:
        want_columns("fan_chart", bands, "year", *_QUANTILES)
        wanted += ["middle", "band90", "band50"]
    if comparison is not None:
        want_columns("fan_chart", comparison, "year", "value")
        wanted.append("comparison")
    if event is not None:
        wanted.append("event")
    if claims is not None:
        want_columns("fan_chart", claims, "label", "start", "start_value", "end", "end_value")
    text.require("fan_chart", *wanted)
    table = _table(observed, rules, bands, comparison)
    said = [] if claims is None else list(claims.itertuples(index=False))
    sheet = _Sheet(table, rules, text, number, year, zero, width, fan=bands is not None, said=said)
    sheet.ground()
    sheet.fan(table)
    if event is not None:
        sheet.event_line(event)
    sheet.claimed(said)
    sheet.observed(table)
    sheet.end_labels(table)
    sheet.claim_labels(table, said)
    if event is not None:
        sheet.event_label(table, event)
    for one in said:
        table[str(one.label)] = table["year"].map({one.start: one.start_value, one.end: one.end_value})
    return Figure(sheet.drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _table(
    observed: pd.DataFrame,
    rules: tuple[Band, ...],
    bands: pd.DataFrame | None,
    comparison: pd.DataFrame | None,
) -> pd.DataFrame:
    table = observed[["year", "value"]].rename(columns={"value": "observed"})
    if comparison is not None:
        renamed = comparison[["year", "value"]].rename(columns={"value": "comparison"})
        table = table.merge(renamed, on="year", how="outer")
    if bands is not None:
        table = table.merge(
            bands[["year", *_QUANTILES]].rename(columns={"median": "middle"}), on="year", how="outer"
        )
    table = table.sort_values("year", ignore_index=True)
    letters = [letter_of(rules, int(when)) for when in table["year"]]
    table.insert(1, "regime", letters)
    return table


class _Sheet:
    """The fan chart while it is drawn."""

    def __init__(
        self,
        table: pd.DataFrame,
        rules: tuple[Band, ...],
        text: ChartText,
        number: Number,
        year: Year,
        zero: bool,
        width: int,
        *,
        fan: bool,
        said: Sequence[Any] = (),
    ) -> None:
        self.text, self.narrow = text, width == NARROW
        shown = [*table.drop(columns=["year", "regime"]).to_numpy(dtype=float).ravel()]
        shown += [value for one in said for value in (one.start_value, one.end_value)]
        low, high = span(shown, zero=zero, room=0.06)
        low = 0.0 if zero and low > -0.07 * (high - low) else low
        values = [(value, number(value)) for value in nice_ticks(low, high, 5)]
        left = max(width_of(words) for _, words in values) + 10
        self.ends = {} if self.narrow or not fan else self._end_lines(table)
        right = width - (
            max(widest(lines, weight="bold") for lines in self.ends.values()) + 12 if self.ends else 16
        )
        first, last = int(table["year"].min()), int(table["year"].max())
        self.x = Scale(first - 0.5, last + (0.0 if fan else 0.5), left, right)
        self.bands = BandSheet(rules, self.x, width - 2.0)
        self.top = _LEAST_TOP + self.bands.height
        height = self.top + (310.0 if self.narrow else 330.0)
        self.bottom = height - room_below("", width)
        self.y = Scale(low, high, self.bottom, self.top)
        self.drawing = Drawing(width, height)
        self.values: Ticks = values
        self.years = year_ticks(first, last, self.x, year, gap=22 if self.narrow else 16)

    def _end_lines(self, table: pd.DataFrame) -> dict[str, list[str]]:
        keys = ["band90", "band50", "middle"] + (["comparison"] if "comparison" in table else [])
        return {key: wrap(self.text.labels[key], 150, weight="bold") for key in keys}

    def ground(self) -> None:
        self.bands.draw(self.drawing, top=self.top, bottom=self.bottom)
        axis_left(self.drawing, self.y, self.values, left=self.x.start, right=self.x.end)
        axis_below(self.drawing, self.x, self.years, y=self.bottom)

    def path(self, table: pd.DataFrame, column: str) -> list[Point]:
        known = table.dropna(subset=[column]) if column in table else table.head(0)
        pairs = zip(known["year"], known.get(column, []), strict=False)
        return [(self.x(float(when)), self.y(float(value))) for when, value in pairs]

    def fan(self, table: pd.DataFrame) -> None:
        upper, lower = self.path(table, "q95"), self.path(table, "q05")
        if upper:
            self.drawing.area([*upper, *reversed(lower)], fill="main90", edge="main90edge")
            inner = [*self.path(table, "q75"), *reversed(self.path(table, "q25"))]
            self.drawing.area(inner, fill="main50")
            self.drawing.line(self.path(table, "middle"), colour="main", thickness=2.5, casing=True)
        without = self.path(table, "comparison")
        if without:
            self.drawing.line(without, colour="paper", thickness=4)
            self.drawing.line(without, colour="alt", thickness=2, dash=(6, 3))

    def claimed(self, said: Sequence[Any]) -> None:
        for path in self._claimed_paths(said):
            self.drawing.line(path, colour="alt", thickness=2, dash=(6, 3))
            self.drawing.dots(path, radius=4.5, fill="paper", edge="alt", thickness=2)

    def claim_labels(self, table: pd.DataFrame, said: Sequence[Any]) -> None:
        paths = self._claimed_paths(said)
        avoid = [*self._paths(table), *(point for path in paths for point in _dense(path))]
        within = Box(self.x.start + 2, self.top - 4, self.x.end, self.bottom - 2)
        for one, path in zip(said, paths, strict=True):
            lines = wrap(str(one.label), min(190, (self.x.end - self.x.start) * 0.6), weight="bold")
            high = (len(lines) - 1) * LINE_HEIGHT
            places = [
                (x + side, y + drop, anchor)
                for x, y in (path[0], path[-1])
                for drop in (24.0, -14.0 - high, 40.0, -30.0 - high, 60.0, -50.0 - high)
                for side, anchor in _SIDES
            ]
            self.drawing.place(lines, places, colour="alt", weight="bold", avoid=avoid, within=within)

    def _claimed_paths(self, said: Sequence[Any]) -> list[list[Point]]:
        return [
            [
                (self.x(float(one.start)), self.y(float(one.start_value))),
                (self.x(float(one.end)), self.y(float(one.end_value))),
            ]
            for one in said
        ]

    def event_line(self, when: float) -> None:
        x = self.x(when)
        self.drawing.line([(x, self.top + 14), (x, self.bottom)], colour="ink")

    def event_label(self, table: pd.DataFrame, when: float) -> None:
        x = self.x(when)
        room = max(self.x.end - x, x - self.x.start) - 8
        lines = wrap(self.text.labels["event"], min(170, room))
        places: list[Place] = [
            (x + side, float(y), anchor)
            for y in range(int(self.top) + 26, int(self.bottom) - 10, 8)
            for side, anchor in _SIDES[1:]
        ]
        within = Box(self.x.start, self.top - 4, self.x.end, self.bottom)
        self.drawing.place(lines, places, avoid=self._paths(table), within=within, patience=0.2)

    def _paths(self, table: pd.DataFrame) -> list[Point]:
        columns = ("observed", "middle", "comparison")
        return [point for column in columns for point in _dense(self.path(table, column))]

    def observed(self, table: pd.DataFrame) -> None:
        known = table.dropna(subset=["observed"])
        for _, run in known.groupby("regime", sort=False):
            points = self.path(run, "observed")
            self.drawing.line(points, colour="ink", thickness=2)
            self.drawing.dots(points, radius=3.2, fill="ink")

    def end_labels(self, table: pd.DataFrame) -> None:
        styles: dict[str, tuple[str, Weight]] = {
            "band90": ("main", "regular"),
            "band50": ("main", "regular"),
            "middle": ("main", "bold"),
            "comparison": ("alt", "bold"),
        }
        columns = {"band90": "q95", "band50": "q75", "middle": "middle", "comparison": "comparison"}
        if self.ends:
            centres = [self.path(table, columns[key])[-1][1] for key in self.ends]
            firsts = apart(
                centres, [len(lines) for lines in self.ends.values()], top=self.top, bottom=self.bottom
            )
            for (key, lines), y in zip(self.ends.items(), firsts, strict=True):
                colour, weight = styles[key]
                self.drawing.block(self.x.end + 8, y, lines, colour=colour, weight=weight)
        avoid = self._paths(table)
        if not self.ends:
            for key in ("middle", "comparison"):
                path = self.path(table, columns[key])
                if path:
                    self._inside(key, path[-1], styles[key], avoid, above=key == "middle")
        self._observed_label(table, avoid)

    def _inside(
        self, key: str, end: Point, style: tuple[str, Weight], avoid: list[Point], *, above: bool
    ) -> None:
        lines = wrap(self.text.labels[key], (self.x.end - self.x.start) * 0.72, weight=style[1])
        x, y = min(end[0], self.x.end - 3), end[1]
        first = y - 8 - (len(lines) - 1) * LINE_HEIGHT if above else y + 18
        step = -6 if above else 6
        tries = [first + step * away for index in range(40) for away in (index, -index - 12)]
        places: list[tuple[float, float, Anchor]] = [(x, place, "end") for place in tries]
        within = Box(self.x.start, self.top - 4, self.drawing.width, self.bottom)
        self.drawing.place(
            lines, places, colour=style[0], weight=style[1], avoid=avoid, within=within, patience=1.0
        )

    def _observed_label(self, table: pd.DataFrame, avoid: list[Point]) -> None:
        lines = wrap(self.text.labels["observed"], min(200, (self.x.end - self.x.start) * 0.7), weight="bold")
        points = self.path(table, "observed")
        within = Box(self.x.start + 2, self.top - 4, self.x.end, self.bottom - 2)
        high = (len(lines) - 1) * LINE_HEIGHT
        places = [
            (x + side, y + drop, anchor)
            for x, y in reversed(points)
            for drop in (20.0, -10.0 - high, 34.0, -24.0 - high, 52.0, -40.0 - high)
            for side, anchor in _SIDES
        ]
        self.drawing.place(lines, places, weight="bold", avoid=avoid, within=within)


_SIDES: tuple[tuple[float, Anchor], ...] = ((0.0, "middle"), (6.0, "start"), (-6.0, "end"))


def _dense(path: list[Point]) -> Iterator[Point]:
    for (x0, y0), (x1, y1) in itertools.pairwise(path):
        steps = max(int(abs(x1 - x0) // 6), 1)
        yield from ((x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps + 1))
