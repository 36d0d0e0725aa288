"""Print what was said and what figures give, in the unit of the claim and as exactly as each was given."""

from __future__ import annotations

import math

from senim.brief.catalogue import load_catalogue
from senim.brief.numbers import NO_BREAK_SPACE, format_number

_SIGNED = frozenset({"percent_change", "points"})
_UNITS = {"points": "unit.points", "ratio": "claims.times", "billion_kzt": "unit.billion_kzt"}
_LARGE = 200.0


def claimed_number(value: float, unit: str, step: float, language: str) -> str:
    """Print one number with its unit.

    Parameters
    ----------
    value : float
        The number; NaN prints as nothing.
    unit : str
        Unit of the claim, as the source tables name it.
    step : float
        Step it is rounded to; decides on the decimals.
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    str
        Number and unit held together; changes carry their sign.

    Examples
    --------
    >>> claimed_number(-9.0, "percent_change", 1.0, "ru") == "−9" + NO_BREAK_SPACE + "%"
    True
    """
    if math.isnan(value):
        return ""
    decimals = 0 if step >= 1 or abs(value) >= _LARGE else 2 if unit == "ratio" and step < 0.1 else 1
    number = format_number(value, language, decimals, signed=unit in _SIGNED)
    if unit in {"percent", "percent_change"}:
        return number + NO_BREAK_SPACE + "%"
    word = load_catalogue(language).text(_UNITS[unit]) if unit in _UNITS else ""
    return number + NO_BREAK_SPACE + word if word else number


def said_and_figure(said: float, figure: float, unit: str, step: float, language: str) -> str:
    """Print what was said beside what the figures give.

    Parameters
    ----------
    said, figure : float
        The two numbers; a figure that is NaN is left out.
    unit : str
        Unit of both.
    step : float
        Step of what was said.
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    str
        A phrase that breaks only at its comma.
    """
    catalogue = load_catalogue(language)
    words = catalogue.text("claims.value_alone" if math.isnan(figure) else "claims.value")
    words = words.replace("{slot_said}", claimed_number(said, unit, step, language))
    words = words.replace("{slot_figure}", claimed_number(figure, unit, 0.01, language))
    return words.replace(" ", NO_BREAK_SPACE).replace("," + NO_BREAK_SPACE, ", ")
