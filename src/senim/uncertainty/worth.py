"""What each thing that could be known is worth for a decision, side by side and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from senim.uncertainty.decisions import Choice
from senim.uncertainty.information import value_of_information

Array = NDArray[np.float64]
EVERYTHING = "everything"
"""Name of the row of knowing everything."""


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
    """
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
    """
    rows = []
    for price in prices:
        benefit = choice.net_benefit(price)
        most = benefit.max(axis=1) - benefit[:, int(benefit.mean(axis=0).argmax())]
        half = 1.96 * float(most.std(ddof=1)) / np.sqrt(most.size)
        middle = float(most.mean())
        rows.append((EVERYTHING, price, middle, middle - half, middle + half))
        for name, columns in known.items():
            worth = value_of_information(benefit, columns)
            rows.append((name, price, worth.value, worth.low, worth.high))
    return pd.DataFrame(rows, columns=["known", "price", "value", "low", "high"])


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
    """
    parts = [table.assign(decision=decision) for decision, table in worths.items()]
    every = pd.concat(parts, ignore_index=True)
    # a share that chance could have made never stands before one that it could not
    every = every.sort_values(["found", "share"], ascending=False, kind="stable")
    best = every.drop_duplicates("known").reset_index(drop=True)
    best["rank"] = pd.Series(range(1, len(best) + 1)).where(best["found"]).astype("Int64")
    return best[["known", "decision", "share", "share_low", "share_high", "found", "rank"]]
