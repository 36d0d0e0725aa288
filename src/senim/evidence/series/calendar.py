"""A grid of periods without gaps under the labels of a series."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from senim.findings import Finding

_BY_DAYS = ((1.5, "D"), (8.0, "W"), (32.0, "M"), (93.0, "Q"), (367.0, "Y"))


def regular_index(index: pd.Index[Any], findings: list[Finding]) -> pd.Index[Any] | None:
    """Make the grid that a series lives on.

    Parameters
    ----------
    index : Index
        Periods, dates or whole numbers, rising, without repeats.
    findings : list of Finding
        Where findings go.

    Returns
    -------
    Index or None
        Every period from first to last; None where the labels make no grid.

    Examples
    --------
    >>> list(regular_index(pd.Index([1, 2, 4]), []))
    [1, 2, 3, 4]
    """
    place = ("interrupted_series", "series.index")
    if index.has_duplicates:
        repeated = index[index.duplicated()][0]
        findings.append(Finding(*place, f"{repeated} stands twice", "Keep one value a period."))
        return None
    if not index.is_monotonic_increasing:
        findings.append(Finding(*place, "is not in order", "Sort the series by its index."))
        return None
    if isinstance(index, pd.DatetimeIndex):
        index = index.to_period(_frequency(index))
        if index.has_duplicates:
            repeated = index[index.duplicated()][0]
            findings.append(Finding(*place, f"{repeated} stands twice", "Keep one value a period."))
            return None
    if isinstance(index, pd.PeriodIndex):
        return pd.period_range(index[0], index[-1], freq=index.freqstr)
    if not pd.api.types.is_integer_dtype(index):
        remedy = "Use periods, dates or whole numbers."
        findings.append(Finding(*place, f"labels of type {index.dtype} make no calendar", remedy))
        return None
    labels = index.to_numpy(dtype=np.int64)
    step = int(np.gcd.reduce(np.diff(labels))) if len(labels) > 1 else 1
    return pd.RangeIndex(int(labels[0]), int(labels[-1]) + 1, step)


def _frequency(index: pd.DatetimeIndex) -> str:
    """Name the period that most dates are apart by; gaps do not count."""
    if len(index) < 2:
        return "D"
    days = float(np.median(np.diff(index.to_numpy()) / np.timedelta64(1, "D")))
    return next((word for most, word in _BY_DAYS if days <= most), "Y")
