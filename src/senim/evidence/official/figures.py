"""A published figure with what is uncertain about it: its rounding, its chance, its period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Noise(StrEnum):
    """Where chance enters a figure."""

    NONE = "none"
    """A count of everything, or a figure whose chance is not modelled here."""
    POISSON = "poisson"
    """A count of rare events: deaths, murders."""
    SURVEY = "survey"
    """A share of the people asked."""


@dataclass(frozen=True)
class Period:
    """The time a figure counts, in years: 2018.0 is the first moment of 2018.

    Parameters
    ----------
    start, end : float
        First and last moment.
    """

    start: float
    end: float

    @property
    def middle(self) -> float:
        """Middle of the period, in years."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class PublishedFigure:
    """One figure as it was published.

    Parameters
    ----------
    value : float
        The figure.
    step : float
        Step it is rounded to; 0 for an exact count.
    noise : Noise
        Where chance enters.
    events : float
        Events behind the figure where the noise is Poisson.
    respondents : float
        People behind the figure where it is a share of a survey.
    period : Period, optional
        Time it counts.
    against : Period, optional
        Time a published change compares with.
    counted : str
        What is counted, which decides on its rules of recording: ``offences``, ``road_accidents`` or another.
    year : int, optional
        Year of an annual total that belongs to a series of such totals.
    """

    value: float
    step: float = 0.0
    noise: Noise = Noise.NONE
    events: float = 0.0
    respondents: float = 0.0
    period: Period | None = None
    against: Period | None = None
    counted: str = ""
    year: int | None = None

    @property
    def low(self) -> float:
        """Least value that is printed as this one."""
        return self.value - self.step / 2

    @property
    def high(self) -> float:
        """Greatest value that is printed as this one."""
        return self.value + self.step / 2


def printed_step(value: float, *, about: bool = False) -> float:
    """Tell the step that a printed number is rounded to.

    Parameters
    ----------
    value : float
        The number as printed.
    about : bool
        Whether it was said to be approximate; then its closing zeros do not count.

    Returns
    -------
    float
        Ten to the power of its last digit that says something.

    Examples
    --------
    >>> printed_step(61.6), printed_step(471.0), printed_step(9000.0, about=True)
    (0.1, 1.0, 1000.0)
    """
    digits = Decimal(repr(float(value)))
    whole = digits == digits.to_integral_value()
    if not whole:
        return 10.0 ** min(int(digits.normalize().as_tuple().exponent), 0)
    if not about or value == 0:
        return 1.0
    return 10.0 ** max(int(digits.normalize().as_tuple().exponent), 0)


def year_of(day: date) -> float:
    """Turn a day into years.

    Parameters
    ----------
    day : date
        A day; a timestamp is one too.

    Returns
    -------
    float
        Years, the first moment of the day.

    Examples
    --------
    >>> from datetime import date
    >>> year_of(date(2018, 1, 1))
    2018.0
    """
    when = day.timetuple()
    length = 366 if when.tm_year % 4 == 0 and (when.tm_year % 100 or when.tm_year % 400 == 0) else 365
    return float(when.tm_year + (when.tm_yday - 1) / length)
