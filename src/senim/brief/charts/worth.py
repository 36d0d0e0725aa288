"""What knowledge is worth along a price: a line for knowing everything, and one for each part of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from senim.brief.charts.axes import axis_below, axis_left, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Place, Point
from senim.brief.charts.scale import Scale, nice_ticks, spaced_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, width_of, wrap
from senim.execution.figure import Figure
from senim.findings import Finding, InputError

_HEIGHT = {WIDE: 300.0, NARROW: 260.0}
_STYLES: tuple[tuple[str, tuple[float, float] | None], ...] = (
    ("main", None),
    ("alt", None),
    ("main", (6, 3)),
    ("alt", (6, 3)),
    ("main", (2, 2)),
    ("alt", (2, 2)),
)
_SAMPLE = 26.0
_STEP = 4.0
_HAIR = 16.0
_NAMES = 150.0
_MOST = 1 + len(_STYLES)
_COLUMNS = ["label", "price", "value", "low", "high"]


def worth_lines(
    rows: pd.DataFrame,
    *,
    break_even: float | None,
    text: ChartText,
    number: Number,
    price: Number,
    width: int = WIDE,
    id_prefix: str = "worth",
) -> Figure:
    """Draw values along a price with the name of each line at it, and a mark at break-even.

    Parameters
    ----------
    rows : DataFrame
        ``label``, ``price``, ``value``, ``low``, ``high``: the first label is knowing everything, with
        its band; at most six others are lines. All labels have the same prices.
    break_even : float or None
        Price at which both options are equally good on average; None where there is none.
    text : ChartText
        Labels ``axis`` (what is drawn upwards), ``x_axis``, ``everything`` (what the band is); ``break_even``
        where there is one.
    number : callable
        Prints a value.
    price : callable
        Prints a price.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: the rows.

    Raises
    ------
    InputError
        If a column, a label or a row is missing, there are too many lines, or their prices differ.
    """
    want_width(width)
    want_columns("worth_lines", rows, *_COLUMNS)
    text.require(
        "worth_lines", "axis", "x_axis", "everything", *(["break_even"] if break_even is not None else [])
    )
    table = rows[_COLUMNS].sort_values("price", kind="stable").reset_index(drop=True)
    labels = [str(label) for label in rows["label"].unique()]
    _check(table, labels)
    top = max(float(table[["value", "high"]].to_numpy(dtype=float).max()), 1e-9) * 1.12
    low = min(float(table["value"].min()), 0.0)
    ticks = [(value, number(value)) for value in nice_ticks(low, top, 5)]
    left = max(width_of(words) for _, words in ticks) + 12
    heading = wrap(text.labels["axis"], width - 4)
    words = f"{text.labels['x_axis']}\n{text.labels['everything']}"
    head = len(heading) * LINE_HEIGHT + 10
    foot = head + _HEIGHT[width]
    below = foot + room_below(words, width)
    keyed = [wrap(label, width - _SAMPLE - 12, weight="bold") for label in labels] if width == NARROW else []
    drawing = Drawing(width, below + sum(len(lines) for lines in keyed) * LINE_HEIGHT + (8 if keyed else 0))
    beside = [wrap(label, _NAMES, weight="bold") for label in labels]
    named = max(width_of(line, weight="bold") for lines in beside for line in lines) + _HAIR + 9
    prices = sorted({float(value) for value in table["price"]})
    x, y = (
        Scale(prices[0], prices[-1], left, width - (14.0 if width == NARROW else named)),
        Scale(low, top, foot, head),
    )
    drawing.block(2, 13, heading, colour="ink2")
    axis_left(drawing, y, ticks, left=left, right=x.end)
    paths = {
        label: [(x(float(at)), y(float(value))) for at, value in _of(table, label, "value")]
        for label in labels
    }
    _band(drawing, table, labels[0], x, y)
    if break_even is not None and prices[0] <= break_even <= prices[-1]:
        drawing.line([(x(break_even), head), (x(break_even), foot)], colour="ink2", dash=(1.5, 3))
    for label, (colour, dash) in zip(labels[1:], _STYLES, strict=False):
        drawing.line(paths[label], colour=colour, thickness=2, dash=dash)
    drawing.line(paths[labels[0]], colour="ink", thickness=2.5)
    drawing.line([(left, y(0.0)), (x.end, y(0.0))], colour="ink")
    axis_below(drawing, x, spaced_ticks(x, price, most=4 if width == NARROW else 7), y=foot, title=words)
    styles = [("ink", None), *_STYLES]
    if width == NARROW:
        _key(drawing, below + 8, keyed, styles)
    else:
        _at_ends(drawing, [paths[label][-1] for label in labels], beside, styles)
    if break_even is not None and prices[0] <= break_even <= prices[-1]:
        every = [point for path in paths.values() for point in _dense(path)]
        sides: list[Place] = [(x(break_even) + 6, head + 12, "start"), (x(break_even) - 6, head + 12, "end")]
        drawing.place(wrap(text.labels["break_even"], 150), sides, colour="ink2", avoid=every)
    return Figure(drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _of(table: pd.DataFrame, label: str, column: str) -> list[tuple[float, float]]:
    part = table[table["label"] == label]
    return list(zip(part["price"].astype(float), part[column].astype(float), strict=True))


def _band(drawing: Drawing, table: pd.DataFrame, label: str, x: Scale, y: Scale) -> None:
    upper = [(x(at), y(value)) for at, value in _of(table, label, "high")]
    lower = [(x(at), y(value)) for at, value in _of(table, label, "low")]
    drawing.area([*upper, *reversed(lower)], fill="main90", edge="main90edge")


def _key(
    drawing: Drawing,
    top: float,
    lines: list[list[str]],
    styles: Sequence[tuple[str, tuple[float, float] | None]],
) -> None:
    """Name the lines under a narrow chart, where there is no room beside them."""
    y = top + 13
    for words, (colour, dash) in zip(lines, styles, strict=False):
        drawing.line([(2, y - 4.5), (2 + _SAMPLE, y - 4.5)], colour=colour, thickness=2.5, dash=dash)
        y = drawing.block(_SAMPLE + 10, y, words, colour=colour, weight="bold")


def _dense(path: list[Point]) -> list[Point]:
    """Points along a line every few px, so that words see it between its corners too."""
    points: list[Point] = []
    for (left, first), (right, last) in pairwise(path):
        steps = max(1, int(math.hypot(right - left, last - first) / _STEP))
        points += [
            (left + (right - left) * step / steps, first + (last - first) * step / steps)
            for step in range(steps)
        ]
    return [*points, path[-1]]


def _at_ends(
    drawing: Drawing,
    ends: list[Point],
    names: list[list[str]],
    styles: Sequence[tuple[str, tuple[float, float] | None]],
) -> None:
    """Name the lines at their right ends, moved apart where the ends lie close, with a hair to each."""
    order = sorted(range(len(ends)), key=lambda place: ends[place][1])
    room = [len(names[place]) * LINE_HEIGHT + 3 for place in order]
    # from the lowest name up, none below the axis; then from the highest down, none over the one above it
    foot = max(high for _, high in ends) + LINE_HEIGHT / 2
    centres = [ends[place][1] for place in order]
    for place in reversed(range(len(order))):
        centres[place] = min(centres[place], foot - room[place] / 2)
        foot = centres[place] - room[place] / 2
    for place, centre in zip(order, centres, strict=True):
        at, high = ends[place]
        drawing.line([(at, high), (at + _HAIR, centre)], colour="axis")
        first = centre - (len(names[place]) - 1) * LINE_HEIGHT / 2 + 4.5
        drawing.block(at + _HAIR + 5, first, names[place], colour=styles[place][0], weight="bold")


def _check(table: pd.DataFrame, labels: list[str]) -> None:
    findings = []
    if len(labels) > _MOST:
        remedy = f"Draw the {_MOST} that matter most; the others belong into a table."
        findings.append(Finding("worth_lines", "label", f"there are {len(labels)} lines", remedy))
    counts = {tuple(part["price"]) for _, part in table.groupby("label")}
    if len(counts) != 1 or table["price"].nunique() < 2:
        remedy = "Give every line the same two prices or more."
        findings.append(Finding("worth_lines", "price", "lines have other prices than the first", remedy))
    if findings:
        raise InputError(findings, "chart")
