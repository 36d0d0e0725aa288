"""Dose and response over all years: effects of forces and of years taken out, officers of earlier years."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from senim.evidence.panel.applicable import check_options, constant, no_error, no_years, too_few
from senim.evidence.panel.inputs import UNIT, YEAR, PanelInputError, checked_panel
from senim.evidence.panel.results import DesignResult, InapplicableDesign, PanelEstimate
from senim.findings import Finding

YEARS = (2007, 2019)
"""To the last year before the gap of Greater Manchester and the pandemic."""

CLUSTER_CONVENTIONS = {
    "CRV1": "Cluster-robust by force, CRV1: G/(G−1) · (n−1)/(n−k), k without the effects of forces; t on G−1",
    "CRV3": "Cluster-robust by force, CRV3 (each force left out once): the factor of CRV1; t on G−1",
}
"""Standard errors of designs over all years, in words."""


@dataclass(frozen=True)
class LaggedResponse:
    """Response to officers of several years, and to all of them together.

    Parameters
    ----------
    terms : tuple of PanelEstimate
        One for each lag, in the order asked for.
    together : PanelEstimate
        Their sum: what a lasting change comes to.
    """

    terms: tuple[PanelEstimate, ...]
    together: PanelEstimate


def fixed_effects(
    frame: pd.DataFrame,
    outcome: str,
    dose: str,
    *,
    lags: Sequence[int] = (1,),
    years: tuple[int, int] = YEARS,
    convention: str = "CRV1",
    level: float = 0.95,
) -> LaggedResponse | InapplicableDesign:
    """Regress an outcome on a dose of earlier years with effects of units and of years.

    Parameters
    ----------
    frame : DataFrame
        One row for each ``force`` and ``year``.
    outcome, dose : str
        Columns, in logarithms for an elasticity.
    lags : sequence of int
        Years by which the dose is earlier; 0 is the same year. A lag over a missing year is
        missing: rows are matched by year, not by place.
    years : tuple of int
        First and last year of the panel that is read.
    convention : {"CRV1", "CRV3"}
        Standard error.
    level : float
        Coverage of the intervals.

    Returns
    -------
    LaggedResponse or InapplicableDesign
        InapplicableDesign where fewer than ten units have rows, only one year is left, or the outcome or the
        dose does not vary once the effects are out.

    Raises
    ------
    PanelInputError
        If the frame is no panel, or an option is not understood.

    Notes
    -----
    pyfixest 0.40 or later does the fit. Its small-sample factor counts no effect that is nested in the
    clusters; packages that count them give errors that are 3 to 5 per cent larger.
    """
    words = [("convention", convention, CLUSTER_CONVENTIONS)]
    check_options("fixed_effects", level=level, words=words, spans={"years": years}, lags=lags)
    design = f"fixed effects, {_words(lags)}"
    _check_lags(lags, years)
    table = checked_panel(frame, [outcome, dose], design)
    missing = no_years(table, years, design)
    if missing:
        return InapplicableDesign(design, outcome, dose, tuple(missing))
    span = table[table[YEAR].between(*years)]
    names = [f"dose_{lag}" for lag in lags]
    rows = _with_lags(span, outcome, dose, lags, names)
    known = rows.dropna().copy()
    reasons = too_few(known[UNIT].nunique(), design)
    reasons += _nothing_left(known, names, outcome, dose, design)
    if reasons:
        return InapplicableDesign(design, outcome, dose, tuple(reasons))
    if follows_exactly(known, names):
        return InapplicableDesign(design, outcome, dose, (no_error(outcome, design),))
    formula = f"outcome ~ {' + '.join(names)} | {UNIT} + {YEAR}"
    found = fit_with_effects(formula, known, convention)
    weights = [*np.eye(len(names)), np.ones(len(names))]
    labels = [_words([lag]) for lag in lags] + [_words(lags)]
    left_out = sorted(set(rows[UNIT]) - set(known[UNIT]))
    like = PanelEstimate(
        design=design,
        outcome=outcome,
        dose=dose,
        estimate=0.0,
        standard_error=0.0,
        interval=(0.0, 0.0),
        p_value=1.0,
        level=level,
        observations=len(known),
        clusters=known[UNIT].nunique(),
        convention=CLUSTER_CONVENTIONS[convention],
        left_out=tuple(left_out),
        rows_left_out=len(rows) - len(known),
    )
    made = [
        found.contrast(names, weight, like.named(f"fixed effects, {label}"))
        for weight, label in zip(weights, labels, strict=True)
    ]
    return LaggedResponse(tuple(made[:-1]), made[-1])


@dataclass(frozen=True, eq=False)
class EffectsFit:
    """Coefficients of a fit with effects taken out.

    Parameters
    ----------
    names : tuple of str
        Of the coefficients.
    coefficients : ndarray, shape (k,)
        In the order of the names.
    covariance : ndarray, shape (k, k)
        Cluster-robust.
    degrees_of_freedom : int
        Of the t-distribution: clusters less one.
    """

    names: tuple[str, ...]
    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    degrees_of_freedom: int

    def contrast(
        self, names: Sequence[str], weights: NDArray[np.float64], like: PanelEstimate
    ) -> PanelEstimate:
        """Give a weighted sum of coefficients.

        Parameters
        ----------
        names : sequence of str
            The coefficients.
        weights : ndarray
            One for each.
        like : PanelEstimate
            Everything about the result but its numbers.

        Returns
        -------
        PanelEstimate
            The sum with its error.
        """
        places = [self.names.index(name) for name in names]
        middle = float(weights @ self.coefficients[places])
        error = float(np.sqrt(weights @ self.covariance[np.ix_(places, places)] @ weights))
        half = float(student.ppf((1 + like.level) / 2, self.degrees_of_freedom)) * error
        p_value = float(2 * student.sf(abs(middle) / error, self.degrees_of_freedom))
        return replace(
            like,
            estimate=middle,
            standard_error=error,
            interval=(middle - half, middle + half),
            p_value=p_value,
        )


def fit_with_effects(formula: str, rows: pd.DataFrame, convention: str) -> EffectsFit:
    """Fit with pyfixest, clustered by force.

    Parameters
    ----------
    formula : str
        In the form ``outcome ~ regressors | effects``.
    rows : DataFrame
        Without gaps.
    convention : {"CRV1", "CRV3"}
        Standard error.

    Returns
    -------
    EffectsFit
        Coefficients and their covariance.
    """
    # pyfixest takes seconds to import, and most of those who import the evidence never fit with it
    from pyfixest.estimation import feols

    with _quiet():
        found: Any = feols(formula, rows, vcov={convention: UNIT}, fixef_rm="none")
        estimates = found.coef()
    return EffectsFit(
        tuple(str(name) for name in estimates.index),
        estimates.to_numpy(dtype=np.float64),
        np.asarray(found._vcov, dtype=np.float64),
        rows[UNIT].nunique() - 1,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence what pyfixest's own use of pandas warns about; nothing of the fit is silenced."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The inplace keyword", category=DeprecationWarning)
        yield


def _with_lags(
    span: pd.DataFrame, outcome: str, dose: str, lags: Sequence[int], names: Sequence[str]
) -> pd.DataFrame:
    """Set beside each outcome the dose of exactly so many years before."""
    rows = span[[UNIT, YEAR, outcome]].rename(columns={outcome: "outcome"})
    for lag, name in zip(lags, names, strict=True):
        earlier = span[[UNIT, YEAR, dose]].rename(columns={dose: name})
        rows = rows.merge(earlier.assign(year=earlier[YEAR] + lag), on=[UNIT, YEAR], how="left")
    first = int(span[YEAR].min()) + max(lags)
    return rows[rows[YEAR] >= first]


def _nothing_left(
    known: pd.DataFrame, names: Sequence[str], outcome: str, dose: str, design: str
) -> list[Finding]:
    """Look at what still varies once the effects of units and of years are out."""
    if known[YEAR].nunique() < 2:
        problem = "one year is left once the dose is lagged"
        return [Finding(design, "years", problem, "Give more years or shorter lags.")]
    reasons = constant(two_way(known, "outcome"), outcome, design)
    for name in names:
        reasons += constant(two_way(known, name), dose, design)
    return reasons


def two_way(rows: pd.DataFrame, column: str) -> NDArray[np.float64]:
    """Take the effects of units and of years out of one column.

    Parameters
    ----------
    rows : DataFrame
        Without gaps; not every unit needs every year.
    column : str
        The column.

    Returns
    -------
    ndarray
        What is left, a value a row.
    """
    effects = pd.get_dummies(rows[[UNIT, YEAR]].astype(str), dtype=np.float64).to_numpy()
    values = rows[column].to_numpy(dtype=np.float64)
    centred = values - values.mean()
    left: NDArray[np.float64] = centred - effects @ np.linalg.lstsq(effects, centred, rcond=None)[0]
    return left


def follows_exactly(rows: pd.DataFrame, names: Sequence[str]) -> bool:
    """Tell whether the outcome follows the regressors and the effects without any error.

    Parameters
    ----------
    rows : DataFrame
        Without gaps, with the column ``outcome``.
    names : sequence of str
        Columns of the regressors.

    Returns
    -------
    bool
        True where least squares leaves nothing over.
    """
    outcome = two_way(rows, "outcome")
    regressors = np.column_stack([two_way(rows, name) for name in names])
    left = outcome - regressors @ np.linalg.lstsq(regressors, outcome, rcond=None)[0]
    return bool(np.abs(left).max() <= 1e-10 * max(1.0, float(np.abs(outcome).max())))


def _words(lags: Sequence[int]) -> str:
    names = [
        "the same year" if lag == 0 else "1 year before" if lag == 1 else f"{lag} years before"
        for lag in lags
    ]
    return f"officers of {' and '.join(names)}"


def _check_lags(lags: Sequence[int], years: tuple[int, int]) -> None:
    bad = [lag for lag in lags if lag < 0 or lag != int(lag)]
    findings = [
        Finding("fixed_effects", "lags", f"{lag} is no lag", "Give whole numbers of years, 0 or more.")
        for lag in bad
    ]
    if not lags or len(set(lags)) != len(lags):
        findings.append(Finding("fixed_effects", "lags", "are empty or repeat one", "Give each once."))
    if years[0] >= years[1]:
        problem = f"{years[0]}–{years[1]} is no span"
        findings.append(Finding("fixed_effects", "years", problem, "Give the first and a later year."))
    if findings:
        raise PanelInputError(findings, "options of the fixed effects")


def together(result: LaggedResponse | InapplicableDesign) -> DesignResult:
    """Give the one number of a lagged response.

    Parameters
    ----------
    result : LaggedResponse or InapplicableDesign
        What `fixed_effects` answered.

    Returns
    -------
    PanelEstimate or InapplicableDesign
        The sum over the lags.
    """
    return result.together if isinstance(result, LaggedResponse) else result
