"""Rows with a label, a drawing on one shared axis and a printed value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from senim.brief.charts.axes import axis_below, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.scale import Scale, spaced_ticks
from senim.brief.charts.text import NARROW, Number
from senim.brief.charts.words import LINE_HEIGHT, Weight, widest, wrap

_GAP = 16.0
_BAR_ROOM = 26.0
_EDGE = 2.0


@dataclass(frozen=True)
class Row:
    """One row of a row chart.

    Parameters
    ----------
    label : str
        What the row is.
    value : str
        What it amounts to, printed at its end; may be empty.
    note : str
        A quieter second line; may be empty.
    bold : bool
        Whether the label is bold.
    heading : bool
        Whether the row only names those below it and draws nothing.
    """

    label: str
    value: str = ""
    note: str = ""
    bold: bool = False
    heading: bool = False


@dataclass(frozen=True)
class _Laid:
    """A row with its lines and its places: baseline of the first line, centre of its bar."""

    row: Row
    label: list[str]
    note: list[str]
    value: list[str]
    first: float
    value_first: float
    bar: float
    bottom: float


class RowSheet:
    """A drawing made of rows: columns where there is room, blocks where there is not.

    Parameters
    ----------
    rows : sequence of Row
        The rows, from the top.
    low, high : float
        Ends of the axis.
    number : callable
        Prints a value of the axis.
    axis : str
        What the axis measures.
    width : int
        720 or 288.
    head : float
        Room above the first row, in px.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        low: float,
        high: float,
        number: Number,
        axis: str,
        width: int,
        head: float = 6.0,
    ) -> None:
        self.narrow = width == NARROW
        self.top = head
        if self.narrow:
            start, end, laid = 12.0, width - 12.0, _blocks(rows, width - 2 * _EDGE, head)
        else:
            start, end, laid = _columns(rows, width, head)
        self._laid = laid
        self.bottom = laid[-1].bottom + 4
        self.x = Scale(low, high, start, end)
        self.drawing = Drawing(width, self.bottom + room_below(axis, width))
        self._number, self._axis = number, axis

    @property
    def bars(self) -> list[float]:
        """Centre of the bar of each row, in px."""
        return [laid.bar for laid in self._laid]

    def rules(self) -> None:
        """Draw hairlines between the rows."""
        for laid in self._laid[:-1]:
            self.drawing.line([(0, laid.bottom), (self.drawing.width, laid.bottom)], colour="rule")

    def upright(self, value: float, *, colour: str = "ink", dash: tuple[float, float] | None = None) -> None:
        """Draw a line through the bars of all rows at one value, leaving the words of blocks free.

        Parameters
        ----------
        value : float
            Where it stands.
        colour : str
            Token.
        dash : tuple of float, optional
            Dash and gap, in px.
        """
        x = self.x(value)
        if not self.narrow:
            self.drawing.line([(x, self.top), (x, self.bottom)], colour=colour, dash=dash)
            return
        for laid in self._laid:
            if not laid.row.heading:
                reach = _BAR_ROOM / 2 - 3
                self.drawing.line([(x, laid.bar - reach), (x, laid.bar + reach)], colour=colour, dash=dash)

    def finish(self) -> None:
        """Write the labels and values, and draw the axis."""
        for laid in self._laid:
            weight: Weight = "bold" if laid.row.bold or laid.row.heading else "regular"
            left = _EDGE if self.narrow else 0.0
            after = self.drawing.block(left, laid.first, laid.label, weight=weight)
            self.drawing.block(left, after, laid.note, colour="ink2")
            self.drawing.block(
                self.drawing.width - _EDGE, laid.value_first, laid.value, colour="ink2", anchor="end"
            )
        ticks = spaced_ticks(self.x, self._number, most=5 if self.narrow else 7)
        axis_below(self.drawing, self.x, ticks, y=self.bottom, title=self._axis)


def _columns(rows: Sequence[Row], width: float, head: float) -> tuple[float, float, list[_Laid]]:
    labels = [wrap(row.label, width if row.heading else 220, weight=_weight(row)) for row in rows]
    notes = [wrap(row.note, 220) for row in rows]
    values = [wrap(row.value, 175) for row in rows]
    shown = [lines for row, lines in zip(rows, labels, strict=True) if not row.heading]
    left = max([widest(lines, weight="bold") for lines in shown] + [widest(lines) for lines in notes])
    right = max(widest(lines) for lines in values)
    laid, y = [], head
    for row, label, note, value in zip(rows, labels, notes, values, strict=True):
        words = len(label) + len(note)
        high = max(words, len(value), 1) * LINE_HEIGHT + (6 if row.heading else 11)
        centre = y + high / 2
        first = centre - (words - 1) * LINE_HEIGHT / 2 + 4.5 + (2 if row.heading else 0)
        value_first = centre - (len(value) - 1) * LINE_HEIGHT / 2 + 4.5
        laid.append(_Laid(row, label, note, value, first, value_first, centre, y + high))
        y += high
    return left + _GAP, width - right - (_GAP if right else 14.0), laid


def _blocks(rows: Sequence[Row], room: float, head: float) -> list[_Laid]:
    laid, y = [], head
    for row in rows:
        label, note, value = (
            wrap(row.label, room, weight=_weight(row)),
            wrap(row.note, room),
            wrap(row.value, room),
        )
        first = y + 15
        last = first + (len(label) + len(note) - 1) * LINE_HEIGHT
        before = widest([(note or label)[-1]], weight="regular" if note else _weight(row))
        beside = len(value) == 1 and before + widest(value) + 12 <= room
        value_first = last if beside else last + LINE_HEIGHT
        words_end = max(last, value_first + (len(value) - 1) * LINE_HEIGHT if value else last)
        bar = words_end + 6 + _BAR_ROOM / 2
        bottom = words_end + 8 if row.heading else bar + _BAR_ROOM / 2
        laid.append(_Laid(row, label, note, value, first, value_first, bar, bottom))
        y = bottom + 2
    return laid


def _weight(row: Row) -> Weight:
    return "bold" if row.bold or row.heading else "regular"
