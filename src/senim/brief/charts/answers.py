"""How the answers to one survey question move between its boxes, wave by wave."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from senim.brief.charts.axes import axis_below, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.scale import Scale, spaced_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.words import LINE_HEIGHT, widest, width_of, wrap
from senim.execution.figure import Figure

ANSWERS = ("fully", "partly", "rather_not", "not_at_all", "no_answer")
"""The answers in the order drawn; `no_answer` also takes what no published share covers."""

_BAR = 24.0


@dataclass(frozen=True)
class _Look:
    """How a segment is filled, and the token of the words on it."""

    fill: str | None
    edge: str | None
    words: str
    hatch: bool = False


_LOOKS = {
    "fully": _Look("main", None, "paper"),
    "partly": _Look("main90", "main90edge", "ink"),
    "rather_not": _Look("paper", "alt", "alt"),
    "not_at_all": _Look("alt", None, "paper"),
    "no_answer": _Look(None, "unknown", "ink", hatch=True),
}


def stacked_answers(
    shares: pd.DataFrame,
    *,
    text: ChartText,
    number: Number,
    width: int = WIDE,
    id_prefix: str = "answers",
) -> Figure:
    """Draw the shares of four answers and of no answer, one bar a wave.

    Parameters
    ----------
    shares : DataFrame
        Columns ``wave`` (printed as it is), ``answer`` (one of `ANSWERS`), ``share`` (percent), waves in the
        order drawn. An answer that a wave did not publish is missing; the rest up to 100 is drawn hatched.
    text : ChartText
        Labels ``axis`` and one for each answer.
    number : callable
        Prints a share.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: a row a wave, a column an answer.

    Raises
    ------
    InputError
        If a column, a label or a row is missing.
    """
    want_width(width)
    want_columns("stacked_answers", shares, "wave", "answer", "share")
    text.require("stacked_answers", "axis", *ANSWERS)
    waves = list(dict.fromkeys(str(wave) for wave in shares["wave"]))
    table = shares.assign(wave=shares["wave"].astype(str)).pivot(
        index="wave", columns="answer", values="share"
    )
    table = table.reindex(index=waves, columns=list(ANSWERS)).astype(float)
    drawing = _bars(table, text, number, width)
    twin = table.rename_axis(columns=None).reset_index()
    return Figure(drawing.svg(text, id_prefix), text.title, text.subtitle, text.description, twin)


def _bars(table: pd.DataFrame, text: ChartText, number: Number, width: int) -> Drawing:
    narrow = width == NARROW
    waves = [str(wave) for wave in table.index]
    named = [] if narrow else [wrap(wave, 150) for wave in waves]
    left = 8.0 if narrow else max(widest(lines) for lines in named) + 14
    x = Scale(0.0, 100.0, left, width - (8.0 if narrow else 18.0))
    heads, tails = _heads(table, text, x), _tails(table, text, x)
    pitch = _BAR + (26 if narrow else 16)
    top = heads.height + (LINE_HEIGHT + 4 if narrow else 0)
    bottom = top + pitch * (len(waves) - 1) + _BAR
    floor = bottom + tails.height
    drawing = Drawing(width, floor + room_below(text.labels["axis"], width))
    for index, wave in enumerate(waves):
        y = top + index * pitch
        if narrow:
            drawing.label(left, y - 6, wave)
        else:
            drawing.block(0, y + _BAR / 2 + 4.5 - (len(named[index]) - 1) * LINE_HEIGHT / 2, named[index])
        for answer, start, end in _segments(table.iloc[index]):
            _segment(drawing, x, y, answer, start, end, number)
    heads.draw(drawing, above=top - (LINE_HEIGHT + 6 if narrow else 6))
    tails.draw(drawing, bar_bottom=top + (len(waves) - 1) * pitch + _BAR)
    ticks = spaced_ticks(x, number, most=5 if narrow else 6)
    axis_below(drawing, x, ticks, y=floor, title=text.labels["axis"])
    return drawing


def _segments(row: pd.Series) -> list[tuple[str, float, float]]:
    """Stack one wave; what is not published belongs to no answer."""
    known = [(answer, float(row[answer])) for answer in ANSWERS[:-1] if not math.isnan(float(row[answer]))]
    placed, start = [], 0.0
    for answer, share in known:
        placed.append((answer, start, min(start + share, 100.0)))
        start = min(start + share, 100.0)
    if start < 100.0:
        placed.append(("no_answer", start, 100.0))
    return placed


def _segment(
    drawing: Drawing, x: Scale, y: float, answer: str, start: float, end: float, number: Number
) -> None:
    look = _LOOKS[answer]
    inset = 0.5 if look.edge else 0.0
    drawing.bar(
        x(start) + inset,
        y + inset,
        x(end) - inset,
        y + _BAR - inset,
        fill=look.fill,
        edge=look.edge,
        hatch=look.hatch,
    )
    words = number(round(end - start, 6))
    if width_of(words, weight="bold") + 8 <= x(end) - x(start):
        middle = (x(start) + x(end)) / 2
        drawing.label(
            middle,
            y + _BAR / 2 + 4.5,
            words,
            colour=look.words,
            weight="bold",
            anchor="middle",
            halo=look.hatch,
        )


@dataclass(frozen=True)
class _Heads:
    """Names of the wide answers, over the first bar, where they begin."""

    placed: list[tuple[float, list[str], str]]
    height: float

    def draw(self, drawing: Drawing, *, above: float) -> None:
        for x, lines, colour in self.placed:
            first = above - (len(lines) - 1) * LINE_HEIGHT
            drawing.block(x, first, lines, colour=colour, weight="bold")


@dataclass(frozen=True)
class _Tails:
    """Names of the narrow answers, under the last bar, each on its own line with a leader."""

    placed: list[tuple[float, list[str], str]]
    height: float

    def draw(self, drawing: Drawing, *, bar_bottom: float) -> None:
        y = bar_bottom + 18
        for x, lines, colour in self.placed:
            drawing.line([(x, bar_bottom), (x, y - 4), (x - 5, y - 4)], colour="axis")
            y = drawing.block(x - 8, y, lines, colour=colour, weight="bold", anchor="end")


_NAME_COLOURS = {
    "fully": "main",
    "partly": "ink",
    "rather_not": "alt",
    "not_at_all": "alt",
    "no_answer": "ink2",
}
_OVER = ("fully", "partly")


def _heads(table: pd.DataFrame, text: ChartText, x: Scale) -> _Heads:
    first = {answer: (start, end) for answer, start, end in _segments(table.iloc[0])}
    shown = [answer for answer in _OVER if answer in first]
    placed = []
    for answer in shown:
        start, end = first[answer]
        last = answer == shown[-1]
        room = (x.end if last else x(end)) - x(start) - 8
        placed.append((x(start), wrap(text.labels[answer], room, weight="bold"), _NAME_COLOURS[answer]))
    tall = max((len(lines) for _, lines, _ in placed), default=0)
    return _Heads(placed, tall * LINE_HEIGHT + 12)


def _tails(table: pd.DataFrame, text: ChartText, x: Scale) -> _Tails:
    placed = []
    for answer, start, end in _segments(table.iloc[-1]):
        if answer in _OVER:
            continue
        middle = (x(start) + x(end)) / 2
        lines = wrap(text.labels[answer], middle - 12, weight="bold")
        placed.append((middle, lines, _NAME_COLOURS[answer]))
    return _Tails(placed, sum(len(lines) for _, lines, _ in placed) * LINE_HEIGHT + 10)
