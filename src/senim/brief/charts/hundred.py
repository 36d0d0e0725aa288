"""Of a hundred officers: one mark for each, filled by column, with its key as words below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Point
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.twin import told, with_twin
from senim.brief.charts.words import LINE_HEIGHT, width_of, wrap
from senim.execution.figure import Figure
from senim.findings import Finding, InputError

HUNDRED = 100
COLUMNS = {WIDE: 20, NARROW: 10}
_PITCH = {WIDE: 27.0, NARROW: 27.5}
_HALF = 7.5
_KEY_ROW = 25.0


@dataclass(frozen=True)
class _Mark:
    """How a mark looks: square or circle, filled or hollow."""

    square: bool
    filled: bool
    colour: str


MARKS: dict[str, _Mark] = {
    "square": _Mark(square=True, filled=True, colour="main"),
    "circle": _Mark(square=False, filled=True, colour="alt"),
    "open_square": _Mark(square=True, filled=False, colour="main"),
    "open_circle": _Mark(square=False, filled=False, colour="axis"),
}
"""Marks by name: of an examination, squares are problem officers, circles sound ones; who fails is filled."""


def in_hundred(shares: Sequence[float]) -> list[int]:
    """Share out a hundred marks: whole numbers that sum to 100 and are each less than one off.

    Parameters
    ----------
    shares : sequence of float
        Parts of a whole, none negative.

    Returns
    -------
    list of int
        Marks of each part, in the order given.

    Raises
    ------
    InputError
        If a part is negative or no number, or there is nothing to share out.

    References
    ----------
    Largest remainder (Hamilton): Balinski, M. L., and Young, H. P. (2001), Fair Representation, 2nd ed.,
    Brookings Institution Press.

    Examples
    --------
    >>> in_hundred([0.0475, 0.026, 0.05, 0.8765])
    [5, 2, 5, 88]
    """
    parts = np.asarray(shares, dtype=float)
    if not np.isfinite(parts).all() or (parts < 0).any() or not parts.sum() > 0:
        remedy = "Give numbers from 0 up, one of them above 0."
        raise InputError(
            [Finding("of_hundred", "shares", f"{list(shares)} are no parts of a whole", remedy)], "chart"
        )
    exact = parts / parts.sum() * HUNDRED
    marks = np.floor(exact + 1e-9).astype(int)
    latecomers = np.argsort(-(exact - marks), kind="stable")[: HUNDRED - int(marks.sum())]
    marks[latecomers] += 1
    return [int(count) for count in marks]


def of_hundred(
    groups: pd.DataFrame, *, text: ChartText, number: Number, width: int = WIDE, id_prefix: str = "hundred"
) -> Figure:
    """Draw a hundred officers as marks in groups, and the key as mark, number and words.

    Parameters
    ----------
    groups : DataFrame
        Columns ``label``, ``count`` (whole numbers that sum to 100, see `in_hundred`) and ``mark`` (one of
        `MARKS`, each once), in the order drawn.
    text : ChartText
        Title, subtitle and description; no labels.
    number : callable
        Prints a count.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: label and count.

    Raises
    ------
    InputError
        If a column or a row is missing, a mark is unknown or used twice, or the counts do not sum to 100.
    """
    want_width(width)
    want_columns("of_hundred", groups, "label", "count", "mark")
    text.require("of_hundred")
    _check(groups)
    columns, pitch = COLUMNS[width], _PITCH[width]
    rows = HUNDRED // columns
    places = [(10 + pitch * (place // rows), 12 + pitch * (place % rows)) for place in range(HUNDRED)]
    counts = [int(count) for count in groups["count"]]
    figure_room = max(width_of(number(count), weight="bold") for count in counts)
    words_at = 32 + figure_room + 10
    keys = [wrap(str(label), width - words_at - 2) for label in groups["label"]]
    top = 12 + pitch * (rows - 1) + 26
    height = top + sum(_KEY_ROW + (len(lines) - 1) * LINE_HEIGHT for lines in keys)
    drawing = Drawing(width, height)
    y, taken = top, 0
    for count, name, lines in zip(counts, groups["mark"], keys, strict=True):
        mark = MARKS[str(name)]
        _draw(drawing, places[taken : taken + count], mark)
        taken += count
        _draw(drawing, [(10.0, y + 4.0)], mark)
        drawing.label(32 + figure_room, y + 8.5, number(count), weight="bold", anchor="end")
        drawing.block(words_at, y + 8.5, lines)
        y += _KEY_ROW + (len(lines) - 1) * LINE_HEIGHT
    items = [told(str(label), number(count)) for label, count in zip(groups["label"], counts, strict=True)]
    spoken = with_twin(text, items)
    table = groups[["label", "count"]].reset_index(drop=True)
    return Figure(drawing.svg(spoken, id_prefix), text.title, text.subtitle, spoken.description, table)


def _draw(drawing: Drawing, places: Sequence[Point], mark: _Mark) -> None:
    if not mark.square:
        fill, edge = (mark.colour, None) if mark.filled else ("paper", mark.colour)
        drawing.dots(places, radius=_HALF, fill=fill, edge=edge, thickness=1.5)
        return
    for x, y in places:
        drawing.bar(x - _HALF, y - _HALF, x + _HALF, y + _HALF, fill=mark.colour)
        if not mark.filled:  # an edge of 1 px is thinner than that of the circles
            inner = _HALF - 1.8
            drawing.bar(x - inner, y - inner, x + inner, y + inner, fill="paper")


def _check(groups: pd.DataFrame) -> None:
    findings = []
    names = [str(name) for name in groups["mark"]]
    if not set(names) <= set(MARKS) or len(set(names)) < len(names):
        remedy = "Use each of these at most once: " + ", ".join(MARKS) + "."
        findings.append(Finding("of_hundred", "mark", f"{', '.join(names)} cannot be told apart", remedy))
    counts = groups["count"].astype(float)
    if counts.sum() != HUNDRED or (counts < 0).any() or (counts % 1 != 0).any():
        remedy = "Share them out with in_hundred."
        findings.append(
            Finding("of_hundred", "count", f"{list(groups['count'])} do not make {HUNDRED}", remedy)
        )
    if findings:
        raise InputError(findings, "chart")
