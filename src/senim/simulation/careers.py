"""From the shares of a force to the rates of its careers: what makes a constant intake look like that.

The officer-by-officer model takes rates and recruits; what is known or believed of a force are
shares of the stock. One intake is followed here through its service, as the model does it, and each
rate is the one at which the stock has its share. Rates are found one after the other, since exits
depend on no rank, sex or quality.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from senim.arguments import ArgumentCheck
from senim.personnel.officers.levers import LONG_SERVICE_MONTHS
from senim.personnel.officers.rules import monthly

Array = NDArray[np.float64]

LONG_SERVICE_YEARS = LONG_SERVICE_MONTHS // 12
HIGHEST_YEARLY = 0.95
"""The highest yearly probability that the officer-by-officer model takes."""


def yearly(a_month: float) -> float:
    """Turn the probability of a month into that of a year.

    Parameters
    ----------
    a_month : float
        From 0 to below 1.

    Returns
    -------
    float
        Of twelve such months.
    """
    return 1.0 - float((1.0 - a_month) ** 12)


def leaving_by_month(exits_yearly: Sequence[tuple[float, float]], longest_service_years: int) -> Array:
    """Spread exits over the months of service.

    Parameters
    ----------
    exits_yearly : sequence of (float, float)
        From which year of service on, and the probability to leave within a year.
    longest_service_years : int
        Years after which everybody has left.

    Returns
    -------
    ndarray, shape (months of service,)
        Probability to leave in each; 1 in the last.
    """
    months = np.arange(12 * longest_service_years)
    starts = np.array([12.0 * start for start, _ in exits_yearly])
    rates = np.array([monthly(rate) for _, rate in exits_yearly])
    leaving = rates[np.searchsorted(starts, months, side="right") - 1]
    leaving[-1] = 1.0
    return np.asarray(leaving)


def stock_by_month(leaving: Array) -> Array:
    """Give the share of the stock in each month of service.

    Parameters
    ----------
    leaving : ndarray, shape (months,)
        As `leaving_by_month` gives it.

    Returns
    -------
    ndarray, shape (months,)
        Sums to 1.
    """
    serving = np.concatenate([[1.0], np.cumprod(1.0 - leaving[:-1])])
    return np.asarray(serving / serving.sum())


def exits_after_long_service(
    first_year: float, later: float, long_service_share: float, longest_service_years: int
) -> float:
    """Find the exits after twenty years at which a given share of officers has served that long.

    Parameters
    ----------
    first_year, later : float
        Probability to leave within a year: in the first, and from then to twenty.
    long_service_share : float
        Share of the stock with twenty years of service or more.
    longest_service_years : int
        Years after which everybody has left.

    Returns
    -------
    float
        Probability to leave within a year, after twenty.

    Raises
    ------
    ArgumentError
        If no rate gives this share.

    Examples
    --------
    >>> round(exits_after_long_service(0.10, 0.07, 0.125, 40), 2)
    0.14
    """

    def too_many(rate: float) -> float:
        bands = ((0, first_year), (1, later), (LONG_SERVICE_YEARS, rate))
        stock = stock_by_month(leaving_by_month(bands, longest_service_years))
        return float(stock[12 * LONG_SERVICE_YEARS :].sum()) - long_service_share

    return _find(too_many, HIGHEST_YEARLY, "long_service_share", long_service_share)


def promotions(leaving: Array, shares: Sequence[float]) -> tuple[float, ...]:
    """Find the promotions at which each rank group has its share, where all begin in the lowest.

    Parameters
    ----------
    leaving : ndarray, shape (months,)
        As `leaving_by_month` gives it.
    shares : sequence of float
        Of the stock, by rank group above the lowest, in rising order.

    Returns
    -------
    tuple of float
        Probability of promotion within a year, from each rank group to the next.

    Raises
    ------
    ArgumentError
        If no rates give these shares.
    """
    stock = stock_by_month(leaving)
    # of those who do not leave: whoever leaves in a month is not promoted in it
    among_staying = 1.0 / np.maximum(1.0 - leaving, 1.0 / 12.0)
    arriving = np.zeros(len(stock))
    arriving[0] = 1.0
    found = []
    for place in range(len(shares)):
        above = float(sum(shares[place:]))

        def promoted(rate: float, arriving: Array = arriving) -> Array:
            return _moving_on(arriving, np.minimum(monthly(rate) * among_staying, 1.0))

        def too_many(
            rate: float, above: float = above, promoted: Callable[[float], Array] = promoted
        ) -> float:
            return float((np.cumsum(promoted(rate)) * stock).sum()) - above

        found.append(_find(too_many, HIGHEST_YEARLY, f"shares[{place}]", above))
        arriving = promoted(found[-1])
    return tuple(found)


def leave_beginnings(leaving: Array, on_leave: float, leave_months: float) -> float:
    """Find how often leave begins where a given share of women is on leave.

    Parameters
    ----------
    leaving : ndarray, shape (months,)
        As `leaving_by_month` gives it.
    on_leave : float
        Share of women who are on leave at a time.
    leave_months : float
        Mean length of a leave.

    Returns
    -------
    float
        Probability that a woman in active service begins a leave within a year.

    Raises
    ------
    ArgumentError
        If no rate gives this share.
    """
    stock = stock_by_month(leaving)
    staying = np.maximum(1.0 - leaving, 1.0 / 12.0)

    def too_many(rate: float) -> float:
        away, total, begins, ends = 0.0, 0.0, monthly(rate), 1.0 / leave_months
        for share, kept in zip(stock, staying, strict=True):
            total += share * away
            away += ((1.0 - away) * begins - away * ends) / kept
        return total - on_leave

    return _find(too_many, HIGHEST_YEARLY, "on_leave", on_leave)


def change_of_trait(leaving: Array, recruits: float, stock_share: float) -> float:
    """Find how fast a trait is taken on or lost where recruits and stock differ in it.

    Parameters
    ----------
    leaving : ndarray, shape (months,)
        As `leaving_by_month` gives it.
    recruits, stock_share : float
        Share with the trait among recruits and in the stock.

    Returns
    -------
    float
        Probability of a year: to take it on where recruits have less of it, to lose it where they
        have more; 0 where they are alike.

    Raises
    ------
    ArgumentError
        If no rate gives this share.
    """
    stock, ages = stock_by_month(leaving), np.arange(len(leaving))
    # those who can still change: without the trait if it is taken on, with it if it is lost
    gains = recruits < stock_share
    start, kept = (1.0 - recruits, 1.0 - stock_share) if gains else (recruits, stock_share)

    def too_few(rate: float) -> float:
        return kept - start * float((stock * (1.0 - monthly(rate)) ** ages).sum())

    return _find(too_few, 0.999999, "stock_share", stock_share)


def _moving_on(arriving: Array, rate: Array) -> Array:
    """Who goes on in each month, of those who arrive by month; told a month later."""
    onward, waiting = np.zeros(len(arriving)), 0.0
    for month in range(len(arriving) - 1):
        waiting += arriving[month]
        onward[month + 1] = waiting * rate[month]
        waiting -= onward[month + 1]
    return onward


def _find(rising_or_falling: Callable[[float], float], highest: float, name: str, wanted: float) -> float:
    low, high = rising_or_falling(0.0), rising_or_falling(highest)
    if abs(low) < 1e-12:
        return 0.0
    if low * high > 0.0:
        check = ArgumentCheck("senim.simulation.careers")
        check.refuse(name, f"no rate from 0 to {highest:g} a year gives {wanted:g}", "Choose another share.")
        check.raise_if_any()
    return float(brentq(rising_or_falling, 0.0, highest, xtol=1e-10))
