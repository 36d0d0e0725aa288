"""One series before and after a year: two trends, their difference, and no word on what made it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import t as student

from senim.arguments import ArgumentCheck
from senim.evidence.panel.applicable import check_options
from senim.evidence.panel.inputs import PanelInputError
from senim.evidence.panel.results import InapplicableDesign, Interval
from senim.findings import Finding
from senim.numbers import NotNumbersError, as_numbers
from senim.status import Status

FEWEST_YEARS = 4
"""Years on either side without which a trend is a line through two or three points."""

NO_CAUSE = (
    "one national series: everything else that changed in these years changed for everybody at once, so "
    "nothing separates the cut from it"
)

CONVENTION = (
    "Two joined straight lines, errors of first-order autocorrelation known only to lie between 0 and 0.95 "
    "(flat), averaged over; t on n−3"
)
_CORRELATIONS = np.linspace(0.0, 0.95, 96)


@dataclass(frozen=True)
class TrendComparison:
    """Trends of one series on either side of a year; a description, whatever the interval.

    Parameters
    ----------
    name : str
        The series.
    break_year : int
        Where the two lines meet.
    first, last : int
        Years read.
    slope_before : float
        Change a year up to the break, in the unit of the series.
    before_interval : tuple of float
        Its interval.
    slope_after : float
        Change a year after it.
    after_interval : tuple of float
        Its interval.
    slope_change : float
        The second less the first.
    change_interval : tuple of float
        Its interval.
    gap : float
        The second line in the last year less the first one carried on to it.
    gap_interval : tuple of float
        Its interval; the first line is carried on without any doubt that it would have gone on.
    level : float
        Coverage.
    observations : int
        Years with a value.
    convention : str
        How intervals are made.
    cannot_tell : str
        Why this is no effect.
    """

    name: str
    break_year: int
    first: int
    last: int
    slope_before: float
    before_interval: Interval
    slope_after: float
    after_interval: Interval
    slope_change: float
    change_interval: Interval
    gap: float
    gap_interval: Interval
    level: float
    observations: int
    convention: str = CONVENTION
    cannot_tell: str = NO_CAUSE

    @property
    def status(self) -> Status:
        """The trends are derived from observed shares."""
        return Status.DERIVED

    @property
    def effect_status(self) -> Status:
        """The effect of the cut is not identifiable, whatever the trends."""
        return Status.NOT_IDENTIFIABLE


def trend_comparison(
    series: pd.Series[float], break_year: int, *, level: float = 0.95, name: str = "series"
) -> TrendComparison | InapplicableDesign:
    """Compare the trend of a yearly series before and after a year.

    Parameters
    ----------
    series : Series
        Values indexed by year; gaps are allowed and counted as time that passed.
    break_year : int
        The last year of the first line and first of the second.
    level : float
        Coverage of the intervals.
    name : str
        What the series is.

    Returns
    -------
    TrendComparison or InapplicableDesign
        InapplicableDesign with fewer than four years on a side, or a series that does not move.

    Raises
    ------
    PanelInputError
        If the series repeats a year, holds what is no finite number, or an option is not understood.

    Notes
    -----
    Given the correlation r of errors one year apart (r to the power of the distance for others),
    generalised least squares gives the lines in closed form, with a t-distribution. r is left on a grid from
    0 to 0.95 and averaged over with its likelihood, so that an interval is not narrow because neighbouring
    years resemble each other.

    References
    ----------
    Zellner, A., Tiao, G. C. (1964). Bayesian analysis of the regression model with autocorrelated errors.
    Journal of the American Statistical Association 59(307).
    """
    check_options("trend_comparison", level=level, break_year=break_year)
    check = ArgumentCheck("trend_comparison")
    check.kind("series", series, pd.Series, "Give a Series indexed by year.")
    check.kind("name", name, str, "Give it a name.")
    check.raise_if_any(PanelInputError, "series to compare trends of")
    years, values = _checked(series)
    reasons = [
        Finding(
            "trend_comparison", side, f"{count} years with a value, {FEWEST_YEARS} are needed", "Give more."
        )
        for side, count in (
            (f"up to {break_year}", int((years <= break_year).sum())),
            (f"after {break_year}", int((years > break_year).sum())),
        )
        if count < FEWEST_YEARS
    ]
    design = np.column_stack([np.ones(len(years)), years - break_year, np.maximum(years - break_year, 0)])
    exact = len(years) > 3 and _residual(values, design) < 1e-12 * max(1.0, float(np.abs(values).max()))
    if len(years) and exact:
        problem = "the values lie on the lines without any error"
        reasons.append(Finding("trend_comparison", "values", problem, "Use observed values."))
    if reasons:
        return InapplicableDesign("trend before and after", name, f"{break_year}", tuple(reasons))
    mixture = _Mixture.of(years, values, design)
    ahead = float(years[-1] - break_year)
    contrasts = [np.array(row, dtype=np.float64) for row in ([0, 1, 0], [0, 1, 1], [0, 0, 1], [0, 0, ahead])]
    told = [mixture.summary(contrast, level) for contrast in contrasts]
    return TrendComparison(
        name,
        break_year,
        int(years[0]),
        int(years[-1]),
        *told[0],
        *told[1],
        *told[2],
        *told[3],
        level,
        len(years),
    )


def _checked(series: pd.Series[float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    findings = []
    known = series.dropna().sort_index()
    if known.index.duplicated().any():
        findings.append(Finding("trend_comparison", "index", "a year has two values", "Keep one."))
    try:
        values = as_numbers(known)
    except NotNumbersError as error:
        remedy = "Give numbers, or leave them empty."
        findings.append(Finding("trend_comparison", "values", str(error), remedy))
        raise PanelInputError(findings, "series") from None
    if not np.isfinite(values).all():
        problem = f"{int((~np.isfinite(values)).sum())} values are no finite numbers"
        findings.append(Finding("trend_comparison", "values", problem, "Give numbers, or leave them empty."))
    if findings:
        raise PanelInputError(findings, "series")
    return known.index.to_numpy(dtype=np.float64), values


def _residual(values: NDArray[np.float64], design: NDArray[np.float64]) -> float:
    fitted = design @ np.linalg.lstsq(design, values, rcond=None)[0]
    return float(np.abs(values - fitted).max())


@dataclass(frozen=True, eq=False)
class _Mixture:
    """Lines given each correlation, and how likely each correlation is."""

    weights: NDArray[np.float64]
    coefficients: NDArray[np.float64]
    covariances: NDArray[np.float64]
    degrees_of_freedom: int

    @classmethod
    def of(
        cls, years: NDArray[np.float64], values: NDArray[np.float64], design: NDArray[np.float64]
    ) -> _Mixture:
        left = len(years) - design.shape[1]
        distance = np.abs(years[:, None] - years[None, :])
        logs, coefficients, covariances = [], [], []
        for correlation in _CORRELATIONS:
            root = np.linalg.cholesky(correlation**distance)
            x, y = np.linalg.solve(root, design), np.linalg.solve(root, values)
            cross = x.T @ x
            slope = np.linalg.solve(cross, x.T @ y)
            square = float(((y - x @ slope) ** 2).sum())
            logs.append(
                -float(np.log(np.diag(root)).sum())
                - 0.5 * float(np.linalg.slogdet(cross)[1])
                - 0.5 * left * float(np.log(square))
            )
            coefficients.append(slope)
            covariances.append(np.linalg.inv(cross) * square / left)
        weights = np.exp(np.array(logs) - max(logs))
        return cls(weights / weights.sum(), np.array(coefficients), np.array(covariances), left)

    def summary(self, contrast: NDArray[np.float64], level: float) -> tuple[float, Interval]:
        """Give middle and interval of a weighted sum of the coefficients."""
        middles = self.coefficients @ contrast
        errors = np.sqrt(np.einsum("i,kij,j->k", contrast, self.covariances, contrast))
        span = (float((middles - 60 * errors).min()), float((middles + 60 * errors).max()))

        def below(value: float, share: float) -> float:
            shares = student.cdf((value - middles) / errors, self.degrees_of_freedom)
            return float(self.weights @ shares) - share

        tails = ((1 - level) / 2, 0.5, (1 + level) / 2)
        low, middle, high = (float(brentq(below, *span, args=(share,))) for share in tails)
        return middle, (low, high)
