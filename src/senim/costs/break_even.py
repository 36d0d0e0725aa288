"""At which price of an offence a saving stops paying."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck

Array = NDArray[np.float64]


class BreakEvenKind(StrEnum):
    """What a saving and extra offences say together.

    `THRESHOLD`: money is saved and offences are added, so it pays below a unit cost and
    not above. `NEVER`: money is saved (or nothing changes) and no offence is added, so
    it never stops paying. `AT_ANY_PRICE`: nothing is saved and offences are added, so it
    pays at no price. `REVERSED`: it costs money and prevents offences, so it pays above
    a unit cost and not below.
    """

    THRESHOLD = "threshold"
    NEVER = "never"
    AT_ANY_PRICE = "at_any_price"
    REVERSED = "reversed"


@dataclass(frozen=True)
class BreakEven:
    """Unit costs at which saving and harm are equal; no NaN in it.

    Parameters
    ----------
    unit_cost : ndarray, shape (n,)
        In the unit of the saving for each offence; infinite where the kind is `NEVER`,
        0 where it is `AT_ANY_PRICE`.
    kind : ndarray of str, shape (n,)
        A value of `BreakEvenKind` for each draw.
    """

    unit_cost: Array
    kind: NDArray[np.str_]

    @property
    def exists(self) -> NDArray[np.bool_]:
        """Whether there is a unit cost above which it stops paying, shape (n,)."""
        return np.asarray(self.kind == BreakEvenKind.THRESHOLD.value)

    def share(self, kind: BreakEvenKind) -> float:
        """Share of draws of one kind.

        Parameters
        ----------
        kind : BreakEvenKind
            The kind.

        Returns
        -------
        float
            From 0 to 1.
        """
        return float(np.mean(self.kind == kind.value))

    def quantile(self, probability: float) -> float:
        """Quantile of the unit cost over the draws that add offences or save money.

        Parameters
        ----------
        probability : float
            From 0 to 1.

        Returns
        -------
        float
            A unit cost that occurs; infinite where so many draws never stop paying.

        Raises
        ------
        ArgumentError
            If the probability is out of bounds, or any draw is `REVERSED`: its
            unit cost is a floor where the others are ceilings.
        """
        check = ArgumentCheck("senim.costs.BreakEven.quantile")
        check.between("probability", probability)
        if (self.kind == BreakEvenKind.REVERSED.value).any():
            check.refuse("kind", "some draws cost money and prevent offences", "Look at those draws apart.")
        check.raise_if_any()
        # an order statistic: a mean of a finite and an infinite cost would be neither
        return float(np.quantile(self.unit_cost, probability, method="inverted_cdf"))


def extra_homicides(homicides_a_year: ArrayLike, log_change: ArrayLike) -> Array | float:
    """Homicides a year beyond the baseline's.

    Parameters
    ----------
    homicides_a_year : array_like
        In the baseline.
    log_change : array_like
        Change of the log, such as an elasticity times a log change of officers.

    Returns
    -------
    float or ndarray
        ``homicides * (exp(log_change) - 1)``.

    Raises
    ------
    ArgumentError
        If there are fewer than no homicides or the change is not finite.

    Examples
    --------
    >>> round(extra_homicides(890, -0.67 * -0.105), 0)
    65.0
    """
    check = ArgumentCheck("senim.costs.extra_homicides")
    check.between("homicides_a_year", homicides_a_year, 0.0, np.inf)
    check.between("log_change", log_change, -700.0, 700.0)
    check.raise_if_any()
    growth = np.expm1(np.asarray(log_change, dtype=np.float64))
    extra = np.asarray(homicides_a_year, dtype=np.float64) * growth
    return float(extra) if np.ndim(extra) == 0 else extra


def break_even_unit_cost(saving: ArrayLike, extra_offences: ArrayLike) -> BreakEven:
    """Unit cost of an offence at which a saving is used up by the harm.

    Parameters
    ----------
    saving : array_like
        Money freed a year; below 0, spent.
    extra_offences : array_like
        Offences a year beyond the baseline's; below 0, prevented.

    Returns
    -------
    BreakEven
        With arrays of the broadcast shape, at least one axis.

    Raises
    ------
    ArgumentError
        If an argument is not finite.

    Examples
    --------
    >>> result = break_even_unit_cost(16.0, [65.0, -5.0])
    >>> result.unit_cost.round(3).tolist(), result.kind.tolist()
    ([0.246, inf], ['threshold', 'never'])
    """
    check = ArgumentCheck("senim.costs.break_even_unit_cost")
    check.between("saving", saving, -1e18, 1e18)
    check.between("extra_offences", extra_offences, -1e18, 1e18)
    check.raise_if_any()
    money, offences = np.broadcast_arrays(
        np.atleast_1d(np.asarray(saving, dtype=np.float64)),
        np.atleast_1d(np.asarray(extra_offences, dtype=np.float64)),
    )
    adds, saves, prevents, spends = offences > 0.0, money > 0.0, offences < 0.0, money < 0.0
    kind = np.select(
        [adds & saves, adds, prevents & spends, spends],
        [
            BreakEvenKind.THRESHOLD.value,
            BreakEvenKind.AT_ANY_PRICE.value,
            BreakEvenKind.REVERSED.value,
            BreakEvenKind.AT_ANY_PRICE.value,
        ],
        default=BreakEvenKind.NEVER.value,
    )
    priced = (adds & saves) | (prevents & spends)
    unit_cost = np.where(kind == BreakEvenKind.NEVER.value, np.inf, 0.0)
    with np.errstate(over="ignore"):
        np.divide(money, offences, out=unit_cost, where=priced)
    return BreakEven(unit_cost, kind)
