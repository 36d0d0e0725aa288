"""To act or to leave it: a decision whose two sides are weighed at a stated price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


@dataclass(frozen=True)
class NoBreakEven:
    """No price at which acting and leaving it are equally good on average.

    Parameters
    ----------
    reason : str
        Why.
    """

    reason: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Acting against leaving it, draw by draw.

    Parameters
    ----------
    plain : array_like, shape (n,)
        What acting brings without a price: money freed, or minus the sound officers lost.
    priced : array_like, shape (n,)
        What acting brings that counts at a price: minus the extra homicides, or the problem officers removed.
    """

    plain: ArrayLike
    priced: ArrayLike

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.uncertainty.Choice")
        plain, priced = (check.numbers(name, getattr(self, name), 1) for name in ("plain", "priced"))
        if plain is not None and priced is not None and plain.shape != priced.shape:
            check.refuse("priced", f"{priced.shape} beside {plain.shape}", "Give one number a draw for both.")
        check.raise_if_any()

    def net_benefit(self, price: float) -> Array:
        """Weigh both options at a price.

        Parameters
        ----------
        price : float
            Of one unit of what is priced, in the unit of what is not.

        Returns
        -------
        ndarray, shape (n, 2)
            Net benefit of leaving it, always 0, and of acting.

        Raises
        ------
        ArgumentError
            If the price is negative or no number.

        Examples
        --------
        >>> cut = Choice(plain=[16.0, 16.0], priced=[-10.0, -40.0])
        >>> [float(one) for one in cut.net_benefit(0.5)[:, 1]]
        [11.0, -4.0]
        """
        check = ArgumentCheck("senim.uncertainty.Choice")
        check.number("price", price, 0.0)
        check.raise_if_any()
        plain, priced = self.sides()
        acting = plain + price * priced
        return np.column_stack([np.zeros_like(acting), acting])

    def break_even(self) -> float | NoBreakEven:
        """Find the price at which acting and leaving it are equally good on average.

        Returns
        -------
        float or NoBreakEven
            The price, or why there is none. A decision is hardest there, and knowledge worth most.

        Examples
        --------
        >>> Choice(plain=[16.0, 16.0], priced=[-10.0, -40.0]).break_even()
        0.64
        """
        plain, priced = (float(side.mean()) for side in self.sides())
        if priced == 0.0 or plain / priced >= 0.0:
            better = "acting" if plain + priced > 0.0 else "leaving it"
            return NoBreakEven(f"{better} is no worse on average at every price")
        return -plain / priced

    def break_even_limits(self, *, level: float = 0.95) -> tuple[float, float] | NoBreakEven:
        """Find how far the draws leave the break-even open.

        Parameters
        ----------
        level : float
            Coverage.

        Returns
        -------
        tuple of float, or NoBreakEven
            Limits from chance of the draws alone, by the delta method for a ratio of means.

        Raises
        ------
        ArgumentError
            If the coverage is not between 0 and 1.
        """
        check = ArgumentCheck("senim.uncertainty.Choice")
        check.level("level", level)
        check.raise_if_any()
        price = self.break_even()
        if isinstance(price, NoBreakEven):
            return price
        if np.size(self.plain) < 2:
            return NoBreakEven("one draw says nothing about chance")
        acting, (_, priced) = self.net_benefit(price)[:, 1], self.sides()
        reach = float(norm.ppf(0.5 + level / 2.0) * acting.std(ddof=1) / np.sqrt(acting.size))
        half_width = reach / abs(float(priced.mean()))
        return price - half_width, price + half_width

    def sides(self) -> tuple[Array, Array]:
        """Give both sides as arrays.

        Returns
        -------
        tuple of ndarray, shape (n,)
            What acting brings without a price, and at one.
        """
        return np.asarray(self.plain, dtype=np.float64), np.asarray(self.priced, dtype=np.float64)
