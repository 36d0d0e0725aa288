"""A map without borders: one tile a region, near where the region lies, its range printed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.rows import Interval
from senim.brief.charts.text import WIDE, ChartText, want_columns, want_width
from senim.brief.charts.tileplaces import places_of
from senim.brief.charts.words import LINE_HEIGHT, SMALLEST, widest, width_of, wrap
from senim.execution.figure import Figure
from senim.findings import Finding, InputError

_GAP = 6.0
_INSIDE = 5.0
"""From the side of a tile to its words, in px."""
_LARGE = 17.0
_SHRINK = 0.5
_NAME_LINES = 2
_STYLES: tuple[dict[str, Any], ...] = (
    {"fill": "paper", "edge": "axis", "words": "ink"},
    {"fill": "main90", "edge": "main90edge", "words": "ink"},
    {"fill": "main", "edge": "main", "words": "paper"},
)
"""Lowest quarter, middle half, highest quarter: they differ in print and in grey as well."""
_LEVELS = ("lowest", "between", "highest")
_COLUMNS = ("region", "low", "middle", "high")
_SWATCH = 14.0


def region_tiles(
    rows: pd.DataFrame,
    *,
    text: ChartText,
    interval: Interval,
    width: int = WIDE,
    id_prefix: str = "tiles",
) -> Figure:
    """Draw a tile for each region, with its name and range, filled by its rank.

    Parameters
    ----------
    rows : DataFrame
        One row a region: ``place`` (its key, as from `region_key`), ``label`` (a short name), ``region`` (its
        name in the table), ``low``, ``middle``, ``high``, and ``level`` (0 for the lowest quarter by the
        middle, 1, 2 for the highest quarter). Other columns go into the table.
    text : ChartText
        Labels ``lowest``, ``between``, ``highest``: what the three fills mean.
    interval : callable
        Prints a range.
    width : int
        720, the tiles as on a map, or 288, in three columns from west to east.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: region, other columns, limits and middle.

    Raises
    ------
    InputError
        If a column, a label or a row is missing, a region has no place or stands twice, or a name does not
        fit its tile.
    """
    want_width(width)
    want_columns("region_tiles", rows, "place", "label", *_COLUMNS, "level")
    text.require("region_tiles", *_LEVELS)
    places, across, down = places_of([str(key) for key in rows["place"]], width)
    tall = 76.0 if width == WIDE else 66.0
    side = (width - _GAP * (across - 1)) / across
    entries, head = _key_entries(text, width)
    drawing = Drawing(width, head + down * (tall + _GAP) - _GAP + 1)
    _write_key(drawing, entries)
    for values, (row, column) in zip(rows.to_dict("records"), places, strict=True):
        left, top = column * (side + _GAP), head + row * (tall + _GAP)
        box = (left + 0.5, top, left + side - 0.5, top + tall)
        printed = interval(float(values["low"]), float(values["high"]))
        _tile(drawing, box, str(values["label"]), printed, _STYLES[int(values["level"])])
    others = [name for name in rows.columns if name not in {"place", "label", "level", *_COLUMNS}]
    table = rows[["region", *others, *_COLUMNS[1:]]].reset_index(drop=True)
    return Figure(drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, table)


def _tile(
    drawing: Drawing,
    box: tuple[float, float, float, float],
    label: str,
    printed: str,
    style: dict[str, Any],
) -> None:
    left, top, right, bottom = box
    drawing.bar(left, top, right, bottom, fill=style["fill"], edge=style["edge"])
    room, middle = right - left - 2 * _INSIDE, (left + right) / 2
    size = _LARGE
    while size > SMALLEST and width_of(printed, size, "bold") > room:
        size -= _SHRINK
    lines = wrap(label, room)
    if len(lines) > _NAME_LINES or any(word not in label for word in lines):
        raise InputError([Finding("region_tiles", repr(label), "does not fit", "Shorten it.")], "chart")
    # a name of one line stands nearer to its number
    words = len(lines) * LINE_HEIGHT + size
    first = top + (bottom - top - words - 3) / 2 + 12
    for index, line in enumerate(lines):
        drawing.label(middle, first + index * LINE_HEIGHT, line, colour=style["words"], anchor="middle")
    drawing.label(
        middle,
        first + len(lines) * LINE_HEIGHT + (size - 12) + 3,
        printed,
        colour=style["words"],
        weight="bold",
        anchor="middle",
        size=size,
    )


def _key_entries(text: ChartText, width: int) -> tuple[list[tuple[float, float, list[str]]], float]:
    """Set the three entries beside each other where they fit, else below each other."""
    beside = _SWATCH + 8
    lines = [wrap(text.labels[name], width - beside) for name in _LEVELS]
    wide = [widest(entry) + beside + 24 for entry in lines]
    if sum(wide) - 24 <= width:
        starts = [0.0, wide[0], wide[0] + wide[1]]
        return [(start, 0.0, entry) for start, entry in zip(starts, lines, strict=True)], LINE_HEIGHT + 12
    entries, top = [], 0.0
    for entry in lines:
        entries.append((0.0, top, entry))
        top += len(entry) * LINE_HEIGHT + 4
    return entries, top + 8


def _write_key(drawing: Drawing, entries: list[tuple[float, float, list[str]]]) -> None:
    for (left, top, lines), style in zip(entries, _STYLES, strict=True):
        ends = (left + 0.5, top + 1.5, left + _SWATCH, top + 1.0 + _SWATCH)
        drawing.bar(*ends, fill=style["fill"], edge=style["edge"])
        drawing.block(left + _SWATCH + 8, top + 13, lines, colour="ink2")
