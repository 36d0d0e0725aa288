"""Units as points on a plane, some of them named, with a fitted line and its band."""

from __future__ import annotations

import pandas as pd

from senim.brief.charts.axes import axis_below, axis_left, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Place, Point
from senim.brief.charts.scale import Scale, nice_ticks, spaced_ticks, span
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, Box, width_of, wrap
from senim.execution.figure import Figure

_POINTS = ["label", "across", "upwards"]
_LINE = ["across", "middle", "low", "high"]
_HEIGHT = {WIDE: 340.0, NARROW: 260.0}


def dose_scatter(
    points: pd.DataFrame,
    line: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    named: tuple[str, ...] = (),
    width: int = WIDE,
    id_prefix: str = "scatter",
) -> Figure:
    """Draw one point for each unit, its dose across and its response upwards, and the fitted line.

    Parameters
    ----------
    points : DataFrame
        Columns ``label``, ``across``, ``upwards``, a row for each unit.
    line : DataFrame
        Columns ``across``, ``middle``, ``low``, ``high``, in order: the fitted line and its band.
    text : ChartText
        Labels ``x_axis``, ``y_axis`` and ``key`` (what line and band mean).
    number : callable
        Prints a value of both axes.
    named : tuple of str
        Labels written beside their points; all others stand in the table.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the points, in order of their dose.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("dose_scatter", points, *_POINTS)
    want_columns("dose_scatter", line, *_LINE)
    text.require("dose_scatter", "x_axis", "y_axis", "key")
    table = points[_POINTS].sort_values("across", ignore_index=True)
    heading = wrap(text.labels["y_axis"], width - 4)
    key = wrap(text.labels["key"], width - 4)
    top = len(heading) * LINE_HEIGHT + 16
    bottom = top + _HEIGHT[width]
    values = [*table["upwards"], *line["middle"]]
    y_ends = span([float(value) for value in values], zero=True, room=0.08)
    ticks = [(value, number(value)) for value in nice_ticks(*y_ends, 6)]
    left = max(width_of(words) for _, words in ticks) + 12
    x = Scale(*span([*table["across"], *line["across"]], room=0.03), left, width - 16)
    y = Scale(*y_ends, bottom, top)
    under = room_below(text.labels["x_axis"], width)
    drawing = Drawing(width, bottom + under + len(key) * LINE_HEIGHT + 12)
    drawing.block(2, 14, heading, colour="ink2")
    axis_left(drawing, y, ticks, left=left, right=x.end)
    _line(drawing, line, x, y)
    drawing.line([(left, y(0.0)), (x.end, y(0.0))], colour="ink")
    below = spaced_ticks(x, number, most=4 if width == NARROW else 7)
    axis_below(drawing, x, below, y=bottom, title=text.labels["x_axis"])
    drawing.block(2, bottom + under + 16, key, colour="ink2")
    places = table[["across", "upwards"]].to_numpy(dtype=float).tolist()
    centres = [(x(across), y(upwards)) for across, upwards in places]
    drawing.dots(centres, radius=4.2, fill="ink", edge="paper", thickness=1.0)
    chosen = [
        (centre, str(label)) for centre, label in zip(centres, table["label"], strict=True) if label in named
    ]
    _names(drawing, chosen, centres, Box(x.start, top, width - 2, bottom - 2))
    return Figure(drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _line(drawing: Drawing, line: pd.DataFrame, x: Scale, y: Scale) -> None:
    """Draw the band, cut off at the ends of the axis, and the line."""

    def path(column: str) -> list[Point]:
        inside = [min(max(float(value), y.low), y.high) for value in line[column]]
        return [(x(float(at)), y(value)) for at, value in zip(line["across"], inside, strict=True)]

    drawing.area([*path("high"), *reversed(path("low"))], fill="main90", edge="main90edge")
    drawing.line(path("middle"), colour="main", thickness=2.5, casing=True)


def _names(drawing: Drawing, chosen: list[tuple[Point, str]], centres: list[Point], room: Box) -> None:
    """Write names beside their points where they cover no other point."""
    for (across, upwards), label in chosen:
        around: list[Place] = [
            (across + 9, upwards + 4.5, "start"),
            (across - 9, upwards + 4.5, "end"),
            (across, upwards - 10, "middle"),
            (across, upwards + 19, "middle"),
            (across + 8, upwards - 9, "start"),
            (across - 8, upwards - 9, "end"),
            (across + 8, upwards + 18, "start"),
            (across - 8, upwards + 18, "end"),
        ]
        drawing.place([label], around, avoid=centres, within=room)
