"""The colours a chart may use, by name, and their contrast."""

from __future__ import annotations

import re

from senim.findings import Finding, InputError

LIGHT: dict[str, str] = {
    "paper": "#FFFFFF",
    "wash": "#F3F6F8",
    "ink": "#14202B",
    "ink2": "#41505D",
    "ink3": "#526170",
    "main": "#0A4F7E",
    "alt": "#A34400",
    "main50": "#4C8EBD",
    "main90edge": "#3F86B6",
    "main90": "#CFE3F1",
    "axis": "#7B8894",
    "unknown": "#6B7884",
    "rule": "#CCD5DC",
}
"""Light values: charts are drawn with them, and print keeps them."""

DARK: dict[str, str] = {
    "paper": "#10171E",
    "wash": "#19232C",
    "ink": "#EDF2F5",
    "ink2": "#BCC8D1",
    "ink3": "#9AA8B4",
    "main": "#8CC8F2",
    "alt": "#F5A862",
    "main50": "#4A8DBE",
    "main90edge": "#5B9FCF",
    "main90": "#1D4360",
    "axis": "#738391",
    "unknown": "#8593A0",
    "rule": "#34424E",
}
"""Dark values: a page sets them, a chart never does."""

_BY_VALUE = {value.lower(): name for name, value in LIGHT.items()}
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def variable(colour: str) -> str:
    """Turn a colour as drawn into a reference to its token.

    Parameters
    ----------
    colour : str
        A light token value, as ``#rrggbb``, or ``none``.

    Returns
    -------
    str
        ``var(--token, #RRGGBB)``; ``none`` stays.

    Raises
    ------
    InputError
        If the colour is no token.

    Examples
    --------
    >>> variable("#14202b")
    'var(--ink, #14202B)'
    """
    if colour == "none":
        return colour
    name = _BY_VALUE.get(colour.lower())
    if name is None:
        remedy = "Draw with a token: " + ", ".join(LIGHT) + "."
        raise InputError([Finding("chart", f"colour {colour}", "this colour is no token", remedy)], "chart")
    return f"var(--{name}, {LIGHT[name]})"


def contrast(first: str, second: str) -> float:
    """Compute the contrast ratio of two colours.

    Parameters
    ----------
    first, second : str
        Colours as ``#rrggbb``.

    Returns
    -------
    float
        Ratio from 1 to 21.

    References
    ----------
    Web Content Accessibility Guidelines 2.2, "relative luminance" and "contrast ratio".

    Examples
    --------
    >>> round(contrast("#000000", "#FFFFFF"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    if not _HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour of the form #rrggbb")
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
