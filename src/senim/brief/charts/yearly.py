"""A sheet of years: axes, hatched years without a figure, the date of a change, lines that break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from senim.brief.charts.axes import axis_below, axis_left, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.placing import Point
from senim.brief.charts.scale import Scale, nice_ticks, span, year_ticks
from senim.brief.charts.text import NARROW, WIDE, Number, Year
from senim.brief.charts.words import LINE_HEIGHT, width_of, wrap

_HEIGHT = {WIDE: 300.0, NARROW: 230.0}
_HEAD = 8.0


class YearSheet:
    """A drawing with years below and values at the left, and a key under it.

    Parameters
    ----------
    years : sequence of int
        Years of the axis, in order, without a gap.
    missing : iterable of int
        Years without a figure: hatched, and no line crosses them.
    values : ndarray
        Whatever has to fit on the axis; what is not finite is left out.
    changed : float
        Where the change stands between years.
    key : str
        What lines and marks mean, lines apart by a line break.
    number, year : callable
        Print a value and a year.
    width : int
        720 or 288.
    zero : bool
        Whether the axis holds zero.
    """

    def __init__(
        self,
        years: Sequence[int],
        missing: Iterable[int],
        values: np.ndarray,
        *,
        changed: float,
        key: str,
        number: Number,
        year: Year,
        width: int,
        zero: bool,
    ) -> None:
        low, high = span(values[np.isfinite(values)].ravel().tolist(), zero=zero)
        finite = values[np.isfinite(values)]
        low = 0.0 if zero and finite.min() >= 0.0 else low
        ticks = [(value, number(value)) for value in nice_ticks(low, high, 5)]
        left = max(width_of(words) for _, words in ticks) + 12
        lines = [line for part in key.split("\n") for line in wrap(part, width - left)]
        foot = _HEAD + _HEIGHT[width]
        self.drawing = Drawing(width, foot + room_below("", width) + len(lines) * LINE_HEIGHT + 8)
        self.x = Scale(years[0] - 0.5, years[-1] + 0.5, left, width - 8.0)
        self.y = Scale(low, high, foot, _HEAD)
        self.years, self.missing = list(years), set(missing)
        for at in sorted(self.missing):
            self.drawing.bar(self.x(at - 0.5), _HEAD, self.x(at + 0.5), foot, hatch=True)
        axis_left(self.drawing, self.y, ticks, left=left, right=self.x.end)
        if zero:
            self.drawing.line([(left, self.y(0.0)), (self.x.end, self.y(0.0))], colour="ink")
        self.drawing.line([(self.x(changed), _HEAD), (self.x(changed), foot)], colour="ink2", dash=(1.5, 3))
        axis_below(self.drawing, self.x, year_ticks(years[0], years[-1], self.x, year), y=foot)
        self.drawing.block(left, foot + room_below("", width) + 14, lines, colour="ink2")

    def runs(self, values: Sequence[float]) -> list[list[Point]]:
        """Split a path where a year has no figure.

        Parameters
        ----------
        values : sequence of float
            One for each year; missing ones are not finite.

        Returns
        -------
        list of list of (float, float)
            Unbroken stretches, in px.
        """
        stretches: list[list[Point]] = [[]]
        for at, value in zip(self.years, values, strict=True):
            if at not in self.missing and np.isfinite(value):
                stretches[-1].append((self.x(at), self.y(value)))
            elif stretches[-1]:
                stretches.append([])
        return [stretch for stretch in stretches if stretch]
