"""What a time series must be before a break in it may be estimated."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.arguments import ArgumentCheck
from senim.evidence.series.calendar import regular_index
from senim.findings import Finding, InputError
from senim.numbers import NotNumbersError, as_numbers

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

LEVELS: dict[str, str] = {
    "fixed": "deterministic constant",
    "fixed trend": "deterministic trend",
    "local level": "local level",
    "random walk": "random walk",
    "random walk with drift": "random walk with drift",
    "local linear deterministic trend": "local linear deterministic trend",
    "local linear trend": "local linear trend",
    "smooth trend": "smooth trend",
    "random trend": "random trend",
}
"""Levels by the word used here, and what statsmodels calls them."""

SEASONS = ("dummy", "stochastic dummy", "trigonometric", "stochastic trigonometric")
"""Ways to write a season: fixed or moving, by dummies or by waves."""

INTERVENTIONS: dict[str, tuple[str, ...]] = {"step": ("step",), "ramp": ("ramp",), "both": ("step", "ramp")}
"""What changes at the break: the level, the slope, or both."""

CALL = "interrupted_series"


class SeriesInputError(InputError, ValueError):
    """A series, a regressor or an option that cannot be used; lists every finding.

    What the method merely cannot answer for a sound series is an `InapplicableSeries` result instead.
    """


@dataclass(frozen=True)
class Model:
    """How the series is thought to move without a break.

    Parameters
    ----------
    level : str
        One of `LEVELS`.
    seasonal : int or None
        Periods in a season (12 for months), or None.
    season : str
        One of `SEASONS`.
    """

    level: str = "local linear trend"
    seasonal: int | None = None
    season: str = "dummy"


@dataclass(frozen=True)
class CheckedSeries:
    """A series on a regular grid, with its break and its regressors.

    Parameters
    ----------
    values : ndarray, shape (n,)
        Observations; NaN where a period is missing.
    index : Index
        Labels of the n periods, without gaps.
    break_position : int
        First period after the break; may lie outside 0 … n − 1.
    exog : ndarray, shape (n, k)
        Regressors; k may be 0.
    exog_names : tuple of str
        Their names.
    """

    values: Vector
    index: pd.Index[Any]
    break_position: int
    exog: Matrix
    exog_names: tuple[str, ...]

    @property
    def observed(self) -> NDArray[np.bool_]:
        """Which periods have a value, shape (n,)."""
        return np.isfinite(self.values)

    @property
    def missing(self) -> tuple[Hashable, ...]:
        """Labels of the periods without a value."""
        return tuple(self.index[~self.observed])


def checked_series(series: Any, break_at: Any, exog: Any) -> CheckedSeries:
    """Put a series on a regular grid and find its break, or say all that is wrong.

    Parameters
    ----------
    series : Series or array_like, shape (n,)
        One value a period; NaN, or a label that is not there, is a missing period.
    break_at : Period, Timestamp, str or int
        First period after the break, as a label of the index.
    exog : DataFrame, Series or array_like, shape (n,) or (n, k), or None
        Regressors for the same periods.

    Returns
    -------
    CheckedSeries
        The series with gaps as NaN.

    Raises
    ------
    SeriesInputError
        Everything that is wrong, at once.
    """
    findings: list[Finding] = []
    named = series if isinstance(series, pd.Series) else _from_array(series, findings)
    numbers = None if findings else _numbers(named, "series", findings)
    grid = None if findings else regular_index(named.index, findings)
    position = None if grid is None else _position(break_at, grid, findings)
    given = _exog(exog, named.index, grid, findings)
    if findings or numbers is None or grid is None or position is None or given is None:
        raise SeriesInputError(findings, "series to look for a break in")
    placed = pd.Series(numbers, index=_on(named.index, grid)).reindex(grid)
    values: Vector = np.asarray(placed, dtype=np.float64)
    matrix, names = given
    return CheckedSeries(values, grid, position, matrix, names)


def check_options(
    model: Model, intervention: str, coverage: float, *, call: str = CALL, **counts: int | None
) -> None:
    """Raise one error for all options that are not understood.

    Parameters
    ----------
    model : Model
        Level and season.
    intervention : str
        One of `INTERVENTIONS`.
    coverage : float
        Coverage of the intervals.
    call : str
        Who asks, for the message.
    **counts : int or None
        Numbers of periods, none below 0; None is not asked for.

    Raises
    ------
    SeriesInputError
        Everything that is wrong, at once.
    """
    check = ArgumentCheck(call)
    check.word("level", model.level, LEVELS)
    check.word("season", model.season, SEASONS)
    check.word("intervention", intervention, INTERVENTIONS)
    if model.seasonal is not None:
        before = len(check.findings)
        check.count("seasonal", model.seasonal, 2)
        if len(check.findings) > before:
            del check.findings[before:]
            problem = f"{model.seasonal!r} is not a number of periods from 2"
            check.refuse("seasonal", problem, "Write 12 for months, 4 for quarters, or None.")
    check.level("coverage", coverage)
    for name, count in counts.items():
        # no margin is asked for, and then one is chosen
        if count is not None or name != "margin":
            check.count(name, count, 0)
    check.raise_if_any(SeriesInputError, "options of the series")


def _from_array(values: Any, findings: list[Finding]) -> pd.Series[Any]:
    check = ArgumentCheck(CALL)
    array = check.numbers("series", values, 1, missing=True, infinite=True)
    findings += check.findings
    return pd.Series(np.empty(0) if array is None else array)


def _numbers(series: pd.Series[Any], name: str, findings: list[Finding]) -> Vector | None:
    try:
        numbers: Vector = as_numbers(series, missing=True)
    except NotNumbersError as error:
        problem = f"holds something that is not a number: {error}"
        findings.append(Finding(CALL, name, problem, "Give numbers, or NaN where one is missing."))
        return None
    if not len(numbers):
        findings.append(Finding(CALL, name, "is empty", "Give one number for each period."))
    for label in series.index[np.isinf(numbers)]:
        remedy = "Give its number, or NaN where it is missing; a count of 0 has no logarithm."
        findings.append(Finding(CALL, f"{name}[{label}]", "is not finite", remedy))
    return numbers


def _on(index: pd.Index[Any], grid: pd.Index[Any]) -> pd.Index[Any]:
    """Write the labels of an index as those of the grid."""
    if isinstance(grid, pd.PeriodIndex) and isinstance(index, pd.DatetimeIndex):
        return index.to_period(grid.freqstr)
    return index


def _position(break_at: Any, grid: pd.Index[Any], findings: list[Finding]) -> int | None:
    try:
        if isinstance(grid, pd.PeriodIndex):
            # pandas takes 2015 for nanoseconds since 1970
            if not isinstance(break_at, str | pd.Period | date | np.datetime64) or str(break_at) == "NaT":
                raise ValueError
            label: Any = break_at if isinstance(break_at, pd.Period) else pd.Timestamp(break_at)
            period = pd.Period(label, freq=grid.freqstr) if isinstance(label, pd.Timestamp) else label
            return int((period.asfreq(grid.freqstr) - grid[0]).n)
        if isinstance(break_at, bool) or int(break_at) != break_at:
            raise ValueError
        step = int(grid[1]) - int(grid[0]) if len(grid) > 1 else 1
        return -((int(grid[0]) - int(break_at)) // step)
    except (TypeError, ValueError, AttributeError):
        remedy = f"Give a label such as {grid[len(grid) // 2]}."
        findings.append(Finding(CALL, "break_at", f"{break_at!r} is no label of the index", remedy))
        return None


def _exog(
    exog: Any, index: pd.Index[Any], grid: pd.Index[Any] | None, findings: list[Finding]
) -> tuple[Matrix, tuple[str, ...]] | None:
    if exog is None:
        return np.empty((len(grid) if grid is not None else 0, 0)), ()
    labelled = isinstance(exog, pd.DataFrame | pd.Series)
    if not labelled:
        check = ArgumentCheck(CALL)
        exog = check.numbers("exog", exog, (1, 2), missing=True, infinite=True)
        findings += check.findings
        if exog is None:
            return None
    frame = exog.to_frame() if isinstance(exog, pd.Series) else pd.DataFrame(exog)
    if grid is None:
        return None
    if not labelled:
        if len(frame) != len(index):
            problem = f"{len(frame)} rows for {len(index)} periods"
            findings.append(Finding(CALL, "exog", problem, "Give one row for each period."))
            return None
        frame.index = index
    labels = _on(frame.index, grid)
    if labels.has_duplicates:
        repeated = labels[labels.duplicated()][0]
        findings.append(Finding(CALL, "exog.index", f"{repeated} stands twice", "Keep one row a period."))
        return None
    frame = frame.set_axis(labels).reindex(grid)
    columns = [_numbers(frame[name], f"exog {name}", findings) for name in frame.columns]
    for name, column in zip(frame.columns, columns, strict=True):
        if column is not None and np.isnan(column).any():
            first = grid[int(np.flatnonzero(np.isnan(column))[0])]
            remedy = "Give it for every period of the series, also where the series itself is missing."
            findings.append(Finding(CALL, f"exog {name}", f"is missing at {first}", remedy))
    if findings or any(column is None for column in columns):
        return None
    names = tuple(str(name) if labelled else f"x{name}" for name in frame.columns)
    matrix: Matrix = np.column_stack([column for column in columns if column is not None])
    return matrix, names
