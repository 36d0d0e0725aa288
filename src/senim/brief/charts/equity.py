"""Small multiples of groups: one panel a measure, one row a group, a dot with its range of chance."""

from __future__ import annotations

import math

import pandas as pd

from senim.brief.charts.axes import axis_below, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.panels import Group, Panel, panels_of
from senim.brief.charts.scale import Scale, spaced_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.twin import told, with_twin
from senim.brief.charts.words import LINE_HEIGHT, widest, width_of, wrap
from senim.execution.figure import Figure

_LABELS = 150.0
_BETWEEN = 26.0
_WHOLE_KEY = 34.0
_NOBODY = "–"


def group_panels(
    rows: pd.DataFrame,
    whole: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    tick: Number | None = None,
    width: int = WIDE,
    id_prefix: str = "groups",
) -> Figure:
    """Draw several measures of the same groups, each on an axis of its own that starts at zero.

    Parameters
    ----------
    rows : DataFrame
        Columns ``panel`` (the measure, in words), ``heading`` (what the groups are of, in words),
        ``label`` (the group), ``low``, ``middle``, ``high``; the same groups in each panel, in the order
        drawn. A group without a middle has no officers to measure.
    whole : DataFrame
        Columns ``panel``, ``value``: the measure of everybody; drawn as a dashed line.
    text : ChartText
        Labels ``whole`` (what the dashed line is), ``range`` (what dot and line are), and ``none`` where a
        group has no middle.
    number : callable
        Prints a value of any panel.
    tick : callable, optional
        Prints a value of an axis; as `number` does unless given.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: panel, heading, label, low, middle, high. The description ends with every number.

    Raises
    ------
    InputError
        If a column, a label or a row is missing, or a panel lacks a group or its whole.
    """
    want_width(width)
    want_columns("group_panels", rows, "panel", "heading", "label", "low", "middle", "high")
    want_columns("group_panels", whole, "panel", "value")
    text.require("group_panels", "whole", "range", *(["none"] if rows["middle"].isna().any() else []))
    panels = panels_of(rows, whole)
    sheet = _Sheet(panels, text, number, tick or number, width)
    sheet.draw()
    items = [
        told(
            panel.title,
            number(panel.whole),
            {
                group.label: f"{number(group.middle)} ({number(group.low)}–{number(group.high)})"
                for group in panel.groups
                if not math.isnan(group.middle)
            },
        )
        for panel in panels
    ]
    spoken = with_twin(text, items)
    table = rows[["panel", "heading", "label", "low", "middle", "high"]].reset_index(drop=True)
    return Figure(sheet.drawing.svg(spoken, id_prefix), text.title, text.subtitle, spoken.description, table)


class _Sheet:
    """Panels beside each other where there is room, else one below the other."""

    def __init__(
        self, panels: list[Panel], text: ChartText, number: Number, tick: Number, width: int
    ) -> None:
        self._panels, self._number, self._tick, self._width = panels, number, tick, width
        self._narrow = width == NARROW
        groups = panels[0].groups
        self._labels = [wrap(group.label, 110.0 if self._narrow else _LABELS) for group in groups]
        self._heads = [
            group.heading if place == 0 or groups[place - 1].heading != group.heading else ""
            for place, group in enumerate(groups)
        ]
        room = max(widest(lines) for lines in self._labels)
        self._left = room + 14.0
        counted = [group for panel in panels for group in panel.groups if not math.isnan(group.middle)]
        self._values = 8.0 + max((width_of(number(group.middle)) for group in counted), default=0.0)
        count = 1 if self._narrow else len(panels)
        self._each = (width - self._left - _BETWEEN * (count - 1)) / count
        self._titles = [
            wrap(panel.title, width - 4 if self._narrow else self._each - 7, weight="bold")
            for panel in panels
        ]
        nobody = len(counted) < len(panels) * len(groups)
        self._key = ("range", "whole", *(("none",) if nobody else ()))
        self._key_words = [wrap(text.labels[key], width - _WHOLE_KEY - 4) for key in self._key]
        rows = self._rows_height()
        title_room = [len(lines) * LINE_HEIGHT + 10 for lines in self._titles]
        under = room_below("", width)
        self._tops: list[float] = []
        if self._narrow:
            y = 4.0
            for tall in title_room:
                self._tops.append(y + tall)
                y += tall + rows + under + 14
        else:
            self._tops = [4.0 + max(title_room)] * len(panels)
            y = self._tops[0] + rows + under + 6
        self._key_top = y
        height = y + sum(len(lines) * LINE_HEIGHT + 5 for lines in self._key_words)
        self.drawing = Drawing(width, height)

    def _rows_height(self) -> float:
        return sum(self._row_height(place) for place in range(len(self._labels)))

    def _row_height(self, place: int) -> float:
        head = len(wrap(self._heads[place], self._width - 4, weight="bold")) * LINE_HEIGHT
        return head + (6.0 if head else 0.0) + max(1, len(self._labels[place])) * LINE_HEIGHT + 6.0

    def draw(self) -> None:
        """Draw every panel, then the key."""
        for place, panel in enumerate(self._panels):
            left = self._left + (0.0 if self._narrow else place * (self._each + _BETWEEN))
            x = Scale(0.0, panel.most * 1.04, left + 7, left + self._each - self._values)
            self._panel(panel, place, x, left, words=self._narrow or place == 0)
        y = self._key_top
        marks = {"range": self._dot_key, "whole": self._whole_key, "none": self._none_key}
        for key, lines in zip(self._key, self._key_words, strict=True):
            marks[key](y + 8)
            y = self.drawing.block(_WHOLE_KEY, y + 12.5, lines) - 12.5 + 5

    def _panel(self, panel: Panel, place: int, x: Scale, left: float, *, words: bool) -> None:
        top = self._tops[place]
        title_at = 2.0 if self._narrow else x.start
        lines = self._titles[place]
        first = top - 10 - (len(lines) - 1) * LINE_HEIGHT
        self.drawing.block(title_at, first, lines, weight="bold")
        bottom = top + self._rows_height()
        bars = []
        y = top
        for row in range(len(panel.groups)):
            tall = self._row_height(row)
            own = max(1, len(self._labels[row])) * LINE_HEIGHT + 6.0
            if words and self._heads[row]:
                head = wrap(self._heads[row], self._width - 4, weight="bold")
                self.drawing.block(0, y + 16, head, colour="ink2", weight="bold")
            bar = y + tall - own / 2
            if words:
                label = self._labels[row]
                self.drawing.block(0, bar - (len(label) - 1) * LINE_HEIGHT / 2 + 4.5, label)
            bars.append(bar)
            y += tall
        for bar in bars:
            self.drawing.line([(x.start, bar), (x.end, bar)], colour="rule")
        # in pieces: the line stays clear of the headings that stand between the rows
        for bar in bars:
            self.drawing.line(
                [(x(panel.whole), bar - 11), (x(panel.whole), bar + 11)], colour="ink", dash=(3, 2)
            )
        for group, bar in zip(panel.groups, bars, strict=True):
            self._group(group, bar, x)
        ticks = spaced_ticks(x, self._tick, most=4)
        axis_below(self.drawing, x, ticks, y=bottom)

    def _group(self, group: Group, bar: float, x: Scale) -> None:
        end = x.end + self._values
        if math.isnan(group.middle):
            self.drawing.label(end, bar + 4.5, _NOBODY, colour="ink2", anchor="end")
            return
        self._dot(x(group.low), x(group.middle), x(group.high), bar)
        self.drawing.label(end, bar + 4.5, self._number(group.middle), colour="ink2", anchor="end")

    def _dot(self, low: float, middle: float, high: float, y: float) -> None:
        self.drawing.line([(low, y), (high, y)], colour="main50", thickness=5.0)
        self.drawing.dots([(middle, y)], radius=4.5, fill="main")

    def _dot_key(self, y: float) -> None:
        self._dot(4.0, 14.0, 24.0, y)

    def _whole_key(self, y: float) -> None:
        self.drawing.line([(14.0, y - 9), (14.0, y + 9)], colour="ink", dash=(3, 2))

    def _none_key(self, y: float) -> None:
        self.drawing.label(14.0, y + 4.5, _NOBODY, colour="ink2", anchor="middle")
