"""The clock of a law on a time axis: one lane a career, a wave laid over all of them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from senim.brief.charts.axes import axis_below, room_below
from senim.brief.charts.drawing import Drawing
from senim.brief.charts.scale import Scale, spaced_ticks
from senim.brief.charts.text import NARROW, WIDE, ChartText, Number, want_columns, want_width
from senim.brief.charts.twin import told, with_twin
from senim.brief.charts.words import LINE_HEIGHT, wrap
from senim.execution.figure import Figure
from senim.findings import Finding, InputError

SPANS = ("service", "exempt", "leave", "window", "wave")
MOMENTS = ("appointment", "examination", "no_examination")
KINDS = (*SPANS, *MOMENTS)
_REACH = 6.0
_UNDER = 10.0
_LANE = 34.0
_KEY = 30.0


def law_clock(
    events: pd.DataFrame, *, text: ChartText, number: Number, width: int = WIDE, id_prefix: str = "clock"
) -> Figure:
    """Draw when officers are examined, when they are not, and a wave over it.

    Parameters
    ----------
    events : DataFrame
        Columns ``lane`` (whose career, in words; empty for the wave), ``kind``, ``start``, ``end`` (years;
        the same for a moment). Kinds: ``service``, ``exempt`` (no examination any more), ``leave``,
        ``window`` (in which the examination after a leave falls), ``wave``; ``appointment``,
        ``examination`` and ``no_examination`` (a wave that passes an officer by).
    text : ChartText
        Label ``axis``, and one for each kind that occurs.
    number : callable
        Prints a year of service.
    width : int
        720 or 288.
    id_prefix : str
        Start of the ids in the drawing.

    Returns
    -------
    Figure
        Drawing and table: lane, event, start, end. The description ends with every event.

    Raises
    ------
    InputError
        If a column, a label or a row is missing, a kind is unknown, or an event ends before it starts.
    """
    want_width(width)
    want_columns("law_clock", events, "lane", "kind", "start", "end")
    kinds = [kind for kind in KINDS if kind in set(events["kind"])]
    _check(events)
    text.require("law_clock", "axis", *kinds)
    lanes = [lane for lane in dict.fromkeys(events["lane"]) if lane]
    heads = [wrap(lane, width - 4, weight="bold") for lane in lanes]
    keys = {kind: wrap(text.labels[kind], width - _KEY - 4) for kind in kinds}
    bases, y = [], 6.0
    for lines in heads:
        bases.append(y + len(lines) * LINE_HEIGHT + _LANE / 2)
        y = bases[-1] + _LANE / 2
    under = room_below(text.labels["axis"], width)
    drawing = Drawing(width, y + under + 10 + sum(len(lines) * LINE_HEIGHT + 6 for lines in keys.values()))
    x = Scale(0.0, float(events["end"].max()), 10.0, width - 12.0)
    for _, wave in events[events["kind"] == "wave"].iterrows():
        _wave(drawing, x(float(wave["start"])), x(float(wave["end"])), 0.0, y)
    for lane, lines, base in zip(lanes, heads, bases, strict=True):
        own = events[events["lane"] == lane]
        for kind in KINDS:
            for _, event in own[own["kind"] == kind].iterrows():
                _PAINTERS[kind](drawing, x(float(event["start"])), x(float(event["end"])), base)
        drawing.block(
            2, base - _LANE / 2 - (len(lines) - 1) * LINE_HEIGHT - 2, lines, weight="bold", halo=True
        )
    ticks = spaced_ticks(x, number, most=5 if width == NARROW else 11)
    axis_below(drawing, x, ticks, y=y, title=text.labels["axis"])
    _key(drawing, keys, y + under + 8)
    items = [_lane_told(lane, events[events["lane"] == lane], text, number) for lane in ["", *lanes]]
    items = [item for item in items if item]
    spoken = with_twin(text, items)
    table = events[["lane", "kind", "start", "end"]].rename(columns={"kind": "event"}).reset_index(drop=True)
    table["event"] = table["event"].map(text.labels.get)
    return Figure(drawing.svg(spoken, id_prefix), text.title, text.subtitle, spoken.description, table)


def _lane_told(lane: str, own: pd.DataFrame, text: ChartText, number: Number) -> str:
    kinds = [kind for kind in KINDS if kind in set(own["kind"])]
    when = {
        text.labels[kind]: ", ".join(
            _span(float(start), float(end), number)
            for start, end in own.loc[own["kind"] == kind, ["start", "end"]].itertuples(index=False)
        )
        for kind in kinds
    }
    listed = "; ".join(f"{label}: {dates}" for label, dates in when.items())
    return told(lane, listed) if lane else f"{listed}." if listed else ""


def _span(start: float, end: float, number: Number) -> str:
    return number(start) if start == end else f"{number(start)}–{number(end)}"


def _check(events: pd.DataFrame) -> None:
    findings = [
        Finding("law_clock", f"kind {kind}", "this kind is unknown", "Use " + ", ".join(KINDS) + ".")
        for kind in dict.fromkeys(events["kind"])
        if kind not in KINDS
    ]
    wrong = events[~(events["end"] >= events["start"]) | ~(events["start"] >= 0)]
    findings += [
        Finding(
            "law_clock",
            f"{row['kind']}",
            f"{row['start']} to {row['end']}",
            "Start at 0 or later, end after.",
        )
        for _, row in wrong.iterrows()
    ]
    if not findings and not float(events["end"].max()) > 0.0:
        findings.append(Finding("law_clock", "end", "no time passes", "Give a career of some years."))
    if findings:
        raise InputError(findings, "chart")


def _key(drawing: Drawing, keys: dict[str, list[str]], y: float) -> None:
    for kind, lines in keys.items():
        middle = y + 8
        left, right = (2.0, 22.0) if kind in SPANS else (12.0, 12.0)
        if kind == "wave":
            _wave(drawing, left, right, middle - 8, middle + 8)
        else:
            # the window lies under its lane, but beside its words
            _PAINTERS[kind](drawing, left, right, middle - (_UNDER if kind == "window" else 0.0))
        drawing.block(_KEY, y + 12.5, lines)
        y += len(lines) * LINE_HEIGHT + 6


def _wave(drawing: Drawing, left: float, right: float, top: float, bottom: float) -> None:
    drawing.bar(left, top, right, bottom, fill="main90")
    for side in (left, right):
        drawing.line([(side, top), (side, bottom)], colour="main90edge")


def _service(drawing: Drawing, left: float, right: float, base: float) -> None:
    drawing.line([(left, base), (right, base)], colour="ink", thickness=1.5)


def _exempt(drawing: Drawing, left: float, right: float, base: float) -> None:
    drawing.line([(left, base), (right, base)], colour="paper", thickness=5.0)
    drawing.line([(left, base), (right, base)], colour="ink", thickness=1.5, dash=(2.0, 4.0))


def _leave(drawing: Drawing, left: float, right: float, base: float) -> None:
    drawing.bar(left, base - _REACH, right, base + _REACH, fill="paper", edge="alt")


def _window(drawing: Drawing, left: float, right: float, base: float) -> None:
    drawing.line([(left, base + _UNDER), (right, base + _UNDER)], colour="alt", thickness=4.0)


def _appointment(drawing: Drawing, left: float, _: float, base: float) -> None:
    drawing.dots([(left, base)], radius=5.5, fill="paper", edge="ink")


def _examination(drawing: Drawing, left: float, _: float, base: float) -> None:
    drawing.dots([(left, base)], radius=5.5, fill="main")


def _no_examination(drawing: Drawing, left: float, _: float, base: float) -> None:
    for rise in (-5.0, 5.0):
        drawing.line(
            [(left - 5, base - rise), (left + 5, base + rise)], colour="alt", thickness=2.5, casing=True
        )


_PAINTERS: dict[str, Callable[[Drawing, float, float, float], None]] = {
    "service": _service,
    "exempt": _exempt,
    "leave": _leave,
    "window": _window,
    "appointment": _appointment,
    "examination": _examination,
    "no_examination": _no_examination,
}
