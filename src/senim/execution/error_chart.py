"""The memory of a kernel as a drawing: inline SVG, two widths, no script."""

from __future__ import annotations

import math
from html import escape

from senim.execution.limits import duration_words
from senim.execution.memory import MemoryCurve, memory_words

WIDE, NARROW = 720, 288
HEIGHT = 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 78, 12, 22, 30
# A cap far above the curve would press the curve to the floor: then it is said and not drawn.
_CAP_WITHIN = 4
_STEPS = (1, 2, 5)
_MOST_AMOUNTS = 4
_TIME_STEPS = (
    *(0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30),
    *(60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400),
)
_TIME_UNITS = ((3600, "h"), (60, "min"), (1, "s"))


def memory_chart(curve: MemoryCurve, width: int) -> str:
    """Draw the memory of a kernel over time.

    Parameters
    ----------
    curve : MemoryCurve
        What was sampled.
    width : int
        Width in pixels.

    Returns
    -------
    str
        An ``svg`` element with role, title and description; colours are tokens of the page.
    """
    with_cap = curve.cap_bytes is not None and curve.cap_bytes <= _CAP_WITHIN * curve.peak_bytes
    ends_at = max(curve.points[-1][0], 0.1)
    top = 1.08 * max(curve.peak_bytes, curve.cap_bytes or 0 if with_cap else 0, 1)
    right, floor = width - _RIGHT, HEIGHT - _BOTTOM

    def x(seconds: float) -> float:
        return round(_LEFT + (right - _LEFT) * seconds / ends_at, 1)

    def y(amount: float) -> float:
        return round(floor - (floor - _TOP) * amount / top, 1)

    line = " ".join(f"{x(seconds)},{y(amount)}" for seconds, amount in curve.points)
    first, last = x(curve.points[0][0]), x(curve.points[-1][0])
    name = f"memory-{width}"
    parts = [
        f'<svg class="w{width}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}">',
        f'<title id="{name}-title">{escape(chart_title(curve))}</title>',
        f'<desc id="{name}-desc">{escape(chart_description(curve))}</desc>',
    ]
    for amount in _amounts(top):
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{y(amount)}" y2="{y(amount)}"/>')
        words = memory_words(amount).replace(".0 ", " ") if amount else "0"
        parts.append(f'<text x="{_LEFT - 8}" y="{y(amount) + 4}" text-anchor="end">{words}</text>')
    for seconds, words in _times(ends_at, most=8 if width == WIDE else 3):
        anchor = "end" if x(seconds) > right - 24 else "middle"
        parts.append(f'<text x="{x(seconds)}" y="{floor + 20}" text-anchor="{anchor}">{words}</text>')
    parts.append(f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{floor}" y2="{floor}"/>')
    parts.append(f'<polygon class="area" points="{first},{floor} {line} {last},{floor}"/>')
    parts.append(f'<polyline class="curve" points="{line}"/>')
    if with_cap and curve.cap_bytes is not None:
        at = y(curve.cap_bytes)
        parts.append(f'<line class="cap" x1="{_LEFT}" x2="{right}" y1="{at}" y2="{at}"/>')
        words = f"allowed: {memory_words(curve.cap_bytes)}"
        parts.append(f'<text class="cap-word" x="{_LEFT + 4}" y="{at - 6}">{words}</text>')
    return "".join([*parts, "</svg>"])


def chart_title(curve: MemoryCurve) -> str:
    """Say the finding of the chart.

    Parameters
    ----------
    curve : MemoryCurve
        What was sampled.

    Returns
    -------
    str
        A sentence.
    """
    return f"Memory rose to {memory_words(curve.peak_bytes)}"


def chart_description(curve: MemoryCurve) -> str:
    """Say in words what the chart shows.

    Parameters
    ----------
    curve : MemoryCurve
        What was sampled.

    Returns
    -------
    str
        Highest, last, allowed.
    """
    allowed = "no cap was set" if curve.cap_bytes is None else f"allowed {memory_words(curve.cap_bytes)}"
    return (
        f"Resident memory of the kernel and of what it started. Highest {memory_words(curve.peak_bytes)} "
        f"after {duration_words(curve.peak_seconds)}, last seen {memory_words(curve.last_bytes)} "
        f"after {duration_words(curve.points[-1][0])}; {allowed}."
    )


def _amounts(top: float) -> list[float]:
    """Give even steps from 0: 1, 2 or 5 times a power of ten, in the unit that people read."""
    unit = 1024.0 ** math.floor(math.log(max(top, 1), 1024))
    wanted = top / unit / _MOST_AMOUNTS
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next((part * power for part in _STEPS if part * power >= wanted), 10 * power) * unit
    return [step * number for number in range(int(top / step) + 1)]


def _times(ends_at: float, most: int) -> list[tuple[float, str]]:
    """Give even steps from 0 in seconds, minutes or hours, with their words."""
    step = next((step for step in _TIME_STEPS if step >= ends_at / most), ends_at)
    size, unit = next(((size, unit) for size, unit in _TIME_UNITS if step >= size), (1, "s"))
    moments = [step * number for number in range(int(ends_at / step) + 1)]
    return [(moment, f"{moment / size:g} {unit}") for moment in moments]
