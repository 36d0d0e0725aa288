"""Print a claim: which of its numbers, with which sign, rounding and unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from senim.brief.catalogue import Catalogue
from senim.brief.numbers import format_date, format_number, format_range, with_unit
from senim.brief.rounding import range_decimals, round_half_even
from senim.brief.words import likelihood_interval
from senim.execution import Claim

PREVIOUS = "previous."
"""Start of the id of a claim as the last edition had it."""

SIGNED_NAMES = frozenset(
    {"registered_change", "money", "extra_homicides", "extra_homicides_latest", "trust_bribe_halved"}
)
SIGNED_ENDINGS = ("_effect", "_change")
SIGNED_PREFIXES = ("effect_",)
UNIT_WORDS = {"points": "unit.points", "billion_kzt": "unit.billion_kzt"}
KZT_SCALES = ((1e9, "unit.billion_kzt"), (1e6, "unit.million_kzt"), (1.0, "unit.kzt"))
OBSERVED_DECIMALS = {
    "percent": 1,
    "share": 1,
    "count": 0,
    "points": 1,
    "billion_kzt": 1,
    "ratio": 2,
    "kzt": 1,
}

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Printed:
    """A claim as the page prints it.

    Parameters
    ----------
    number : str
        The number or range, formatted.
    unit : str
        The unit in the language of the page; "%" included; empty where there is none.
    canonical : str
        The value that stands for it, the same in all languages.
    """

    number: str
    unit: str
    canonical: str

    @property
    def text(self) -> str:
        """Number and unit, held together."""
        return with_unit(self.number, self.unit)


def is_signed(claim: Claim) -> bool:
    """Tell whether an increase of this claim is printed with a plus.

    Parameters
    ----------
    claim : Claim
        The claim.

    Returns
    -------
    bool
        True for changes and balances, False for levels and shares.
    """
    name = claim.id.removeprefix(PREVIOUS).split(".")[0]
    return name in SIGNED_NAMES or name.endswith(SIGNED_ENDINGS) or name.startswith(SIGNED_PREFIXES)


def canonical(value: float | int | str | None) -> str:
    """Write a value the same way whatever the language.

    Parameters
    ----------
    value : float, int, str or None
        A stored value.

    Returns
    -------
    str
        Shortest form; empty for None.
    """
    if isinstance(value, float):
        return f"{value:.6g}"
    return "" if value is None else str(value)


def print_claim(claim: Claim, style: str, catalogue: Catalogue) -> Printed:
    """Print a claim in one of the styles a text may ask for.

    Parameters
    ----------
    claim : Claim
        The claim.
    style : str
        "" range (or value) with unit; `number` the same without unit; `middle` the middle value with
        unit; `size` its size without sign; `year` the year it is about; `likelihood` the stretch of the
        scale its likelihood falls on.
    catalogue : Catalogue
        Texts of the language, for units.

    Returns
    -------
    Printed
        Number, unit, canonical value.

    Raises
    ------
    ValueError
        If the style is unknown or the claim has no such number.
    """
    if style not in STYLES:
        raise ValueError(f"style {style!r} is not one of {', '.join(map(repr, STYLES))}")
    return STYLES[style](claim, catalogue)


def _range(claim: Claim, catalogue: Catalogue) -> Printed:
    if claim.value is None:
        return Printed(catalogue.text("no_number"), "", "")
    if isinstance(claim.value, str):
        day = date.fromisoformat(claim.value)
        return Printed(format_date(day, catalogue.language), "", claim.value)
    if claim.low is None or claim.high is None:
        return _value(claim, catalogue, claim.value)
    scale, unit = _unit(claim, catalogue, max(abs(claim.low), abs(claim.high)))
    low, high = claim.low / scale, claim.high / scale
    text = format_range(low, high, catalogue.language, claim.decimals, signed=is_signed(claim))
    return Printed(text, unit, canonical(claim.value))


def _number(claim: Claim, catalogue: Catalogue) -> Printed:
    printed = _range(claim, catalogue)
    return Printed(printed.number, "", printed.canonical)


def _middle(claim: Claim, catalogue: Catalogue) -> Printed:
    if not isinstance(claim.value, (int, float)):
        return _range(claim, catalogue)
    return _value(claim, catalogue, claim.value)


def _size(claim: Claim, catalogue: Catalogue) -> Printed:
    printed = _middle(claim, catalogue)
    return Printed(printed.number.lstrip("+\u2212"), printed.unit, printed.canonical)


def year_of(claim: Claim) -> str:
    """Tell which year a claim is about.

    Parameters
    ----------
    claim : Claim
        The claim.

    Returns
    -------
    str
        Year of its date, of its row, or in its id (`registered_total.2019`); empty where there is none.
    """
    if claim.unit == "date":
        return str(claim.value)[:4]
    named = _YEAR.search(claim.id)
    return str(claim.year) if claim.year else named[0] if named else ""


def _year(claim: Claim, _: Catalogue) -> Printed:
    year = year_of(claim)
    if not year:
        raise ValueError(f"claim {claim.id} has no year: give Claim(year=…)")
    return Printed(year, "", year)


def _likelihood(claim: Claim, catalogue: Catalogue) -> Printed:
    if claim.likelihood is None:
        return Printed(catalogue.text("no_number"), "", "")
    return Printed(likelihood_interval(claim.likelihood, catalogue.language), "", canonical(claim.likelihood))


STYLES: dict[str, Callable[[Claim, Catalogue], Printed]] = {
    "": _range,
    "number": _number,
    "middle": _middle,
    "size": _size,
    "year": _year,
    "likelihood": _likelihood,
}


def _value(claim: Claim, catalogue: Catalogue, value: float) -> Printed:
    scale, unit = _unit(claim, catalogue, abs(value))
    shown, signed = value / scale, is_signed(claim)
    if claim.decimals is None and claim.low is None:
        # observed: as published, without trailing zeros
        rounded = float(round_half_even(shown, OBSERVED_DECIMALS.get(claim.unit, 3)))
        return Printed(format_number(rounded, catalogue.language, signed=signed), unit, canonical(value))
    text = format_number(shown, catalogue.language, _decimals(claim, scale), signed=signed)
    return Printed(text, unit, canonical(value))


def _decimals(claim: Claim, scale: float) -> int | None:
    if claim.decimals is not None or claim.low is None or claim.high is None:
        return claim.decimals
    return range_decimals(claim.low / scale, claim.high / scale)


def _unit(claim: Claim, catalogue: Catalogue, size: float) -> tuple[float, str]:
    if claim.unit == "percent":
        return 1.0, "%"
    if claim.unit == "share":
        return 0.01, "%"
    if claim.unit == "kzt":
        scale, word = next(pair for pair in KZT_SCALES if size >= pair[0] or pair[0] == 1.0)
        return scale, catalogue.text(word)
    return 1.0, catalogue.text(UNIT_WORDS[claim.unit]) if claim.unit in UNIT_WORDS else ""
