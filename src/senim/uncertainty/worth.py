"""What each thing that could be known is worth for a decision, side by side and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from senim.arguments import ArgumentCheck
from senim.uncertainty.decisions import Choice
from senim.uncertainty.information import expected_given, judged_value, value_of_information

Array = NDArray[np.float64]
EVERYTHING = "everything"
"""Name of the row of knowing everything."""
ORDERED = ("known", "share", "share_low", "share_high", "found")
"""Columns that put studies in order."""


def worth_of_knowing(known: Mapping[str, ArrayLike], net_benefit: ArrayLike) -> pd.DataFrame:
    """Value what could be known, each by itself.

    Parameters
    ----------
    known : mapping of str to array_like, shape (n,) or (n, k)
        By name: the inputs of a group, or the result of a study, draw by draw.
    net_benefit : array_like, shape (n, options)
        Net benefit of each option.

    Returns
    -------
    DataFrame
        One row a name: ``known``, ``value``, ``low``, ``high`` (in the unit of the net benefits), ``share``,
        ``share_low``, ``share_high`` (of the value of knowing everything, from 0 to 1), ``perfect`` (that
        value) and ``found`` (whether the interval lies above 0). Largest share first. Shares need not add
        up: where doubts multiply, knowing one is worth more beside another.

    Raises
    ------
    ArgumentError
        If nothing could be known, or as for `value_of_information`.
    """
    check = ArgumentCheck("senim.uncertainty.worth_of_knowing")
    _check_known(check, known)
    check.raise_if_any()
    rows = []
    for name, columns in known.items():
        worth = value_of_information(net_benefit, columns)
        rows.append(
            {
                "known": name,
                "value": worth.value,
                "low": worth.low,
                "high": worth.high,
                # less than nothing is chance: a result may be ignored
                "share": max(worth.share, 0.0),
                "share_low": worth.share_limits[0],
                "share_high": worth.share_limits[1],
                "perfect": worth.perfect,
                "found": worth.told_from_nothing,
            }
        )
    return pd.DataFrame(rows).sort_values("share", ascending=False, kind="stable", ignore_index=True)


def worth_by_price(choice: Choice, known: Mapping[str, ArrayLike], prices: Iterable[float]) -> pd.DataFrame:
    """Follow what knowledge is worth over the price at which a decision is weighed.

    Parameters
    ----------
    choice : Choice
        The decision.
    known : mapping of str to array_like
        What could be known.
    prices : iterable of float
        Prices.

    Returns
    -------
    DataFrame
        One row a price and name, and one a price for `EVERYTHING`: ``known``, ``price``, ``value``, ``low``,
        ``high`` in the unit of the net benefits.

    Raises
    ------
    ArgumentError
        If there is no decision, no price or no mapping, or as for `value_of_information`.
    """
    check = ArgumentCheck("senim.uncertainty.worth_by_price")
    check.kind("choice", choice, Choice, "Give a `Choice`.")
    # with nothing to know by itself, the row of knowing everything is left
    check.kind("known", known, Mapping, "Give arrays by name.")
    asked = check.listed("prices", prices)
    if check.numbers("prices", asked, 1) is not None:
        check.between("prices", asked, 0.0, np.inf)
    check.raise_if_any()
    plain, priced = choice.sides()
    weighed = [(price, choice.net_benefit(price)) for price in asked]
    rows = []
    for price, benefit in weighed:
        # everything known: the better option of each draw is chosen
        rows.append((EVERYTHING, price, judged_value(benefit, benefit)))
    for name, columns in known.items():
        # net benefits are a line in the price, so one regression serves all prices
        expected = expected_given(columns, np.column_stack([plain, priced]))
        for price, benefit in weighed:
            predicted = np.column_stack([np.zeros(len(plain)), expected @ np.array([1.0, price])])
            rows.append((name, price, judged_value(benefit, predicted)))
    return pd.DataFrame(
        [(name, price, worth.value, worth.low, worth.high) for name, price, worth in rows],
        columns=["known", "price", "value", "low", "high"],
    )


def prices_worth_asking_at(by_price: pd.DataFrame) -> tuple[float, float] | None:
    """Find the prices between which some of what could be known is told from nothing.

    Parameters
    ----------
    by_price : DataFrame
        As `worth_by_price` gives it.

    Returns
    -------
    tuple of float, or None
        First and last price, of those asked about, at which a part of the doubt is worth something with its
        whole interval; None where there is no such price: then nothing is worth measuring for this decision.

    Raises
    ------
    ArgumentError
        If the table is none of `worth_by_price`.
    """
    check = ArgumentCheck("senim.uncertainty.prices_worth_asking_at")
    check.frame("by_price", by_price, ("known", "price", "low"))
    check.raise_if_any()
    parts = by_price[(by_price["known"] != EVERYTHING) & (by_price["low"] > 0.0)]
    return (float(parts["price"].min()), float(parts["price"].max())) if len(parts) else None


def measuring_order(worths: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put studies in the order of what they are worth.

    Parameters
    ----------
    worths : mapping of str to DataFrame
        By decision, as `worth_of_knowing` gives them for the studies; all with the same studies.

    Returns
    -------
    DataFrame
        One row a study, most useful first: ``known``, ``decision`` (where its share is largest), ``share``,
        ``share_low``, ``share_high``, ``found`` and ``rank`` (1 is first). Net benefits of two decisions have
        two units, so their shares are compared, each of its own decision. A study that no decision tells
        from nothing has no rank: it is missing there.

    Raises
    ------
    ArgumentError
        If there is no decision, or a table is none of `worth_of_knowing`.
    """
    check = ArgumentCheck("senim.uncertainty.measuring_order")
    if check.kind("worths", worths, Mapping, "Give tables by decision."):
        for decision, table in worths.items():
            check.frame(f"worths[{decision!r}]", table, ORDERED)
        if not worths:
            check.refuse("worths", "is empty", "Give the table of one decision or more.")
    check.raise_if_any()
    parts = [table.assign(decision=decision) for decision, table in worths.items()]
    every = pd.concat(parts, ignore_index=True)
    # a share that chance could have made never stands before one that it could not
    every = every.sort_values(["found", "share"], ascending=False, kind="stable")
    best = every.drop_duplicates("known").reset_index(drop=True)
    best["rank"] = pd.Series(range(1, len(best) + 1)).where(best["found"]).astype("Int64")
    return best[["known", "decision", "share", "share_low", "share_high", "found", "rank"]]


def _check_known(check: ArgumentCheck, known: object) -> None:
    if check.kind("known", known, Mapping, "Give arrays by name.") and not known:
        check.refuse("known", "is empty", "Name one thing that could be known, or more.")
