"""What a package costs the treasury, year by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck, Draws

Array = NDArray[np.float64]
BILLION = 1e9


@dataclass(frozen=True, kw_only=True)
class BudgetInputs:
    """Money of the announced package, in billion KZT, numbers or draws of shape (n,).

    Parameters
    ----------
    saving : Draws
        Saved by the cut the announcement speaks of, a year.
    pay_added : Draws
        Added to pay on top of the saving by the announced package, a year.
    respent_share : Draws
        Share of the saving that is spent again on pay: 0 in a cut alone, 1 in the
        announced package.
    one_off : bool
        Whether saving and addition are paid once, in the first year each is in force,
        instead of every year.

    Raises
    ------
    ArgumentError
        If an amount is negative or the share outside 0 to 1.
    """

    saving: Draws
    pay_added: Draws
    respent_share: Draws
    one_off: bool = False

    def __post_init__(self) -> None:
        check = ArgumentCheck("senim.costs.BudgetInputs")
        check.between("saving", self.saving, 0.0, np.inf)
        check.between("pay_added", self.pay_added, 0.0, np.inf)
        check.between("respent_share", self.respent_share)
        check.raise_if_any()


@dataclass(frozen=True)
class TreasuryPath:
    """The budget by year, billion KZT, each of shape (n, years).

    Parameters
    ----------
    saved : ndarray
        No longer spent on posts that were cut.
    respent : ndarray
        Of the saving, spent on pay.
    pay_added : ndarray
        New money for pay.
    back_pay : ndarray
        Paid to reinstated officers for the time they were out.
    balance : ndarray
        saved - respent - pay_added - back_pay: above 0, money is freed.
    """

    saved: Array
    respent: Array
    pay_added: Array
    back_pay: Array
    balance: Array


def treasury_path(
    budget: BudgetInputs,
    *,
    cut_scale: ArrayLike,
    pay_scale: ArrayLike,
    respent_scale: ArrayLike | None = None,
    back_pay: ArrayLike = 0.0,
) -> TreasuryPath:
    """Scale the announced money to what a scenario does in each year.

    Parameters
    ----------
    budget : BudgetInputs
        The announced money.
    cut_scale : array_like, shape (years,) or (n, years)
        Posts that are gone, as a ratio to the cut the saving was announced for.
    pay_scale : array_like, shape (years,) or (n, years)
        Pay rise in force, as a ratio to the announced one.
    respent_scale : array_like, shape (years,) or (n, years), or None
        Posts that are gone while their saving is spent on pay, as `cut_scale`; None, all the time.
    back_pay : array_like
        Billion KZT a year, as from `back_pay`; 0 where no figure is known.

    Returns
    -------
    TreasuryPath
        Each part of the budget by draw and year.

    Raises
    ------
    ArgumentError
        If the arrays do not fit together or a scale is not a number.
    """
    check = ArgumentCheck("senim.costs.treasury_path")
    check.between("cut_scale", cut_scale, -1e6, 1e6)
    check.between("pay_scale", pay_scale, 0.0, 1e6)
    respent_scale = cut_scale if respent_scale is None else respent_scale
    check.between("respent_scale", respent_scale, -1e6, 1e6)
    check.between("back_pay", back_pay, 0.0, np.inf)
    check.raise_if_any()
    cut, spent, pay, back = (
        np.atleast_2d(np.asarray(value, dtype=np.float64))
        for value in (cut_scale, respent_scale, pay_scale, back_pay)
    )
    saving, added, share = (
        np.atleast_1d(np.asarray(value, dtype=np.float64))[:, None]
        for value in (budget.saving, budget.pay_added, budget.respent_share)
    )
    try:
        arrays = (cut, spent, pay, back, saving, added, share)
        shape = np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        told = ", ".join(str(array.shape) for array in arrays)
        check.refuse("arrays", f"shapes do not fit together: {told}", "Give (years,) or (n, years) to each.")
        check.raise_if_any()
        raise
    cut, spent, pay = (np.broadcast_to(scale, shape) for scale in (cut, spent, pay))
    if budget.one_off:
        cut, spent, pay = _once(cut), _once(spent), _once(pay)
    saved = np.asarray(saving * cut)
    respent = np.asarray(share * saving * spent)
    new_money = np.broadcast_to(added * pay, shape)
    paid_back = np.broadcast_to(back, shape)
    return TreasuryPath(
        saved=saved,
        respent=respent,
        pay_added=np.asarray(new_money),
        back_pay=np.asarray(paid_back),
        balance=np.asarray(saved - respent - new_money - paid_back),
    )


def _once(scale: Array) -> Array:
    """Each new level counts in the year it is first reached and not again."""
    reached = np.maximum.accumulate(scale, axis=-1)
    return np.diff(np.maximum(reached, 0.0), axis=-1, prepend=0.0)


def back_pay(reinstated_a_year: ArrayLike, pay_kzt_a_month: ArrayLike, months_out: ArrayLike) -> Array:
    """Pay owed to reinstated officers for the time they were out.

    Parameters
    ----------
    reinstated_a_year : array_like, shape (n, years)
        Officers reinstated in each year.
    pay_kzt_a_month : array_like
        Their pay.
    months_out : array_like
        Months from dismissal to return.

    Returns
    -------
    ndarray, shape (n, years)
        Billion KZT.

    Raises
    ------
    ArgumentError
        If an argument is negative.
    """
    check = ArgumentCheck("senim.costs.back_pay")
    for name, value in {
        "reinstated_a_year": reinstated_a_year,
        "pay_kzt_a_month": pay_kzt_a_month,
        "months_out": months_out,
    }.items():
        check.between(name, value, 0.0, np.inf)
    check.raise_if_any()
    officers, pay, months = (
        np.asarray(value, dtype=np.float64) for value in (reinstated_a_year, pay_kzt_a_month, months_out)
    )
    if pay.ndim == 1:
        pay = pay[:, None]
    if months.ndim == 1:
        months = months[:, None]
    return np.asarray(officers * pay * months / BILLION, dtype=np.float64)
