"""How strong instruments are together: one first-stage F for each of several columns does not say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import f as fisher

from senim.arguments import ArgumentCheck
from senim.evidence.panel.first_stage import first_stage_parts
from senim.evidence.panel.inputs import PanelInputError
from senim.evidence.panel.results import InapplicableDesign

Matrix = NDArray[np.float64]

STOCK_YOGO: dict[tuple[int, int], dict[int, float]] = {
    (1, 1): {10: 16.38, 15: 8.96, 20: 6.66, 25: 5.53},
    (1, 2): {10: 19.93, 15: 11.59, 20: 8.75, 25: 7.25},
    (1, 3): {10: 22.30, 15: 12.83, 20: 9.54, 25: 7.80},
    (2, 2): {10: 7.03, 15: 4.58, 20: 3.95, 25: 3.63},
    (2, 3): {10: 13.43, 15: 8.18, 20: 6.40, 25: 5.45},
}
"""Critical values of Stock and Yogo (2005, table 5.2) by columns instrumented and instruments: above it, a
test at 5 % of two-stage least squares rejects the truth in at most so many per cent."""


@dataclass(frozen=True)
class RobustSet:
    """Coefficients that the test of Anderson and Rubin does not reject, whatever the instruments' strength.

    Parameters
    ----------
    kind : str
        ``between`` (from low to high), ``outside`` (up to low, and from high on), ``everything`` or
        ``nothing``.
    low, high : float or None
        Limits, where there are any.
    level : float
        Coverage.
    """

    kind: str
    low: float | None
    high: float | None
    level: float


@dataclass(frozen=True, eq=False)
class InstrumentStrength:
    """Strength of the instruments of one equation.

    Parameters
    ----------
    table : DataFrame
        Indexed by what is instrumented: ``f`` and ``p_value`` of its own first stage; ``conditional_f`` and
        ``conditional_p`` of Sanderson and Windmeijer, which ask what is left for it once the instruments
        serve the other columns too.
    cragg_donald : float
        Joint F under errors of equal variance; what `STOCK_YOGO` is made for.
    kleibergen_paap : float or None
        Joint F robust within clusters; None where none were named. No critical values exist for it.
    critical : dict of int to float or None
        Row of `STOCK_YOGO`; None where it has none.
    robust_sets : dict of str to RobustSet
        For each coefficient, projected from the joint set where there are several.
    """

    table: pd.DataFrame
    cragg_donald: float
    kleibergen_paap: float | None
    critical: dict[int, float] | None
    robust_sets: dict[str, RobustSet]

    @property
    def worst_size(self) -> int | None:
        """Least tabulated rejection rate (per cent) that the joint F rules in; None where it reaches none."""
        reached = [size for size, least in (self.critical or {}).items() if self.cragg_donald > least]
        return min(reached, default=None)


def instrument_strength(
    frame: pd.DataFrame,
    outcome: str,
    endogenous: Sequence[str],
    instruments: Sequence[str],
    controls: Sequence[str] = (),
    *,
    unit: str | None = None,
    cluster: str | None = None,
    level: float = 0.95,
) -> InstrumentStrength | InapplicableDesign:
    """Measure how strong the instruments of a two-stage regression are, together.

    Parameters
    ----------
    frame, outcome, endogenous, instruments, controls, unit
        As for `two_stage`.
    cluster : str, optional
        Column of clusters for the robust joint F.
    level : float
        Coverage of the robust sets.

    Returns
    -------
    InstrumentStrength or InapplicableDesign
        InapplicableDesign where `two_stage` has no answer.

    Raises
    ------
    PanelInputError
        As for `two_stage`, or if the level is no share.

    Notes
    -----
    Units whose means are out count as estimated for the statistics under equal variance, and not for the one
    robust within clusters, as in `two_stage`.

    References
    ----------
    Cragg, J. G., Donald, S. G. (1993). Testing identifiability and specification in instrumental variable
    models. Econometric Theory 9(2). Kleibergen, F., Paap, R. (2006). Generalized reduced rank tests using the
    singular value decomposition. Journal of Econometrics 133(1). Sanderson, E., Windmeijer, F. (2016). A weak
    instrument F-test in linear IV models with multiple endogenous variables. Journal of Econometrics 190(2).
    Stock, J. H., Yogo, M. (2005). Testing for weak instruments in linear IV regression. In: Identification
    and Inference for Econometric Models. Cambridge. Anderson, T. W., Rubin, H. (1949). Estimation of the
    parameters of a single equation in a complete system of stochastic equations. Annals of Mathematical
    Statistics 20(1).
    """
    check = ArgumentCheck("instrument_strength")
    check.level("level", level)
    check.raise_if_any(PanelInputError, "options of instrument_strength")
    parts = first_stage_parts(frame, outcome, endogenous, instruments, controls, unit=unit, cluster=cluster)
    if isinstance(parts, InapplicableDesign):
        return parts
    x, z, left = parts.endogenous, parts.instruments, parts.degrees_of_freedom
    count = z.shape[1]
    basis, _ = np.linalg.qr(z)
    table = pd.DataFrame(
        [
            (*_own(x[:, place], basis, left), *_conditional(x, place, basis, left))
            for place in range(x.shape[1])
        ],
        index=list(endogenous),
        columns=["f", "p_value", "conditional_f", "conditional_p"],
    )
    whitened, _ = np.linalg.qr(x)
    correlations = np.linalg.svd(basis.T @ whitened, compute_uv=False)
    weakest = float(correlations[-1]) ** 2
    joint = left / count * weakest / (1 - weakest)
    robust = None
    if parts.clusters is not None:
        robust = _kleibergen_paap(whitened, basis, parts.clusters, parts.controls)
    sets = {
        name: _robust_set(parts.outcome, x, place, basis, left, level)
        for place, name in enumerate(endogenous)
    }
    return InstrumentStrength(table, joint, robust, STOCK_YOGO.get((x.shape[1], count)), sets)


def _own(column: Matrix, basis: Matrix, left: int) -> tuple[float, float]:
    explained = float(((basis.T @ column) ** 2).sum())
    count = basis.shape[1]
    statistic = explained / count / ((float(column @ column) - explained) / left)
    return statistic, float(fisher.sf(statistic, count, left))


def _conditional(x: Matrix, place: int, basis: Matrix, left: int) -> tuple[float, float]:
    """F of what the instruments say of one column beyond what they say of the others."""
    column, others = x[:, place], np.delete(x, place, axis=1)
    fitted = basis @ (basis.T @ others)
    rest = column - others @ np.linalg.solve(fitted.T @ others, fitted.T @ column) if others.size else column
    explained = float(((basis.T @ rest) ** 2).sum())
    free = basis.shape[1] - others.shape[1]
    statistic = explained / free / ((float(rest @ rest) - explained) / left)
    return statistic, float(fisher.sf(statistic, free, left))


def _kleibergen_paap(whitened: Matrix, basis: Matrix, clusters: NDArray[np.intp], controls: int) -> float:
    """Wald F of the smallest singular direction, robust within clusters (conventions of ivreg2)."""
    rows, count = basis.shape
    left, _, right = np.linalg.svd(basis.T @ whitened)
    rank = whitened.shape[1] - 1
    across, along = left[:, rank:], right[rank]
    distance = across.T @ (basis.T @ whitened) @ along
    residual = (whitened - basis @ (basis.T @ whitened)) @ along
    scores = (basis @ across) * residual[:, None]
    groups = int(clusters.max()) + 1
    sums = np.zeros((groups, scores.shape[1]))
    np.add.at(sums, clusters, scores)
    wald = float(distance @ np.linalg.solve(sums.T @ sums, distance))
    return float(wald / (rows - 1) * (rows - count - controls) * (groups - 1) / (groups * count))


def _robust_set(y: Matrix, x: Matrix, place: int, basis: Matrix, left: int, level: float) -> RobustSet:
    """Invert the Anderson–Rubin test: a quadratic in the coefficient, at the best values of the others."""
    count = basis.shape[1]
    limit = float(fisher.ppf(level, count, left)) * count / left
    columns = np.column_stack([y, x[:, place], np.delete(x, place, axis=1)])
    inside = basis.T @ columns
    # explained less the limit times unexplained: not above zero where the test does not reject
    form = (1 + limit) * inside.T @ inside - limit * columns.T @ columns
    if form.shape[0] > 2:
        others = form[2:, 2:]
        if np.linalg.eigvalsh(others)[0] <= 0:
            return RobustSet("everything", None, None, level)
        form = form[:2, :2] - form[:2, 2:] @ np.linalg.solve(others, form[2:, :2])
    bend, slope, constant = float(form[1, 1]), float(form[0, 1]), float(form[0, 0])
    inner = slope**2 - bend * constant
    if inner < 0:
        return RobustSet("nothing" if bend > 0 else "everything", None, None, level)
    low, high = sorted(((slope - np.sqrt(inner)) / bend, (slope + np.sqrt(inner)) / bend))
    return RobustSet("between" if bend > 0 else "outside", float(low), float(high), level)
