"""Who bears the cost: the treasury, dismissed officers, victims."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck
from senim.costs.treasury import BILLION

Array = NDArray[np.float64]


@dataclass(frozen=True)
class CostsByBearer:
    """Gains (above 0) and losses (below 0) by year, billion KZT, each (n, years).

    Parameters
    ----------
    treasury : ndarray
        Balance of the budget.
    dismissed_officers : ndarray
        Pay lost by officers who were dismissed or released, less what they earn elsewhere.
    victims : ndarray
        Harm of extra offences.
    transfers : ndarray
        Bribes no longer paid: a gain of those who paid and a loss of those who took, no
        gain of the country; never part of a total.
    """

    treasury: Array
    dismissed_officers: Array
    victims: Array
    transfers: Array

    @property
    def total(self) -> Array:
        """Sum over the bearers, transfers left out; shape (n, years)."""
        return self.treasury + self.dismissed_officers + self.victims


def costs_by_bearer(
    *,
    treasury_balance: ArrayLike,
    dismissed_officers: ArrayLike,
    pay_kzt_a_year: ArrayLike,
    earnings_kept: ArrayLike,
    extra_offences: ArrayLike,
    unit_cost_kzt: ArrayLike,
    bribes_avoided: ArrayLike = 0.0,
) -> CostsByBearer:
    """Split gains and losses by who bears them.

    Parameters
    ----------
    treasury_balance : array_like, shape (n, years)
        Billion KZT, as from `treasury_path`.
    dismissed_officers : array_like, shape (n, years)
        Officers out of the force because of the scenario, in each year.
    pay_kzt_a_year : array_like
        Pay they lost.
    earnings_kept : array_like
        Share of that pay they earn elsewhere, 0 to 1.
    extra_offences : array_like, shape (n, years)
        More offences than in the baseline; below 0, fewer.
    unit_cost_kzt : array_like
        Harm of one to its victim.
    bribes_avoided : array_like
        Billion KZT a year.

    Returns
    -------
    CostsByBearer
        Gains above 0, losses below.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.
    """
    check = ArgumentCheck("senim.costs.costs_by_bearer")
    check.between("treasury_balance", treasury_balance, -1e9, 1e9)
    check.between("dismissed_officers", dismissed_officers, 0.0, np.inf)
    check.between("pay_kzt_a_year", pay_kzt_a_year, 0.0, np.inf)
    check.between("earnings_kept", earnings_kept)
    check.between("extra_offences", extra_offences, -1e12, 1e12)
    check.between("unit_cost_kzt", unit_cost_kzt, 0.0, np.inf)
    check.between("bribes_avoided", bribes_avoided, -1e9, 1e9)
    check.raise_if_any()
    balance, out, offences, bribes = (
        np.atleast_2d(np.asarray(value, dtype=np.float64))
        for value in (treasury_balance, dismissed_officers, extra_offences, bribes_avoided)
    )
    pay, kept, harm = (
        np.atleast_1d(np.asarray(value, dtype=np.float64))[:, None]
        for value in (pay_kzt_a_year, earnings_kept, unit_cost_kzt)
    )
    parts = (balance, -out * pay * (1.0 - kept) / BILLION, -offences * harm / BILLION, bribes)
    try:
        treasury, officers, victims, transfers = np.broadcast_arrays(*parts)
    except ValueError:
        told = ", ".join(str(part.shape) for part in parts)
        check.refuse("arrays", f"shapes do not fit together: {told}", "Give (n, years) to each.")
        check.raise_if_any()
        raise
    return CostsByBearer(treasury, officers, victims, transfers)
