"""A long frame as a grid of units by periods, and variables on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from senim.evidence.curve.specification import PERIOD, UNIT, Sample
from senim.evidence.curve.terms import Term

Grid = NDArray[np.float64]
Codes = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Variable:
    """A variable on the grid.

    Parameters
    ----------
    values : ndarray, shape (units, periods)
        Its values; 0 where it is missing.
    known : ndarray of bool, shape (units, periods)
        Where it is known.
    refused : ndarray of bool, shape (units, periods)
        Where a log was asked of a value that is not positive.
    """

    values: Grid
    known: Mask
    refused: Mask


@dataclass
class PanelGrid:
    """Rows of a frame by unit and period.

    Parameters
    ----------
    frame : DataFrame
        The rows; pairs of unit and period are unique.
    unit, period : str
        Names of the columns.
    """

    frame: pd.DataFrame
    unit: str
    period: str
    units: list[object] = field(init=False)
    periods: list[object] = field(init=False)
    times: Grid | None = field(init=False)
    present: Mask = field(init=False)
    _row: Codes = field(init=False)
    _variables: dict[tuple[Term, int], Variable] = field(init=False, default_factory=dict)
    _columns: dict[str, Grid] = field(init=False, default_factory=dict)
    _codes: dict[str, Codes] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        of_unit, units = pd.factorize(self.frame[self.unit], sort=True)
        of_period, periods = pd.factorize(self.frame[self.period], sort=True)
        self.units, self.periods = list(units), list(periods)
        numeric = pd.api.types.is_numeric_dtype(self.frame[self.period])
        self.times = np.asarray(periods, dtype=np.float64) if numeric else None
        self._row = np.full(self.shape, -1, dtype=np.intp)
        self._row[of_unit, of_period] = np.arange(len(self.frame))
        self.present = self._row >= 0

    @property
    def shape(self) -> tuple[int, int]:
        """Number of units and of periods."""
        return len(self.units), len(self.periods)

    def column_name(self, name: str) -> str:
        """Turn the words for the roles into the names of their columns.

        Parameters
        ----------
        name : str
            A column, or ``unit`` or ``period``.

        Returns
        -------
        str
            The column.
        """
        if name in self.frame.columns:
            return name
        return {UNIT: self.unit, PERIOD: self.period}.get(name, name)

    def variable(self, term: Term, difference: int = 0) -> Variable:
        """Compute a variable, once.

        Parameters
        ----------
        term : Term
            What it is made of.
        difference : int
            0 for its level, else the change over so many periods.

        Returns
        -------
        Variable
            The variable.
        """
        key = term, difference
        if key not in self._variables:
            self._variables[key] = self._computed(term, difference)
        return self._variables[key]

    def codes(self, name: str) -> Codes:
        """Number the levels of a column, or of columns joined by ``^``.

        Parameters
        ----------
        name : str
            The column or columns.

        Returns
        -------
        ndarray of int, shape (units, periods)
            The level of each row; -1 where there is none.
        """
        if name not in self._codes:
            columns = [self.frame[self.column_name(part)] for part in name.split("^")]
            whole = np.zeros(len(self.frame), dtype=np.int64)
            missing = np.zeros(len(self.frame), dtype=bool)
            for column in columns:
                numbers, levels = pd.factorize(column)
                missing |= numbers < 0
                whole = pd.factorize(whole * (len(levels) + 1) + numbers)[0].astype(np.int64)
            self._codes[name] = self._spread(np.where(missing, -1, whole), -1).astype(np.intp)
        return self._codes[name]

    def in_sample(self, sample: Sample) -> Mask:
        """Find the rows of a sample.

        Parameters
        ----------
        sample : Sample
            The rule.

        Returns
        -------
        ndarray of bool, shape (units, periods)
            The rows.
        """
        kept = np.ones(len(self.frame), dtype=bool)
        time = self.frame[self.period]
        if sample.first is not None:
            kept &= np.asarray(time >= sample.first)
        if sample.last is not None:
            kept &= np.asarray(time <= sample.last)
        for name, values in sample.without:
            kept &= ~np.asarray(self.frame[self.column_name(name)].isin(values))
        for name, values in sample.only:
            kept &= np.asarray(self.frame[self.column_name(name)].isin(values))
        return self._spread(kept, False).astype(bool)

    def back(self, values: Grid, lag: int, missing: float = np.nan) -> Grid:
        """Shift values in time.

        Parameters
        ----------
        values : ndarray, shape (units, periods)
            Values.
        lag : int
            How far back what stands in each period is taken from.
        missing : float
            What stands where that period does not occur.

        Returns
        -------
        ndarray, shape (units, periods)
            Shifted values.
        """
        if lag == 0:
            return values
        positions = self.times if self.times is not None else np.arange(len(self.periods), dtype=np.float64)
        source = np.searchsorted(positions, positions - lag)
        source = np.minimum(source, len(positions) - 1)
        found = positions[source] == positions - lag
        shifted = values[:, source]
        shifted[:, ~found] = missing
        return shifted

    def _column(self, name: str) -> Grid:
        if name not in self._columns:
            column = self.frame[self.column_name(name)].to_numpy(dtype=np.float64, na_value=np.nan)
            self._columns[name] = self._spread(column, np.nan).astype(np.float64)
        return self._columns[name]

    def _spread(self, values: NDArray[Any], missing: float) -> NDArray[Any]:
        return np.where(self.present, values[self._row], missing)

    def _computed(self, term: Term, difference: int) -> Variable:
        values = np.sum([self._column(name) for name in term.names], axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            values = values / self._column(term.per) if term.per else values
            values = values * self._column(term.times) if term.times else values
            refused = np.zeros(self.shape)
            if term.transform == "log":
                refused = (values <= 0).astype(np.float64)
                values = np.where(refused > 0, 0.0, np.log(values))
        lags = range(term.lag, term.lag + term.average)
        values = np.mean([self.back(values, lag) for lag in lags], axis=0)
        refused = np.sum([self.back(refused, lag, 0.0) for lag in lags], axis=0)
        if difference:
            values = values - self.back(values, difference)
            refused = refused + self.back(refused, difference, 0.0)
        known = np.isfinite(values) & self.present
        return Variable(np.where(known, values, 0.0), known, (refused > 0) & known)
