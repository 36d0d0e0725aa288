"""Ordinary and two-stage least squares with textbook standard errors, for one table or within units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import f as fisher
from scipy.stats import t as student

from senim.evidence.panel.columns import checked_columns
from senim.evidence.panel.results import InapplicableDesign, Interval
from senim.findings import Finding

CONSTANT = "constant"
PLAIN = "equal error variance, residual variance on n−k"
WITHIN = "equal error variance, residual variance on n−G−k with G units (as plm)"
CLUSTERED = "robust within G clusters (CRV1), factor G/(G−1)·(n−1)/(n−k) with the constant in k, t on G−1"
FEWEST_CLUSTERS = 10


@dataclass(frozen=True, eq=False)
class Regression:
    """Coefficients of one regression.

    Parameters
    ----------
    method : str
        ``least squares`` or ``two-stage least squares``.
    table : DataFrame
        Indexed by regressor; ``estimate`` and ``standard_error``.
    observations, degrees_of_freedom : int
        Rows, and rows less everything estimated.
    r_squared : float
        Share of the variance; negative values are possible with instruments.
    convention : str
        How standard errors are made.
    """

    method: str
    table: pd.DataFrame
    observations: int
    degrees_of_freedom: int
    r_squared: float
    convention: str

    def estimate(self, name: str) -> float:
        """Give one coefficient.

        Parameters
        ----------
        name : str
            The regressor.

        Returns
        -------
        float
            Its coefficient.
        """
        return float(self.table["estimate"][name])

    def standard_error(self, name: str) -> float:
        """Give the standard error of one coefficient.

        Parameters
        ----------
        name : str
            The regressor.

        Returns
        -------
        float
            Its standard error.
        """
        return float(self.table["standard_error"][name])

    def interval(self, name: str, level: float = 0.95) -> Interval:
        """Give the confidence interval of one coefficient.

        Parameters
        ----------
        name : str
            The regressor.
        level : float
            Coverage.

        Returns
        -------
        tuple of float
            Low and high limit, from t on the degrees of freedom.
        """
        half = float(student.ppf((1 + level) / 2, self.degrees_of_freedom)) * self.standard_error(name)
        return self.estimate(name) - half, self.estimate(name) + half


@dataclass(frozen=True, eq=False)
class InstrumentComparison:
    """The same equation with and without instruments.

    Parameters
    ----------
    plain, instrumented : Regression
        Least squares and two-stage least squares.
    first_stage : DataFrame
        Indexed by what is instrumented; ``f`` and ``p_value`` of the instruments in its first stage. Around
        ten or less, the second stage leans towards least squares and its interval is too narrow.
    """

    plain: Regression
    instrumented: Regression
    first_stage: pd.DataFrame


def least_squares(
    frame: pd.DataFrame,
    outcome: str,
    regressors: Sequence[str],
    *,
    unit: str | None = None,
    cluster: str | None = None,
) -> Regression | InapplicableDesign:
    """Regress by ordinary least squares, within units if they are named.

    Parameters
    ----------
    frame : DataFrame
        One row for each observation; rows with a gap are left out.
    outcome : str
        Column.
    regressors : sequence of str
        Columns; a constant is added where no unit is named.
    unit : str, optional
        Column of units whose means are taken out.
    cluster : str, optional
        Column of clusters within which errors may hang together; without it they are taken as independent
        and of equal variance.

    Returns
    -------
    Regression or InapplicableDesign
        InapplicableDesign where rows or clusters are too few or a regressor follows from the others.

    Raises
    ------
    PanelInputError
        If a column is missing, is named twice or holds text or infinite values, or a unit has two rows for
        one year.
    """
    lists = {"regressors": regressors}
    values = _values(frame, outcome, lists, unit, "least_squares", cluster)
    groups = values.pop(unit).nunique() if unit else 0
    clusters = _numbered(values.pop(CLUSTER_COLUMN)) if cluster else None
    y = values[outcome].to_numpy(dtype=np.float64)
    x, names = _columns(values, regressors, constant=unit is None)
    reasons = _in_the_way(y, x, groups, "least_squares", names) + _few_clusters(clusters, "least_squares")
    if reasons:
        return InapplicableDesign("least squares", outcome, ", ".join(regressors), reasons)
    found = _told("least squares", y, x, x, names, groups)
    return found if clusters is None else _clustered(found, y, x, x, clusters)


def two_stage(
    frame: pd.DataFrame,
    outcome: str,
    endogenous: Sequence[str],
    instruments: Sequence[str],
    controls: Sequence[str] = (),
    *,
    unit: str | None = None,
    cluster: str | None = None,
) -> InstrumentComparison | InapplicableDesign:
    """Regress with and without instruments, within units if they are named.

    Parameters
    ----------
    frame : DataFrame
        One row for each observation; rows with a gap are left out.
    outcome : str
        Column.
    endogenous, instruments, controls : sequence of str
        Columns: what is instrumented, what moves it from outside, and the other regressors.
    unit : str, optional
        Column of units whose means are taken out (fixed effects).
    cluster : str, optional
        Column of clusters for the standard errors of both regressions; the first stage keeps equal variance.

    Returns
    -------
    InstrumentComparison or InapplicableDesign
        InapplicableDesign where instruments are fewer than what they are for, rows or clusters are too few,
        or columns follow from one another.

    Raises
    ------
    PanelInputError
        If a column is missing, is named twice or holds text or infinite values, or a unit has two rows for
        one year.

    Notes
    -----
    linearmodels gives coefficients and covariance. Within units its n−k does not know of the unit means;
    errors are put on n−G−k, which is what plm prints for ``model = "within"``.

    References
    ----------
    Cornwell, C., Trumbull, W. N. (1994). Estimating the economic model of crime with panel data. Review of
    Economics and Statistics 76(2). Baltagi, B. H. (2006). Estimating an econometric model of crime using
    panel data from North Carolina. Journal of Applied Econometrics 21(4).
    """
    # linearmodels takes seconds to import, and only the lesson on instruments needs it
    from linearmodels.iv import IV2SLS

    call = "two-stage least squares"
    lists = {"endogenous": endogenous, "instruments": instruments, "controls": controls}
    values = _values(frame, outcome, lists, unit, call, cluster)
    groups = values.pop(unit).nunique() if unit else 0
    clusters = _numbered(values.pop(CLUSTER_COLUMN)) if cluster else None
    y = values[outcome].to_numpy(dtype=np.float64)
    x, names = _columns(values, [*endogenous, *controls], constant=unit is None)
    z, others = _columns(values, [*instruments, *controls], constant=unit is None)
    reasons = _in_the_way(y, x, groups, call, names) + _in_the_way(y, z, groups, call, others)
    reasons += _too_few_instruments(instruments, endogenous, call) + _few_clusters(clusters, call)
    if reasons:
        return InapplicableDesign(call, outcome, ", ".join(endogenous), tuple(dict.fromkeys(reasons)))
    plain = _told("least squares", y, x, x, names, groups)
    exogenous = values[list(controls)].assign(**({} if unit else {CONSTANT: 1.0}))
    found = IV2SLS(
        values[outcome],
        exogenous if exogenous.shape[1] else None,
        values[list(endogenous)],
        values[list(instruments)],
    ).fit(cov_type="unadjusted", debiased=True)
    left = len(y) - groups - len(names)
    scale = np.sqrt((len(y) - len(names)) / left)
    table = pd.DataFrame({"estimate": found.params, "standard_error": found.std_errors * scale})
    residuals = y - x @ table["estimate"].loc[names].to_numpy(dtype=np.float64)
    second = Regression(
        call, table.loc[names], len(y), left, _r_squared(y, residuals), WITHIN if groups else PLAIN
    )
    if clusters is not None:
        plain = _clustered(plain, y, x, x, clusters)
        second = _clustered(second, y, x, z @ np.linalg.lstsq(z, x, rcond=None)[0], clusters)
    strength = {
        name: _partial_f(values[name].to_numpy(dtype=np.float64), z, len(instruments), groups)
        for name in endogenous
    }
    first = pd.DataFrame.from_dict(strength, orient="index", columns=["f", "p_value"])
    return InstrumentComparison(plain, second, first)


CLUSTER_COLUMN = "\0cluster"
"""Name under which clusters travel with the values; no table has such a column."""


def _values(
    frame: pd.DataFrame,
    outcome: str,
    lists: Mapping[str, object],
    unit: str | None,
    call: str,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Take the columns without gaps, less the means of units, and the clusters if they are named."""
    names = checked_columns(frame, outcome, lists, unit, call, cluster)
    known = [*names, *(name for name in (unit, cluster) if name is not None)]
    kept = frame[[*dict.fromkeys(known)]].dropna()
    numbers = kept[names].astype("float64")
    carried = {} if unit is None else {unit: kept[unit]}
    if cluster is not None:
        carried[CLUSTER_COLUMN] = kept[cluster]
    if unit is not None:
        numbers = numbers - numbers.groupby(kept[unit]).transform("mean")
    return numbers.assign(**carried)


def _numbered(labels: pd.Series) -> NDArray[np.intp]:
    codes: NDArray[np.intp] = pd.factorize(labels)[0].astype(np.intp)
    return codes


def _few_clusters(clusters: NDArray[np.intp] | None, call: str) -> tuple[Finding, ...]:
    if clusters is None or clusters.max(initial=-1) + 1 >= FEWEST_CLUSTERS:
        return ()
    problem = f"{int(clusters.max(initial=-1)) + 1} clusters; errors by cluster need {FEWEST_CLUSTERS}"
    return (Finding(call, "clusters", problem, "Name finer clusters, or none."),)


def _too_few_instruments(
    instruments: Sequence[str], endogenous: Sequence[str], call: str
) -> tuple[Finding, ...]:
    if len(instruments) >= len(endogenous):
        return ()
    problem = f"{len(instruments)} instruments for {len(endogenous)} columns"
    return (Finding(call, "instruments", problem, "Give one or more for each."),)


def _clustered(
    found: Regression,
    y: NDArray[np.float64],
    x: NDArray[np.float64],
    fitted: NDArray[np.float64],
    clusters: NDArray[np.intp],
) -> Regression:
    """Put errors that are robust within clusters in place of the classical ones."""
    residuals = y - x @ found.table["estimate"].to_numpy(dtype=np.float64)
    sums = np.zeros((int(clusters.max()) + 1, x.shape[1]))
    np.add.at(sums, clusters, fitted * residuals[:, None])
    bread = np.linalg.inv(fitted.T @ fitted)
    count, rows = len(sums), len(y)
    # unit means hold the constant; the rest of them is nested in the clusters and does not count (as fixest)
    counted = x.shape[1] + (found.convention == WITHIN)
    factor = count / (count - 1) * (rows - 1) / (rows - counted)
    errors = np.sqrt(factor * np.diag(bread @ (sums.T @ sums) @ bread))
    table = found.table.assign(standard_error=errors)
    return replace(found, table=table, degrees_of_freedom=count - 1, convention=CLUSTERED)


def _columns(
    values: pd.DataFrame, names: Sequence[str], *, constant: bool
) -> tuple[NDArray[np.float64], list[str]]:
    chosen = values[list(names)].assign(**({CONSTANT: 1.0} if constant else {}))
    return chosen.to_numpy(dtype=np.float64), list(chosen.columns)


def _in_the_way(
    y: NDArray[np.float64], x: NDArray[np.float64], groups: int, call: str, names: Sequence[str]
) -> tuple[Finding, ...]:
    count, columns = x.shape
    if count - groups - columns < 1:
        problem = f"{count} rows for {columns} columns and {groups} units"
        return (Finding(call, "rows", problem, "Give more rows or fewer columns."),)
    found = []
    if float(np.ptp(y)) < 1e-12:
        found.append(Finding(call, "outcome", "the outcome does not vary", "Use another outcome."))
    scaled = x / np.maximum(np.abs(x).max(axis=0), 1e-300)
    if np.linalg.matrix_rank(scaled) < columns:
        problem = f"a column of {', '.join(names)} follows from the others"
        found.append(Finding(call, "columns", problem, "Leave it out."))
    return tuple(found)


def _told(
    method: str,
    y: NDArray[np.float64],
    x: NDArray[np.float64],
    fitted_by: NDArray[np.float64],
    names: list[str],
    groups: int,
) -> Regression:
    slope = np.linalg.lstsq(fitted_by, y, rcond=None)[0]
    residuals = y - x @ slope
    left = len(y) - groups - x.shape[1]
    covariance = np.linalg.inv(x.T @ x) * float(residuals @ residuals) / left
    table = pd.DataFrame({"estimate": slope, "standard_error": np.sqrt(np.diag(covariance))}, index=names)
    convention = WITHIN if groups else PLAIN
    return Regression(method, table, len(y), left, _r_squared(y, residuals), convention)


def _r_squared(y: NDArray[np.float64], residuals: NDArray[np.float64]) -> float:
    return 1.0 - float(residuals @ residuals) / float(((y - y.mean()) ** 2).sum())


def _partial_f(
    values: NDArray[np.float64], instruments_and_controls: NDArray[np.float64], count: int, groups: int
) -> tuple[float, float]:
    """F of the instruments, which stand first among the columns, in the first stage."""

    def square(columns: NDArray[np.float64]) -> float:
        if not columns.shape[1]:
            return float(values @ values)
        left = values - columns @ np.linalg.lstsq(columns, values, rcond=None)[0]
        return float(left @ left)

    full = square(instruments_and_controls)
    left = len(values) - groups - instruments_and_controls.shape[1]
    statistic = (square(instruments_and_controls[:, count:]) - full) / count / (full / left)
    return statistic, float(fisher.sf(statistic, count, left))
