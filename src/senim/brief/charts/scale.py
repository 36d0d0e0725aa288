"""From values to px, and where the ticks stand."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from senim.brief.charts.words import width_of


@dataclass(frozen=True)
class Scale:
    """A straight-line map from values to px.

    Parameters
    ----------
    low, high : float
        Values at the two ends.
    start, end : float
        Their places, in px.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place a value.

        Parameters
        ----------
        value : float
            A value, inside the ends or not.

        Returns
        -------
        float
            Its place in px.
        """
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def span(values: Iterable[float], *, zero: bool = False, room: float = 0.04) -> tuple[float, float]:
    """Find ends that hold every value with some room.

    Parameters
    ----------
    values : iterable of float
        Values; those that are not finite are left out.
    zero : bool
        Whether zero is held too.
    room : float
        Share of the span added on both sides.

    Returns
    -------
    tuple of float
        Low and high end, never equal.
    """
    finite = [value for value in values if math.isfinite(value)]
    if zero or not finite:
        finite.append(0.0)
    low, high = min(finite), max(finite)
    spread = (high - low) or max(abs(high), 1.0)
    return low - room * spread, high + room * spread


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Choose round, evenly spaced values between two ends.

    Parameters
    ----------
    low, high : float
        The ends.
    most : int
        The largest number of ticks.

    Returns
    -------
    list of float
        At least one and at most `most` values, in order.

    Examples
    --------
    >>> nice_ticks(-1.2, 6.1, 5)
    [0.0, 2.0, 4.0, 6.0]
    """
    magnitude = math.floor(math.log10(high - low)) - 2
    for power in range(magnitude, magnitude + 5):
        for step in (1.0, 2.0, 5.0):
            size = step * 10.0**power
            first, last = math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9)
            if 1 <= last - first + 1 <= most:
                return [round(index * size, max(0, 3 - power)) + 0.0 for index in range(first, last + 1)]
    return [0.0]


def spaced_ticks(
    scale: Scale, number: Callable[[float], str], *, most: int, gap: float = 12.0
) -> list[tuple[float, str]]:
    """Choose ticks whose labels stand apart.

    Parameters
    ----------
    scale : Scale
        The axis.
    number : callable
        Turns a value into its text.
    most : int
        The largest number of ticks.
    gap : float
        Least px between two labels.

    Returns
    -------
    list of (float, str)
        Value and text of each tick.
    """
    low, high = min(scale.low, scale.high), max(scale.low, scale.high)
    ticks: list[tuple[float, str]] = []
    for count in range(most, 0, -1):
        ticks = [(value, number(value)) for value in nice_ticks(low, high, count)]
        if _apart(ticks, scale, gap):
            return ticks
    return ticks[:1]


def year_ticks(
    first: int, last: int, scale: Scale, year: Callable[[int], str], gap: float = 14.0
) -> list[tuple[float, str]]:
    """Choose years in even steps, counted back from the last one.

    Parameters
    ----------
    first, last : int
        The years the axis spans.
    scale : Scale
        The axis.
    year : callable
        Turns a year into its text.
    gap : float
        Least px between two labels.

    Returns
    -------
    list of (float, str)
        Value and text of each tick.
    """
    for step in range(1, max(last - first, 1) + 1):
        ticks = [(float(when), year(when)) for when in range(last, first - 1, -step)][::-1]
        if _apart(ticks, scale, gap):
            return ticks
    return [(float(last), year(last))]


def _apart(ticks: list[tuple[float, str]], scale: Scale, gap: float) -> bool:
    places = sorted((scale(value), width_of(words)) for value, words in ticks)
    return all(
        left + left_width / 2 + gap <= right - right_width / 2
        for (left, left_width), (right, right_width) in itertools.pairwise(places)
    )
