"""Marked points on a plane: a ring each, with its letter where it covers no line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Point
from senim.brief.charts.scale import Scale
from senim.brief.charts.words import Anchor, Box

_AROUND: tuple[tuple[float, float, Anchor], ...] = (
    (-11.0, -8.0, "end"),
    (11.0, -8.0, "start"),
    (0.0, -14.0, "middle"),
    (11.0, 20.0, "start"),
    (-11.0, 20.0, "end"),
    (11.0, 4.5, "start"),
    (-11.0, 4.5, "end"),
)


def lettered_points(
    drawing: Drawing,
    centres: Sequence[Point],
    letters: Sequence[str],
    crossed: Sequence[Point],
    x: Scale,
    y: Scale,
) -> None:
    """Draw marked points and write their letters beside them.

    Parameters
    ----------
    drawing : Drawing
        The sheet.
    centres : sequence of (float, float)
        The points, in px.
    letters : sequence of str
        One each.
    crossed : sequence of (float, float)
        Points of lines that the letters should not cover.
    x, y : Scale
        The axes, within which letters stand.
    """
    drawing.dots(centres, radius=6.5, fill="paper", edge="ink", thickness=2.2)
    avoid = [*crossed, *centres]
    within = Box(x.start, y.end - 14, x.end + 10, y.start - 1)
    for (across, upwards), letter in zip(centres, letters, strict=True):
        around = [(across + dx, upwards + dy, anchor) for dx, dy, anchor in _AROUND]
        drawing.place([letter], around, weight="bold", avoid=avoid, within=within)


def points_along(paths: Sequence[Sequence[Point]]) -> list[Point]:
    """List points along lines, close enough that no letter slips between them.

    Parameters
    ----------
    paths : sequence of sequence of (float, float)
        The lines, in px.

    Returns
    -------
    list of (float, float)
        Sixty a segment and its end.
    """
    return [
        (x0 + (x1 - x0) * step / 60, y0 + (y1 - y0) * step / 60)
        for path in paths
        for (x0, y0), (x1, y1) in pairwise(path)
        for step in range(61)
    ]
