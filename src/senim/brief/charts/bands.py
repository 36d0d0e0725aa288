"""Rules of recording as bands behind a path: one named band for the years under each rule."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from senim.brief.charts.drawing import Drawing
from senim.brief.charts.scale import Scale
from senim.brief.charts.text import want_columns
from senim.brief.charts.words import LINE_HEIGHT, widest, wrap
from senim.findings import Finding, InputError

_LEAST_ROOM = 90.0
_GAP = 10.0
_INSET = 5.0


@dataclass(frozen=True)
class Band:
    """Years under one rule of recording.

    Parameters
    ----------
    letter : str
        What the table twin calls the rule.
    label : str
        What readers call it.
    start, end : int
        First and last year.
    """

    letter: str
    label: str
    start: int
    end: int


def read_bands(chart: str, regimes: pd.DataFrame) -> tuple[Band, ...]:
    """Read the bands of a chart, each with its name.

    Parameters
    ----------
    chart : str
        Name of the chart, for errors.
    regimes : DataFrame
        Columns ``letter``, ``label``, ``start``, ``end``: first and last year under each rule of recording.

    Returns
    -------
    tuple of Band
        In order of time.

    Raises
    ------
    InputError
        If there is no rule, or a column, a letter or a label is missing.
    """
    want_columns(chart, regimes, "letter", "label", "start", "end")
    rows = regimes[["letter", "label", "start", "end"]].itertuples(index=False)
    bands = sorted(
        (Band(str(row[0]), str(row[1]).strip(), int(row[2]), int(row[3])) for row in rows),
        key=lambda band: band.start,
    )
    findings = [
        Finding(
            chart, f"regimes, {band.start}", "the rule has no name", "Give it a letter and a short label."
        )
        for band in bands
        if not (band.label and band.letter.strip())
    ]
    if findings:
        raise InputError(findings, "chart")
    return tuple(bands)


@dataclass(frozen=True)
class _Head:
    """The name of a band and the row above the plot in which it stands."""

    lines: list[str]
    left: float
    first: int


class BandSheet:
    """Bands laid out over the years of one chart.

    Parameters
    ----------
    bands : tuple of Band
        The rules.
    x : Scale
        Years to px.
    edge : float
        Right edge of what may be written on, in px.
    """

    def __init__(self, bands: tuple[Band, ...], x: Scale, edge: float) -> None:
        shown = [band for band in bands if band.end + 0.5 > x.low and band.start - 0.5 < x.high]
        self._spans = [(x(max(band.start - 0.5, x.low)), x(min(band.end + 0.5, x.high))) for band in shown]
        self._heads = _laid([f"{band.letter} {band.label}" for band in shown], self._spans, edge)
        self._rows = max((head.first + len(head.lines) for head in self._heads), default=0)

    @property
    def height(self) -> float:
        """Room that the names take above the plot, in px."""
        return self._rows * LINE_HEIGHT + 6

    def draw(self, drawing: Drawing, *, top: float, bottom: float) -> None:
        """Draw the bands and their names.

        Parameters
        ----------
        drawing : Drawing
            The sheet.
        top, bottom : float
            Upper and lower end of the plot, in px; the names stand above the upper end.
        """
        for left, right in self._spans[::2]:
            drawing.bar(left, top - 4, right, bottom, fill="wash")
        for (left, _), head in zip(self._spans, self._heads, strict=True):
            above = top - (self._rows - head.first) * LINE_HEIGHT - 4
            drawing.line([(left, above), (left, bottom)], colour="axis", dash=(1.5, 3))
            drawing.block(head.left, above + LINE_HEIGHT - 4, head.lines, weight="bold")


def _laid(names: list[str], spans: list[tuple[float, float]], edge: float) -> list[_Head]:
    """Put names in rows, the last band nearest the plot, so that no name stands on another or on a line."""
    heads: list[_Head] = []
    lowest = 0
    taken: list[tuple[float, float]] = []
    for name, (left, right) in reversed(list(zip(names, spans, strict=True))):
        start = left + _INSET
        room = edge - start
        if room < _LEAST_ROOM:
            lines = wrap(name, max(right - left - _INSET, _LEAST_ROOM), weight="bold")
            start = edge - widest(lines, weight="bold")
        else:
            lines = wrap(name, room, weight="bold")
        end = start + widest(lines, weight="bold")
        free = all(end + _GAP < other for other, _ in taken) and len(lines) == 1
        if not free or not taken:
            lowest += len(lines)
            taken = []
        taken.append((start, end))
        heads.append(_Head(lines, start, lowest))
    rows = max((head.first for head in heads), default=0)
    return [_Head(head.lines, head.left, rows - head.first) for head in reversed(heads)]


def letter_of(bands: tuple[Band, ...], year: int) -> str:
    """Name the rule of a year.

    Parameters
    ----------
    bands : tuple of Band
        The rules.
    year : int
        A year.

    Returns
    -------
    str
        Its letter; empty where there is none.

    Examples
    --------
    >>> letter_of((Band("A", "old code", 2010, 2014), Band("B", "new code", 2015, 2018)), 2015)
    'B'
    """
    return next((band.letter for band in bands if band.start <= year <= band.end), "")
