"""Fifty equally likely runs as fifty dots on the two sides of zero."""

from __future__ import annotations

import math
from collections import Counter

import pandas as pd

from senim.brief.charts.axes import axis_below, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Point
from senim.brief.charts.scale import Scale, spaced_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, Anchor, width_of, wrap
from senim.execution.figure import Figure


def quantile_dotplot(
    dots: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    width: int = WIDE,
    id_prefix: str = "dots",
) -> Figure:
    """Draw one dot for each of equally likely runs, stacked on the axis, parted by the zero line.

    Parameters
    ----------
    dots : DataFrame
        Column ``value``: the quantiles of the draws, one a dot (fifty as a rule).
    text : ChartText
        Labels ``axis``; ``above`` and ``below`` (``{count}`` and ``{total}`` are filled, a second line
        of words may follow a line feed): what a dot above zero means, and one that is not.
    number : callable
        Prints a value of the axis, and the counts.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: rank, value, whether above zero.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.

    References
    ----------
    M. Kay, T. Kola, J. R. Hullman and S. A. Munson (2016), When (ish) is my bus? CHI 2016, 5092–5103.
    """
    want_width(width)
    want_columns("quantile_dotplot", dots, "value")
    text.require("quantile_dotplot", "axis", "above", "below")
    values = sorted(float(value) for value in dots["value"])
    above = sum(value > 0 for value in values)
    total = len(values)
    sides = {
        "below": text.fill("below", count=number(total - above), total=number(total)),
        "above": text.fill("above", count=number(above), total=number(total)),
    }
    margin = 14.0
    inner = min(width - 2 * margin, _WIDEST)
    bins, step = _bins(values, inner, tallest=8 if width == NARROW else 6)
    low, high = min(bins) * step, (max(bins) + 1) * step
    x = _scale(low, high, step, sides, inner, margin)
    diameter = min(x(step) - x(0.0), _LARGEST, _HIGHEST / max(bins.values()))
    head = _head(sides, x, width)
    stack = max(bins.values()) * diameter
    floor = 8 + head + 10 + stack
    drawing = Drawing(width, floor + room_below(text.labels["axis"], width))
    drawing.line([(x(0.0), 6), (x(0.0), floor)], colour="ink")
    for side, anchor, colour in (("below", "end", "alt"), ("above", "start", "main")):
        _count(drawing, sides[side], x(0.0), side=side, anchor=anchor, colour=colour)  # type: ignore[arg-type]
    centres = _centres(bins, step, x, diameter, floor)
    radius = diameter / 2 - 0.8
    drawing.dots([centre for centre, rise in centres if rise], radius=radius, fill="main")
    drawing.dots([centre for centre, rise in centres if not rise], radius=radius, fill="paper", edge="alt")
    axis_below(
        drawing,
        x,
        spaced_ticks(x, number, most=5 if width == NARROW else 8),
        y=floor,
        title=text.labels["axis"],
    )
    table = pd.DataFrame(
        {"rank": range(1, total + 1), "value": values, "above_zero": [value > 0 for value in values]}
    )
    return Figure(drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


_WIDEST = 560.0
"""Widest row of dots, in px: wider, and the stacks would be flat."""

_SMALLEST = 9.0
"""Narrowest bin, in px."""

_HIGHEST = 240.0
"""Highest stack, in px."""

_LARGEST = 21.0
"""Widest dot, in px."""


def _bin_of(value: float, step: float) -> int:
    # zero itself is no rise: it goes to the bin left of the line
    return math.ceil(value / step) - 1


def _bins(values: list[float], room: float, tallest: int) -> tuple[Counter[int], float]:
    """Find the widest bins that keep the stacks low; stop where the dots would be tiny."""
    spread = max(max(values), 0.0) - min(min(values), 0.0)
    spread = spread if spread > 1e-9 else 1.0
    fewest, most = max(int(room / _LARGEST) - 2, 8), int(room / _SMALLEST) - 2
    for count in range(fewest, most):
        bins = Counter(_bin_of(value, spread / count) for value in values)
        if max(bins.values()) <= tallest:
            return bins, spread / count
    return Counter(_bin_of(value, spread / most) for value in values), spread / most


def _scale(low: float, high: float, step: float, sides: dict[str, str], inner: float, margin: float) -> Scale:
    """Put zero where the dots want it, but leave room on both sides for the words that stand there."""
    low, high = min(low, -step) - step, max(high, step) + step
    need = {side: min(_side_width(words) + 14, inner * 0.46) / inner for side, words in sides.items()}
    zero = min(max(-low / (high - low), need["below"]), 1 - need["above"])
    per_px = max(-low / (zero * inner), high / ((1 - zero) * inner))
    return Scale(-per_px * zero * inner, per_px * (1 - zero) * inner, margin, margin + inner)


def _side_width(words: str) -> float:
    return max((width_of(line, weight="bold") for line in words.split("\n")), default=0.0)


def _lines(words: str, room: float) -> tuple[list[str], list[str]]:
    first, _, rest = words.partition("\n")
    return wrap(first, room, weight="bold"), wrap(rest, room)


def _head(sides: dict[str, str], x: Scale, width: int) -> float:
    rooms = {"below": x(0.0) - 10, "above": width - x(0.0) - 10}
    return max(sum(map(len, _lines(words, rooms[side]))) for side, words in sides.items()) * LINE_HEIGHT


def _count(drawing: Drawing, words: str, zero: float, *, side: str, anchor: Anchor, colour: str) -> None:
    room = (zero if side == "below" else drawing.width - zero) - 10
    place = zero - 8 if side == "below" else zero + 8
    heads, rest = _lines(words, room)
    after = drawing.block(place, 19, heads, colour=colour, weight="bold", anchor=anchor)
    drawing.block(place, after, rest, colour=colour, anchor=anchor)


def _centres(
    bins: Counter[int], step: float, x: Scale, diameter: float, floor: float
) -> list[tuple[Point, bool]]:
    return [
        ((x((index + 0.5) * step), floor - (level + 0.5) * diameter), index >= 0)
        for index, height in sorted(bins.items())
        for level in range(height)
    ]
