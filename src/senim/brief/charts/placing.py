"""Where words may stand: the room they take, and the best of several places."""

from __future__ import annotations

from collections.abc import Sequence

from senim.brief.charts.words import ASCENT, DESCENT, LINE_HEIGHT, SMALLEST, Anchor, Box, Weight, width_of

Point = tuple[float, float]
"""A place in px."""

Place = tuple[float, float, Anchor]
"""Where a text is anchored: x, first baseline, and which end of the text."""


def block_box(
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    anchor: Anchor = "start",
    weight: Weight = "regular",
    size: float = SMALLEST,
) -> Box:
    """Find the room that lines of text would take.

    Parameters
    ----------
    lines : sequence of str
        The lines.
    x, y : float
        Anchor, and baseline of the first line, in px.
    anchor : {"start", "middle", "end"}
        Which end of the text stands at `x`.
    weight : {"regular", "bold"}
        Font weight.
    size : float
        Font size in px.

    Returns
    -------
    Box
        The room.
    """
    wide = max((width_of(line, size, weight) for line in lines), default=0.0)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    last = y + (len(lines) - 1) * LINE_HEIGHT
    return Box(left, y - ASCENT * size, left + wide, last + DESCENT * size)


def everywhere(room: Box) -> list[Place]:
    """List places all over a room.

    Parameters
    ----------
    room : Box
        The room.

    Returns
    -------
    list of Place
        Row by row from the top.
    """
    across, down = range(int(room.left), int(room.right), 12), range(int(room.top), int(room.bottom), 8)
    return [(float(x), float(y), "start") for y in down for x in across]


def best_place(
    lines: Sequence[str],
    candidates: Sequence[Place],
    taken: Sequence[Box],
    room: Box,
    weight: Weight,
    avoid: Sequence[Point],
    patience: float = 0.0,
) -> Place | None:
    """Choose the place that is free and covers least.

    Parameters
    ----------
    lines : sequence of str
        The lines to be written.
    candidates : sequence of Place
        Places, the dearest first.
    taken : sequence of Box
        Room that other words have.
    room : Box
        Room the words must stay in.
    weight : {"regular", "bold"}
        Font weight.
    avoid : sequence of (float, float)
        Points the words should rather not cover.
    patience : float
        Points the words would rather cover than go one place further down the list.

    Returns
    -------
    Place or None
        None where no candidate is free.
    """
    costs: list[tuple[float, int]] = []
    for order, (x, y, anchor) in enumerate(candidates):
        box = block_box(lines, x, y, anchor=anchor, weight=weight)
        if box.inside(room) and not any(box.meets(other) for other in taken):
            costs.append((sum(box.holds(*point) for point in avoid) + patience * order, order))
    return candidates[min(costs)[1]] if costs else None
