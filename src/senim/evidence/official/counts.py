"""A yearly series of counts as a caller may hold it, and the span of a change in it."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral

import numpy as np
import pandas as pd

from senim.arguments import ArgumentCheck
from senim.evidence.official.regimes import Border


def yearly_counts(check: ArgumentCheck, counts: object) -> dict[int, float]:
    """Read counts by year from a mapping or a Series, noting what is wrong.

    Parameters
    ----------
    check : ArgumentCheck
        Where findings go.
    counts : object
        A mapping of years to counts, or a Series indexed by year.

    Returns
    -------
    dict of int to float
        Whatever could be read; use it once nothing was noted.
    """
    remedy = "Give a mapping of years to counts, or a Series whose index holds the years."
    if not check.kind("counts", counts, (Mapping, pd.Series), remedy):
        return {}
    assert isinstance(counts, Mapping | pd.Series)
    if isinstance(counts, pd.Series) and counts.index.has_duplicates:
        repeated = counts.index[counts.index.duplicated()][0]
        check.refuse("counts", f"{repeated} stands there twice", "Keep one count a year.")
        return {}
    if not len(counts):
        check.refuse("counts", "is empty", remedy)
    read: dict[int, float] = {}
    for year, count in counts.items():
        if isinstance(year, bool | np.bool_) or not isinstance(year, Integral):
            check.refuse(f"counts[{year!r}]", f"{year!r} is no year", "Write years as whole numbers, 2018.")
            continue
        before = len(check.findings)
        check.number(f"counts[{year}]", count, 0.0, low_open=True)
        # a year with a bad count is no year without one
        read[int(year)] = float(count) if len(check.findings) == before else np.nan
    return read


def check_span(check: ArgumentCheck, name: str, span: object, counts: Mapping[int, float]) -> None:
    """Note a span that is no pair of years, runs backwards, or has no count at one of its ends.

    Parameters
    ----------
    check : ArgumentCheck
        Where findings go.
    name : str
        The argument.
    span : object
        As given.
    counts : mapping of int to float
        Count by year, as read.
    """
    before = len(check.findings)
    years = check.listed(name, span)
    if len(check.findings) > before:
        return
    if len(years) != 2:
        check.refuse(name, f"{span!r} is no pair of years", "Give first and last year: (2016, 2018).")
        return
    for year in years:
        check.count(name, year, 1)
    if len(check.findings) > before:
        return
    first, last = years
    if first >= last:
        check.refuse(name, f"{span} spans no year", "Give the earlier year first.")
    if counts:
        remedy = f"Counts run from {min(counts)} to {max(counts)}; give years that have one."
        for year in dict.fromkeys(years):
            if year not in counts:
                check.refuse(name, f"{year} has no count", remedy)


def check_borders(check: ArgumentCheck, borders: object) -> None:
    """Note borders of the rules that are none.

    Parameters
    ----------
    check : ArgumentCheck
        Where findings go.
    borders : object
        As given.
    """
    for border in check.listed("borders", borders):
        check.kind("borders", border, Border, "Give `Border`s, as `borders` makes them from the table.")
