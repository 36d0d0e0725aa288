"""Maps of two quantities that the data cannot tell apart: lines, the set between them, two marked points."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from senim.brief.charts.axes import axis_below, axis_left, room_below
from senim.brief.charts.clipping import clipped
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.lettering import lettered_points, points_along
from senim.brief.charts.placing import Point
from senim.brief.charts.scale import Scale, nice_ticks, spaced_ticks, span
from senim.brief.charts.stacking import apart
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, Weight, widest, width_of, wrap
from senim.execution.figure import Figure

_KEY = 20.0
_END_ROOM = 165.0
_CHART_HEIGHT = {WIDE: 320.0, NARROW: 250.0}


@dataclass(frozen=True)
class _Plane:
    """Names of the columns across and upwards, and the ends of both axes."""

    chart: str
    across: str
    upwards: str
    x_ends: tuple[float, float]
    y_ends: tuple[float, float]


def identified_set(
    lines: pd.DataFrame,
    points: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    x_ends: tuple[float, float] | None = None,
    y_ends: tuple[float, float] = (0.0, 100.0),
    width: int = WIDE,
    id_prefix: str = "set",
) -> Figure:
    """Draw every pair of sensitivity and specificity that fits one fail rate.

    Parameters
    ----------
    lines : DataFrame
        Columns ``line`` (name), ``label`` (how many are problem officers), ``role`` (``limit`` or
        ``reference``), ``specificity``, ``sensitivity`` (percent; two rows or more a line, in order).
    points : DataFrame
        Columns ``letter``, ``label`` (plain meaning), ``specificity``, ``sensitivity`` (percent).
    text : ChartText
        Labels ``x_axis``, ``y_axis`` and ``lines`` (what the labels at the line ends count).
    number : callable
        Prints a value of both axes, with its unit.
    x_ends, y_ends : tuple of float, optional
        Ends of the axes.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the points of the lines, then the marked points.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_columns("identified_set", lines, "line", "label", "role", "specificity", "sensitivity")
    ends = x_ends or (float(lines["specificity"].min()) - 1.0, 100.0)
    plane = _Plane("identified_set", "specificity", "sensitivity", ends, y_ends)
    return _draw(plane, lines, points, text, number, width, id_prefix)


def quality_quantity_map(
    lines: pd.DataFrame,
    points: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    x_ends: tuple[float, float] | None = None,
    y_ends: tuple[float, float] | None = None,
    width: int = WIDE,
    id_prefix: str = "map",
) -> Figure:
    """Draw how much better officers would have to be for fewer of them to keep offences where they are.

    Parameters
    ----------
    lines : DataFrame
        Columns ``line``, ``label``, ``role`` (``limit`` or ``reference``), ``quantity`` (change in officers,
        percent), ``quality`` (change in the share of sound officers, percent); two rows or more a line.
    points : DataFrame
        Columns ``letter``, ``label``, ``quantity``, ``quality``.
    text : ChartText
        Labels ``x_axis``, ``y_axis`` and ``lines`` (what the labels at the line ends say).
    number : callable
        Prints a value of both axes, with its unit.
    x_ends, y_ends : tuple of float, optional
        Ends of the axes, left to right; by default zero stands left and the deepest cut right.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the points of the lines, then the marked points.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_columns("quality_quantity_map", lines, "line", "label", "role", "quantity", "quality")
    least, most = span([*lines["quantity"], *points.get("quantity", [])], zero=True, room=0.0)
    across = x_ends or (most, least)  # the deepest cut stands at the right, where the lines part
    upwards = y_ends or span([*lines["quality"], *points.get("quality", [])], zero=True, room=0.0)
    plane = _Plane("quality_quantity_map", "quantity", "quality", across, upwards)
    return _draw(plane, lines, points, text, number, width, id_prefix)


def value_lines(
    lines: pd.DataFrame,
    points: pd.DataFrame,
    *,
    text: ChartText,
    across: Number,
    upwards: Number,
    x_ends: tuple[float, float],
    y_ends: tuple[float, float],
    width: int = WIDE,
    id_prefix: str = "lines",
) -> Figure:
    """Draw lines over a quantity, such as what an offence may cost, each named at its end.

    Parameters
    ----------
    lines : DataFrame
        Columns ``line``, ``label``, ``role`` (``reference`` for the one that counts most, else ``contour``),
        ``across``, ``upwards``; two rows or more a line, in order.
    points : DataFrame
        Columns ``letter``, ``label`` (plain meaning), ``across``, ``upwards``.
    text : ChartText
        Labels ``x_axis``, ``y_axis`` and ``lines`` (what the names at the line ends are).
    across, upwards : callable
        Print a value of either axis.
    x_ends, y_ends : tuple of float
        Ends of the axes, left to right and upwards; lines stop there.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the points of the lines, then the marked points.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_columns("value_lines", lines, "line", "label", "role", "across", "upwards")
    plane = _Plane("value_lines", "across", "upwards", x_ends, y_ends)
    return _draw(plane, lines, points, text, upwards, width, id_prefix, across=across)


def _draw(
    plane: _Plane,
    lines: pd.DataFrame,
    points: pd.DataFrame,
    text: ChartText,
    number: Number,
    width: int,
    id_prefix: str,
    *,
    across: Number | None = None,
) -> Figure:
    want_width(width)
    want_columns(plane.chart, points, "letter", "label", plane.across, plane.upwards)
    text.require(plane.chart, "x_axis", "y_axis", "lines")
    drawing, x, y = _sheet(plane, lines, points, text, number, across or number, width)
    paths = _paths(plane, lines, x, y)
    _hatch(drawing, [path for path, role in zip(paths, _roles(lines), strict=True) if role == "limit"])
    for path, role in zip(paths, _roles(lines), strict=True):
        drawing.line(
            path, colour="main", thickness=3 if role == "reference" else 1.5, casing=role == "reference"
        )
    _line_labels(drawing, lines, paths, text, x, y.start, width)
    centres = [(x(float(p[plane.across])), y(float(p[plane.upwards]))) for _, p in points.iterrows()]
    lettered_points(drawing, centres, list(points["letter"].astype(str)), points_along(paths), x, y)
    kept = ["line", "label", "role", plane.across, plane.upwards]
    marked = points.rename(columns={"letter": "line"}).assign(role="point")
    table = pd.concat([lines[kept], marked[kept]], ignore_index=True)
    return Figure(drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _sheet(
    plane: _Plane,
    lines: pd.DataFrame,
    points: pd.DataFrame,
    text: ChartText,
    number: Number,
    across: Number,
    width: int,
) -> tuple[Drawing, Scale, Scale]:
    heading = wrap(text.labels["y_axis"], width - 4)
    top = len(heading) * LINE_HEIGHT + 16
    bottom = top + _CHART_HEIGHT[width]
    ticks = [(value, number(value)) for value in nice_ticks(*plane.y_ends, 5)]
    left = max(width_of(words) for _, words in ticks) + 12
    right = width - (_end_room(lines, text) if width == WIDE else 16.0)
    x, y = Scale(*plane.x_ends, left, right), Scale(*plane.y_ends, bottom, top)
    keys = [(str(row.letter), wrap(str(row.label), width - _KEY - 4)) for row in points.itertuples()]
    count = sum(len(lines) for _, lines in keys) + (
        0 if width == WIDE else len(_line_key(lines, text, width))
    )
    under = room_below(text.labels["x_axis"], width)
    drawing = Drawing(width, bottom + under + count * LINE_HEIGHT + 10)
    drawing.block(2, 14, heading, colour="ink2")
    axis_left(drawing, y, ticks, left=left, right=right)
    axis_below(
        drawing,
        x,
        spaced_ticks(x, across, most=4 if width == NARROW else 6),
        y=bottom,
        title=text.labels["x_axis"],
    )
    row = bottom + under + 14
    for letter, meaning in keys:
        drawing.label(2, row, letter, weight="bold")
        row = drawing.block(2 + _KEY, row, meaning)
    if width == NARROW:
        drawing.block(2, row, _line_key(lines, text, width), colour="main")
    return drawing, x, y


def _end_room(lines: pd.DataFrame, text: ChartText) -> float:
    labels = [wrap(label, _END_ROOM, weight="bold") for label in lines["label"].unique()]
    heading = wrap(text.labels["lines"], _END_ROOM)
    return max([widest(label, weight="bold") for label in labels] + [widest(heading)]) + 14


def _line_key(lines: pd.DataFrame, text: ChartText, width: int) -> list[str]:
    return wrap(f"{text.labels['lines']} {' · '.join(lines['label'].unique())}", width - 4)


def _roles(lines: pd.DataFrame) -> list[str]:
    return [str(role) for role in lines.groupby("line", sort=False)["role"].first()]


def _paths(plane: _Plane, lines: pd.DataFrame, x: Scale, y: Scale) -> list[list[Point]]:
    paths = []
    for _, line in lines.groupby("line", sort=False):
        path = list(zip(line[plane.across], line[plane.upwards], strict=True))
        inside = clipped(path, plane.x_ends, plane.y_ends)
        paths.append(sorted((x(across), y(upwards)) for across, upwards in inside))
    return paths


def _hatch(drawing: Drawing, limits: list[list[Point]]) -> None:
    if len(limits) >= 2 and limits[0] and limits[-1]:
        drawing.area([*limits[0], *reversed(limits[-1])], hatch=True)


def _line_labels(
    drawing: Drawing,
    lines: pd.DataFrame,
    paths: list[list[Point]],
    text: ChartText,
    x: Scale,
    bottom: float,
    width: int,
) -> None:
    labels = [str(label) for label in lines.groupby("line", sort=False)["label"].first()]
    if width == NARROW:
        return
    ends = [
        (path[-1][1], label, role)
        for path, label, role in zip(paths, labels, _roles(lines), strict=True)
        if path
    ]
    ends.sort()
    heading = wrap(text.labels["lines"], _END_ROOM)
    words = [wrap(label, _END_ROOM, weight="bold") for _, label, _ in ends]
    counts = [len(block) + (len(heading) if place == 0 else 0) for place, block in enumerate(words)]
    # the heading stands over the first label, so that block is centred higher
    centres = [
        end - (len(heading) * LINE_HEIGHT / 2 if place == 0 else 0.0)
        for place, (end, _, _) in enumerate(ends)
    ]
    firsts = apart(centres, counts, top=2.0, bottom=bottom)
    for place, (first, block, (_, _, role)) in enumerate(zip(firsts, words, ends, strict=True)):
        after = drawing.block(x.end + 10, first, heading, colour="ink2") if place == 0 else first
        weight: Weight = "bold" if role == "reference" else "regular"
        drawing.block(x.end + 10, after, block, colour="main", weight=weight)
