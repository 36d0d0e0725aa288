"""Many poolings at once: restricted maximum likelihood for every row of a table of replicates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm
from scipy.stats import t as student

from senim.evidence.pooling.inputs import PoolingInputError, Vector, check_choice, check_level
from senim.evidence.pooling.likelihoods import Matrix, highest_modes
from senim.evidence.pooling.pooled import TEST_NAMES
from senim.findings import Finding
from senim.numbers import NotNumbersError, as_numbers

NAMED = 5
"""How many bad numbers a message names; the rest are counted."""
ROWS_AT_ONCE = 2048
"""Rows pooled together: their tables stay in the cache of a core."""


@dataclass(frozen=True, eq=False)
class PooledReplicates:
    """Pooled means of many replicates of one set of studies.

    Parameters
    ----------
    estimate, standard_error : ndarray, shape (b,)
        Pooled mean of each replicate and its standard error (scaled under Knapp–Hartung).
    low, high : ndarray, shape (b,)
        Confidence interval of the mean; infinite for one study under Knapp–Hartung.
    tau2 : ndarray, shape (b,)
        Between-study variance.
    k : int
        Number of studies.
    test : str
        As asked for.
    level : float
        Coverage of the intervals.
    """

    estimate: Vector
    standard_error: Vector
    low: Vector
    high: Vector
    tau2: Vector
    k: int
    test: str
    level: float

    def covers(self, truth: ArrayLike) -> NDArray[np.bool_]:
        """Tell which intervals hold the true mean.

        Parameters
        ----------
        truth : array_like, shape (b,) or ()
            The mean that the replicates were drawn with.

        Returns
        -------
        ndarray of bool, shape (b,)
            True where the interval holds it.
        """
        true = np.asarray(truth, dtype=np.float64)
        return np.asarray((self.low <= true) & (true <= self.high), dtype=np.bool_)


def pool_replicates(
    estimates: ArrayLike,
    standard_errors: ArrayLike,
    *,
    test: str = "knapp-hartung",
    level: float = 0.95,
) -> PooledReplicates:
    """Pool every row of a table of estimates by restricted maximum likelihood.

    What `pool` does with one set of studies, for bootstraps and simulation studies: the same bound,
    the same choice of the highest of several modes, the same tests.

    Parameters
    ----------
    estimates : array_like, shape (b, k)
        A replicate in each row.
    standard_errors : array_like, shape (k,) or (b, k)
        Standard errors that all replicates share, or those of each.
    test : {"knapp-hartung", "adhoc", "z"}
        Reference distribution of the mean, as in `pool`.
    level : float
        Coverage of the intervals.

    Returns
    -------
    PooledReplicates
        An entry for each row.

    Raises
    ------
    PoolingInputError
        Anything wrong with the input, all findings at once.

    Examples
    --------
    >>> made = pool_replicates([[0.1, 0.5, 0.9], [0.2, 0.2, 0.2]], [0.1, 0.2, 0.1])
    >>> made.estimate.round(3).tolist(), made.tau2.round(3).tolist()
    ([0.5, 0.2], [0.159, 0.0])
    """
    effects, errors = _checked(estimates, standard_errors, test, level)
    centre, scale = np.median(effects, axis=1), np.median(errors, axis=-1, keepdims=True).T
    scaled, variances = ((effects - centre[:, None]).T / scale), (np.atleast_2d(errors).T / scale) ** 2
    parts = [
        _pool_columns(scaled[:, part], variances if variances.shape[1] == 1 else variances[:, part], test)
        for part in _parts(len(effects))
    ]
    mean, error, tau2 = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    count, upper, scale = effects.shape[1], (1 + level) / 2, np.ravel(scale)
    estimate, standard_error = centre + scale * mean, scale * error
    if test == "z":
        half = float(norm.ppf(upper)) * standard_error
    elif count == 1:
        half = np.full(estimate.shape, np.inf)
    else:
        half = float(student.ppf(upper, count - 1)) * standard_error
    return PooledReplicates(
        estimate=estimate,
        standard_error=standard_error,
        low=estimate - half,
        high=estimate + half,
        tau2=scale**2 * tau2,
        k=count,
        test=test,
        level=level,
    )


def _pool_columns(effects: Matrix, variances: Matrix, test: str) -> tuple[Vector, Vector, Vector]:
    """Mean, standard error and between-study variance of centred and scaled replicates, one a column."""
    count = len(effects)
    if count == 1:
        return effects[0], np.broadcast_to(np.sqrt(variances), effects.shape)[0], np.zeros(effects.shape[1])
    tau2 = highest_modes(np.ascontiguousarray(effects), np.ascontiguousarray(variances))
    weights = 1 / (variances + tau2)
    total = weights.sum(axis=0)
    mean = (weights * effects).sum(axis=0) / total
    if test == "z":
        return mean, np.sqrt(1 / total), tau2
    factor = (weights * (effects - mean) ** 2).sum(axis=0) / (count - 1)
    factor = np.maximum(factor, 1.0) if test == "adhoc" else factor
    return mean, np.sqrt(factor / total), tau2


def _parts(rows: int) -> list[slice]:
    """Cut the rows into parts."""
    return [slice(start, start + ROWS_AT_ONCE) for start in range(0, rows, ROWS_AT_ONCE)]


def _checked(
    estimates: ArrayLike, standard_errors: ArrayLike, test: str, level: float
) -> tuple[Matrix, Matrix]:
    """Read the tables and the options, or say all that is wrong."""
    findings: list[Finding] = []
    check_choice(test, "test", list(TEST_NAMES), findings, "pool_replicates")
    check_level(level, findings, "pool_replicates")
    effects = _table(estimates, "estimates", (2,), findings)
    errors = _table(standard_errors, "standard_errors", (1, 2), findings)
    if errors is not None:
        bad = np.argwhere(np.isfinite(errors) & (errors <= 0))
        findings += _named(errors, bad, "standard_errors", "is not positive", "Give a positive number.")
    if effects is not None and errors is not None and errors.shape not in (effects.shape, effects.shape[1:]):
        problem = f"has shape {errors.shape} beside estimates of shape {effects.shape}"
        remedy = "Give one for each study, or a row for each replicate."
        findings.append(Finding("pool_replicates", "standard_errors", problem, remedy))
    if findings or effects is None or errors is None:
        raise PoolingInputError(findings, "replicates to pool")
    return effects, errors


def _table(values: ArrayLike, name: str, ranks: tuple[int, ...], findings: list[Finding]) -> Matrix | None:
    """Read one table of finite numbers, recording what is wrong."""
    try:
        table = as_numbers(values)
    except NotNumbersError as error:
        problem = f"holds something that is not a number, or rows of different length: {error}"
        findings.append(Finding("pool_replicates", name, problem, "Give numbers, as many in each row."))
        return None
    if table.ndim not in ranks or table.size == 0:
        problem = f"has shape {table.shape}"
        remedy = "Give a row for each replicate, a column for each study."
        findings.append(Finding("pool_replicates", name, problem, remedy))
        return None
    remedy = "Leave the replicate out or give its number."
    findings += _named(table, np.argwhere(~np.isfinite(table)), name, "is not finite", remedy)
    return table


def _named(table: Matrix, places: NDArray[np.intp], name: str, problem: str, remedy: str) -> list[Finding]:
    """Name the first bad numbers and count the others."""
    found = [
        Finding("pool_replicates", f"{name}{list(place)}", f"{table[tuple(place)]:g} {problem}", remedy)
        for place in places[:NAMED].tolist()
    ]
    if len(places) > NAMED:
        more = f"{len(places) - NAMED} more: the number {problem}"
        found.append(Finding("pool_replicates", name, more, remedy))
    return found
