"""From draws to rows of the outcome table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.outcomes.table import OUTCOME_COLUMNS
from senim.status import Status

QUANTILES: dict[str, float] = {"q05": 0.05, "q25": 0.25, "median": 0.50, "q75": 0.75, "q95": 0.95}
STATISTICS: tuple[str, ...] = ("mean", *QUANTILES, "share_above_zero")


def summarise(
    draws: NDArray[np.float64],
    *,
    scenario: str,
    outcome: str,
    group: str,
    years: Sequence[int],
    unit: str,
    status: Status,
) -> pd.DataFrame:
    """Summarise draws of one outcome, year by year.

    Parameters
    ----------
    draws : ndarray, shape (n_draws, n_years)
        Draws in `unit`.
    scenario, outcome, group : str
        What the draws are of.
    years : sequence of int, length n_years
        The years of the columns.
    unit : str
        Unit of the draws.
    status : Status
        What the numbers rest on.

    Returns
    -------
    DataFrame
        Rows of the outcome table: mean, median, the limits of the 50 % and 90 %
        intervals and the share of draws above zero (unit ``share``), for each year.

    Raises
    ------
    ValueError
        If the shapes do not fit or a draw is not finite.
    """
    if draws.ndim != 2 or draws.shape[1] != len(years):
        raise ValueError(f"draws of shape {draws.shape} do not fit {len(years)} years")
    if not np.isfinite(draws).all():
        raise ValueError(f"{scenario}, {outcome}, {group}: a draw is not finite")
    quantiles = np.quantile(draws, list(QUANTILES.values()), axis=0)
    values = np.vstack([draws.mean(axis=0), quantiles, (draws > 0).mean(axis=0)])
    n_years, n_statistics = len(years), len(STATISTICS)
    return pd.DataFrame(
        {
            "scenario": scenario,
            "outcome": outcome,
            "group": group,
            "year": np.repeat(np.asarray(years, dtype=np.int64), n_statistics),
            "statistic": np.tile(np.asarray(STATISTICS, dtype=object), n_years),
            "value": values.T.ravel(),
            "unit": np.tile(np.asarray([unit] * (n_statistics - 1) + ["share"], dtype=object), n_years),
            "status": str(status),
        },
        columns=list(OUTCOME_COLUMNS),
    )
