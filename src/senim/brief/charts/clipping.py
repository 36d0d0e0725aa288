"""The part of a path that lies on the plane."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from senim.brief.charts.placing import Point


def clipped(path: Sequence[Point], x_ends: tuple[float, float], y_ends: tuple[float, float]) -> list[Point]:
    """Keep the part of a path inside both axes, with the points where it crosses their ends.

    Parameters
    ----------
    path : sequence of (float, float)
        Two points or more, in values.
    x_ends, y_ends : tuple of float
        Ends of the axes, in either order.

    Returns
    -------
    list of (float, float)
        Points in the order of the path; none where it stays outside.

    References
    ----------
    Liang, Y.-D., and Barsky, B. A. (1984), A new concept and method for line clipping, ACM Transactions on
    Graphics 3:1-22.

    Examples
    --------
    >>> clipped([(0.0, -1.0), (2.0, 1.0)], (0.0, 4.0), (0.0, 4.0))
    [(1.0, 0.0), (2.0, 1.0)]
    """
    kept: list[Point] = []
    for start, end in pairwise(path):
        for point in _inside(start, end, sorted(x_ends), sorted(y_ends)):
            if not kept or kept[-1] != point:
                kept.append(point)
    return kept


def _inside(start: Point, end: Point, across: Sequence[float], upwards: Sequence[float]) -> list[Point]:
    first, last = 0.0, 1.0
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    sides = ((-dx, x - across[0]), (dx, across[1] - x), (-dy, y - upwards[0]), (dy, upwards[1] - y))
    for move, room in sides:
        if move == 0.0:
            if room < 0.0:
                return []
        elif move < 0.0:
            first = max(first, room / move)
        else:
            last = min(last, room / move)
    if first > last:
        return []
    exact = {0.0: start, 1.0: end}
    return [exact.get(share, (x + share * dx, y + share * dy)) for share in (first, last)]
