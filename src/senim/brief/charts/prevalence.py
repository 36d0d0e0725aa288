"""The identified set over prevalence and sensitivity: every point fits, each with its own specificity."""

from __future__ import annotations

import numpy as np
import pandas as pd

from senim.brief.charts.axes import axis_below, axis_left, room_below
from senim.brief.charts.clipping import clipped
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.lettering import lettered_points, points_along
from senim.brief.charts.placing import Place, Point
from senim.brief.charts.scale import Scale, nice_ticks, spaced_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.twin import told, with_twin
from senim.brief.charts.words import LINE_HEIGHT, Box, Weight, width_of, wrap
from senim.execution.figure import Figure

_KEY = 20.0
_HEIGHT = {WIDE: 330.0, NARROW: 260.0}


def prevalence_map(
    contours: pd.DataFrame,
    points: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    x_ends: tuple[float, float],
    y_ends: tuple[float, float] = (0.0, 100.0),
    width: int = WIDE,
    id_prefix: str = "prevalence",
) -> Figure:
    """Draw which shares of problem officers and which sensitivities fit one fail rate, by specificity.

    Parameters
    ----------
    contours : DataFrame
        Columns ``specificity``, ``role``, ``prevalence``, ``sensitivity`` (percent), the points of one line
        after the other. Role ``limit``: a test that passes every sound officer, above which nothing fits;
        ``reference``: a test that cannot tell; ``contour``: others.
    points : DataFrame
        Columns ``letter``, ``label`` (plain meaning), ``prevalence``, ``sensitivity`` (percent).
    text : ChartText
        Labels ``x_axis``, ``y_axis``, ``lines`` (what the numbers on the lines are) and ``blind`` (what the
        thick line is).
    number : callable
        Prints a value of both axes and of the lines, with its unit.
    x_ends, y_ends : tuple of float
        Ends of the axes.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: specificity, prevalence, sensitivity of the lines, then the marked points. The
        description ends with the marked points.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("prevalence_map", contours, "specificity", "role", "prevalence", "sensitivity")
    want_columns("prevalence_map", points, "letter", "label", "prevalence", "sensitivity")
    text.require("prevalence_map", "x_axis", "y_axis", "lines", "blind")
    keys = [("", text.labels["lines"]), ("", text.labels["blind"])]
    keys += list(zip(points["letter"].astype(str), points["label"].astype(str), strict=True))
    wrapped = [(letter, wrap(words, width - (_KEY + 6 if letter else 36) - 4)) for letter, words in keys]
    heading = wrap(text.labels["y_axis"], width - 4)
    top = len(heading) * LINE_HEIGHT + 16
    bottom = top + _HEIGHT[width]
    under = room_below(text.labels["x_axis"], width)
    height = bottom + under + 10 + sum(len(lines) * LINE_HEIGHT + 4 for _, lines in wrapped)
    drawing = Drawing(width, height)
    drawing.block(2, 14, heading, colour="ink2")
    ticks = [(value, number(value)) for value in nice_ticks(*y_ends, 5)]
    x = Scale(*x_ends, max(width_of(words) for _, words in ticks) + 12, width - 18.0)
    y = Scale(*y_ends, bottom, top)
    lines = _lines(contours, x_ends, y_ends)
    _region(drawing, lines, x, y)
    axis_left(drawing, y, ticks, left=x.start, right=x.end)
    most = 4 if width == NARROW else 7
    axis_below(drawing, x, spaced_ticks(x, number, most=most), y=bottom, title=text.labels["x_axis"])
    paths = [[(x(across), y(upwards)) for across, upwards in path] for _, _, path in lines]
    for (_, role, _), path in zip(lines, paths, strict=True):
        drawing.line(path, colour="main", thickness=3.0 if role == "reference" else 1.5, casing=True)
    marked = [
        (str(letter), str(label), float(prevalence), float(sensitivity))
        for letter, label, prevalence, sensitivity in points[_MARKED].to_numpy().tolist()
    ]
    centres = [(x(prevalence), y(sensitivity)) for _, _, prevalence, sensitivity in marked]
    lettered_points(drawing, centres, [letter for letter, *_ in marked], points_along(paths), x, y)
    _names(drawing, lines, paths, centres, number, Box(x.start + 2, top, x.end, bottom - 2))
    _keys(drawing, wrapped, bottom + under + 16)
    items = [
        told(f"{letter} – {label}", f"{number(prevalence)}, {number(sensitivity)}")
        for letter, label, prevalence, sensitivity in marked
    ]
    spoken = with_twin(text, items)
    kept = contours[["specificity", "role", "prevalence", "sensitivity"]].assign(label="")
    named = points[["label", "prevalence", "sensitivity"]].assign(role="point")
    table = pd.concat([kept, named], ignore_index=True)[["role", "label", *_VALUES]]
    return Figure(drawing.svg(spoken, id_prefix), text.title, text.subtitle, spoken.description, table)


_MARKED = ["letter", "label", "prevalence", "sensitivity"]
_VALUES = ["specificity", "prevalence", "sensitivity"]
_Line = tuple[float, str, list[Point]]


def _lines(contours: pd.DataFrame, x_ends: tuple[float, float], y_ends: tuple[float, float]) -> list[_Line]:
    found = []
    for specificity in contours["specificity"].unique():
        own = contours[contours["specificity"] == specificity]
        path = list(zip(own["prevalence"].astype(float), own["sensitivity"].astype(float), strict=True))
        inside = clipped(path, x_ends, y_ends)
        if len(inside) > 1:
            found.append((float(specificity), str(own["role"].iloc[0]), inside))
    return found


def _region(drawing: Drawing, lines: list[_Line], x: Scale, y: Scale) -> None:
    """Hatch everything that fits: from no sensitivity up to the limit, or to the top where that is higher."""
    for _, role, path in lines:
        if role == "limit":
            upper = [(x(across), y(upwards)) for across, upwards in sorted(path)]
            ceiling = [(x.start, upper[0][1])]
            floor = [(x.end, y.start), (x.start, y.start)]
            drawing.area([*ceiling, *upper, (x.end, upper[-1][1]), *floor], hatch=True)


def _names(
    drawing: Drawing,
    lines: list[_Line],
    paths: list[list[Point]],
    centres: list[Point],
    number: Number,
    within: Box,
) -> None:
    for place, ((specificity, role, _), path) in enumerate(zip(lines, paths, strict=True)):
        others = [other for index, other in enumerate(paths) if index != place]
        weight: Weight = "bold" if role == "reference" else "regular"
        candidates: list[Place] = [(across, down + 4.5, "middle") for across, down in _spread(path)]
        avoid = [*points_along(others), *centres]
        words = [number(specificity)]
        drawing.place(words, candidates, colour="main", weight=weight, avoid=avoid, within=within)


def _spread(path: list[Point]) -> list[Point]:
    """Give points at even distances along a path, those in its middle first."""
    places = np.asarray(path)
    steps = np.hypot(*np.diff(places, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = along[-1] * np.linspace(0.08, 0.92, 29)
    order = np.argsort(np.abs(wanted / along[-1] - 0.5), kind="stable")
    across, down = (np.interp(wanted[order], along, places[:, axis]) for axis in (0, 1))
    return list(zip(across.tolist(), down.tolist(), strict=True))


def _keys(drawing: Drawing, keys: list[tuple[str, list[str]]], y: float) -> None:
    for place, (letter, lines) in enumerate(keys):
        if letter:
            drawing.label(6, y, letter, weight="bold")
        else:
            drawing.line([(2, y - 4.5), (26, y - 4.5)], colour="main", thickness=3.0 if place else 1.5)
        y = drawing.block(_KEY + 6 if letter else 36, y, lines) + 4
