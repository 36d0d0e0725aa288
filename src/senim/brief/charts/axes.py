"""Axes shared by the charts: a value axis below, a value axis at the left."""

from __future__ import annotations

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.scale import Scale
from senim.brief.charts.words import LINE_HEIGHT, width_of, wrap

TICK = 4.0
"""Length of a tick, in px."""

BELOW = 22.0
"""From the axis to the baseline of its labels, in px."""

Ticks = list[tuple[float, str]]


def axis_below(drawing: Drawing, scale: Scale, ticks: Ticks, *, y: float, title: str = "") -> None:
    """Draw the axis under a chart with its ticks, their labels and its title.

    Parameters
    ----------
    drawing : Drawing
        The sheet.
    scale : Scale
        Values to px.
    ticks : list of (float, str)
        Where they stand and what they say.
    y : float
        Height of the axis, in px.
    title : str
        What is measured; centred under the labels, wrapped.
    """
    drawing.line([(scale.start, y), (scale.end, y)], colour="axis")
    for value, words in ticks:
        place = scale(value)
        drawing.line([(place, y), (place, y + TICK)], colour="axis")
        half = width_of(words) / 2
        inside = min(max(place, half + 1), drawing.width - half - 1)
        drawing.label(inside, y + BELOW - 3, words, colour="ink2", anchor="middle")
    lines = wrap(title, drawing.width - 8)
    centre = (scale.start + scale.end) / 2
    for index, line in enumerate(lines):
        half = width_of(line) / 2
        inside = min(max(centre, half + 2), drawing.width - half - 2)
        drawing.label(
            inside, y + BELOW - 3 + (index + 1) * LINE_HEIGHT + 2, line, colour="ink2", anchor="middle"
        )


def room_below(title: str, width: float) -> float:
    """Measure the room that an axis needs under its line.

    Parameters
    ----------
    title : str
        Title of the axis; may be empty.
    width : float
        Width of the sheet, in px.

    Returns
    -------
    float
        Height in px.
    """
    return BELOW + 4 + len(wrap(title, width - 8)) * LINE_HEIGHT + (2 if title else 0)


def axis_left(
    drawing: Drawing, scale: Scale, ticks: Ticks, *, left: float, right: float, labelled: bool = True
) -> None:
    """Draw the grid lines that values are read on, with their labels at the left.

    Parameters
    ----------
    drawing : Drawing
        The sheet.
    scale : Scale
        Values to px, upwards.
    ticks : list of (float, str)
        Where they stand and what they say.
    left, right : float
        Ends of the grid lines, in px.
    labelled : bool
        Whether the labels stand there, or are those of a panel further left.
    """
    for value, words in ticks:
        y = scale(value)
        drawing.line([(left, y), (right, y)], colour="axis" if value == scale.low else "rule")
        if labelled:
            drawing.label(left - 8, y + 4.5, words, colour="ink2", anchor="end")
