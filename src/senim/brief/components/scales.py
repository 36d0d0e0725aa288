"""The small drawings beside a number: range bar, likelihood scale, confidence squares, hatching."""

from __future__ import annotations

from dataclasses import dataclass

from senim.brief.markup import Html, element, joined
from senim.brief.words import HIGHEST_CONFIDENCE, likelihood_class

HATCH_ID = "hatch"
SQUARE, GAP = 13, 2


@dataclass(frozen=True)
class Axis:
    """An axis of a range bar, in the unit of the number.

    Parameters
    ----------
    low, high : float
        Its ends; zero lies between them.
    """

    low: float
    high: float

    def place(self, value: float) -> str:
        """Place a value, in per cent of the width.

        Parameters
        ----------
        value : float
            The value; one past an end stands at the end.

        Returns
        -------
        str
            Such as "42.1%".
        """
        inside = min(max(value, self.low), self.high)
        return f"{100 * (inside - self.low) / (self.high - self.low):.1f}%"

    def width(self, low: float, high: float) -> str:
        """Measure a stretch, in per cent of the width.

        Parameters
        ----------
        low, high : float
            Its limits.

        Returns
        -------
        str
            Such as "12.0%".
        """
        inside = min(max(high, self.low), self.high) - min(max(low, self.low), self.high)
        return f"{100 * inside / (self.high - self.low):.1f}%"


def axis_over(*values: float) -> Axis:
    """Make an axis that holds zero and every value, with room at both ends.

    Parameters
    ----------
    *values : float
        Values that must be seen.

    Returns
    -------
    Axis
        The axis.
    """
    low, high = min(0.0, *values), max(0.0, *values)
    room = 0.12 * (high - low or 1.0)
    return Axis(low - room if low < 0 else low - 0.02 * (high - low or 1.0), high + room)


@dataclass(frozen=True)
class Span:
    """What a range bar draws.

    Parameters
    ----------
    low, high : float
        Limits that hold the wide share of runs.
    middle : float
        The middle run.
    half : tuple of float, optional
        Limits that hold half of the runs.
    """

    low: float
    high: float
    middle: float
    half: tuple[float, float] | None = None


def range_bar(
    span: Span | None, axis: Axis, *, noise: float | None = None, zero_label: str = "", small: bool = False
) -> Html:
    """Draw a range; type never scales because positions are per cent and heights px.

    Parameters
    ----------
    span : Span or None
        What to draw; None draws the empty axis.
    axis : Axis
        The axis.
    noise : float, optional
        Half-width of what a survey cannot see, hatched.
    zero_label : str
        The printed zero under its line; empty for none.
    small : bool
        Whether it is the small bar of a table.

    Returns
    -------
    Html
        An SVG as wide as its place; hidden from assistive technology, which reads the number.
    """
    height, middle, box = (16, 8, 8) if small else (44, 13, 12)
    parts = [element("line", x1="0", x2="100%", y1=str(middle), y2=str(middle), class_="axis")]
    if noise is not None:
        place = {
            "x": axis.place(-noise),
            "width": axis.width(-noise, noise),
            "y": str(middle - 11),
            "height": "22",
        }
        parts.append(element("rect", class_="hatched", **place))
    if span is not None:
        for name, limits in (("wide", (span.low, span.high)), ("half", span.half)):
            if limits:
                place = {"x": axis.place(limits[0]), "width": axis.width(*limits)}
                y = {"y": str(middle - box // 2), "height": str(box)}
                parts.append(element("rect", class_=name, **place, **y))
        x = axis.place(span.middle)
        parts.append(
            element(
                "line", x1=x, x2=x, y1=str(middle - box // 2 - 2), y2=str(middle + box // 2 + 2), class_="mid"
            )
        )
    zero = axis.place(0.0)
    parts.append(
        element(
            "line",
            x1=zero,
            x2=zero,
            y1=str(middle - 11 if not small else 1),
            y2=str(middle + (13 if not small else 7)),
            class_="zero",
        )
    )
    if zero_label:
        at_edge = axis.low > -0.05 * axis.high
        parts.append(
            element("text", zero_label, x=zero, y=str(middle + 27), class_="start" if at_edge else "centre")
        )
    return element("svg", *parts, class_="bar", height=str(height), aria_hidden="true", focusable="false")


def likelihood_scale(share: float | None) -> Html:
    """Draw the stretch of the 0–100 % line that a likelihood falls on.

    Parameters
    ----------
    share : float or None
        Share of draws; None hatches the whole line: the data cannot choose.

    Returns
    -------
    Html
        An SVG as wide as its place.
    """
    if share is None:
        content = [element("rect", x="0.5", y="2", width="99%", height="10", class_="hatched edged")]
    else:
        stretch = likelihood_class(share)
        low, width = f"{100 * stretch.low:g}%", f"{100 * (stretch.high - stretch.low):g}%"
        content = [element("line", x1="0", x2="100%", y1="7", y2="7", class_="axis")]
        for x in ("0.5", "50%", "99.7%"):
            content.append(element("line", x1=x, x2=x, y1="1", y2="13", class_="axis"))
        content.append(element("rect", x=low, y="2", width=width, height="10", class_="stretch"))
    return element("svg", *content, class_="scale", height="14", aria_hidden="true", focusable="false")


def confidence_squares(level: int | None) -> Html:
    """Draw four squares, as many filled as the rubric gives.

    Parameters
    ----------
    level : int or None
        0 to 4.

    Returns
    -------
    Html
        An SVG.
    """
    squares = [
        element(
            "rect",
            x=str(index * (SQUARE + GAP) + 0.75),
            y="0.75",
            width=str(SQUARE - 1.5),
            height=str(SQUARE - 1.5),
            class_="full" if index < (level or 0) else "empty",
        )
        for index in range(HIGHEST_CONFIDENCE)
    ]
    size = {"width": str(HIGHEST_CONFIDENCE * (SQUARE + GAP)), "height": str(SQUARE)}
    return element("svg", *squares, class_="squares", aria_hidden="true", focusable="false", **size)


def hatching() -> Html:
    """Define the hatching once for the page.

    Returns
    -------
    Html
        An SVG of no size that holds the pattern.
    """
    line = element("path", d="M0 0V6", class_="hatchline")
    pattern = element(
        "pattern",
        line,
        id=HATCH_ID,
        width="6",
        height="6",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element(
        "svg",
        element("defs", pattern),
        class_="defs",
        width="0",
        height="0",
        aria_hidden="true",
        focusable="false",
    )


def with_squares(level: int | None, word: str) -> Html:
    """Set the squares beside their word.

    Parameters
    ----------
    level : int or None
        0 to 4.
    word : str
        The word of the rubric.

    Returns
    -------
    Html
        Squares and word, held together.
    """
    return element(
        "span", joined(confidence_squares(level), element("span", word, class_="word")), class_="rated"
    )
