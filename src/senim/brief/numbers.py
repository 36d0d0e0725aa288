"""Print numbers and dates as Kazakh, Russian and English typography want them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date as babel_format_date
from babel.numbers import format_decimal

from senim.brief.rounding import range_decimals, round_half_even

LANGUAGES = ("en", "kk", "ru")
NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"
MINUS = "\u2212"
ELLIPSIS = "\u2026"

_LOCALES = {"en": "en_GB", "kk": "kk", "ru": "ru"}
_DATE_PATTERNS = {"en": "d MMMM y", "kk": "y 'жылғы' d MMMM", "ru": "d MMMM y 'г'."}


@lru_cache(maxsize=len(LANGUAGES))
def locale_of(language: str) -> Locale:
    """Name the Babel locale of a language of the brief.

    Parameters
    ----------
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    Locale
        British English, Kazakh or Russian.

    Raises
    ------
    ValueError
        If the brief does not speak the language.
    """
    if language not in _LOCALES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
    return Locale.parse(_LOCALES[language])


def format_number(
    value: float | Decimal, language: str, decimals: int | None = None, *, signed: bool = False
) -> str:
    """Print one number.

    Groups of three are set off by a no-break space in all three languages; the minus is a true
    minus; zero carries no sign.

    Parameters
    ----------
    value : float or Decimal
        The number, finite.
    language : str
        "en", "kk" or "ru".
    decimals : int, optional
        Decimals to print; negative rounds to tens, hundreds … By default up to three, without trailing zeros.
    signed : bool
        Whether an increase carries a plus.

    Returns
    -------
    str
        The number without a unit.

    Examples
    --------
    >>> format_number(-1234.5, "ru", 1)
    '−1\\xa0234,5'
    >>> format_number(6.2, "en", 0, signed=True)
    '+6'
    """
    rounded = round_half_even(float(value), 3 if decimals is None else decimals)
    places = max(decimals or 0, 0)
    pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * places if places else "")
    symbols = locale_of(language).number_symbols["latn"]
    text = format_decimal(abs(rounded), format=pattern, locale=locale_of(language))
    text = text.replace(symbols["group"], NO_BREAK_SPACE)
    if rounded < 0:
        return MINUS + text
    return "+" + text if signed and rounded > 0 else text


def format_range(
    low: float, high: float, language: str, decimals: int | None = None, *, signed: bool = False
) -> str:
    """Print a range so that it cannot break across lines and no dash can be read as a minus.

    Parameters
    ----------
    low, high : float
        Limits of the range.
    language : str
        "en", "kk" or "ru".
    decimals : int, optional
        Decimals to print; by default what the width of the range supports.
    signed : bool
        Whether increases carry a plus.

    Returns
    -------
    str
        "−1 to +6" in English, "−1…+6" in Kazakh and Russian; one number where both limits round to it.

    Examples
    --------
    >>> format_range(-1.2, 6.1, "ru", signed=True) == "−1" + WORD_JOINER + "…" + WORD_JOINER + "+6"
    True
    """
    places = range_decimals(low, high) if decimals is None else decimals
    first = format_number(low, language, places, signed=signed)
    last = format_number(high, language, places, signed=signed)
    if first == last:
        return first
    link = f"{NO_BREAK_SPACE}to{NO_BREAK_SPACE}" if language == "en" else WORD_JOINER + ELLIPSIS + WORD_JOINER
    return first + link + last


def with_unit(number: str, unit: str) -> str:
    """Set a unit after a number, held to it by a no-break space.

    Parameters
    ----------
    number : str
        A printed number or range.
    unit : str
        The unit as the language writes it; may be empty.

    Returns
    -------
    str
        Number and unit.
    """
    return number + NO_BREAK_SPACE + unit.replace(" ", NO_BREAK_SPACE) if unit else number


def format_date(day: date, language: str) -> str:
    """Print a date in full.

    Parameters
    ----------
    day : date
        The day.
    language : str
        "en", "kk" or "ru".

    Returns
    -------
    str
        "19 November 2018", "2018 жылғы 19 қараша", "19 ноября 2018 г.", with no-break spaces.

    Examples
    --------
    >>> format_date(date(2018, 11, 19), "kk").replace(NO_BREAK_SPACE, " ")
    '2018 жылғы 19 қараша'
    """
    text = babel_format_date(day, format=_DATE_PATTERNS[language], locale=locale_of(language))
    return text.replace(" ", NO_BREAK_SPACE)
