"""Do small studies say something else than large ones? An answer, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.stats import norm
from scipy.stats import t as student

from senim.arguments import ArgumentCheck
from senim.evidence.pooling.inputs import (
    PoolingInputError,
    Vector,
    check_level,
    checked_estimates,
)
from senim.evidence.pooling.pooled import Interval
from senim.findings import Finding

FEWEST_STUDIES = 10
"""Below this the test has too little power to tell chance from asymmetry (Sterne et al. 2011)."""
LEAST_RANGE = 1.5
"""Largest standard error over the smallest: below this there are no small and no large studies."""
_EXACT = 1e-12


@dataclass(frozen=True)
class NoSmallStudyCheck:
    """A check that the data do not allow, and why.

    Parameters
    ----------
    question : str
        What was asked.
    reason : str
        Why there is no answer.
    k : int
        Independent studies at hand.
    wanted : int
        Independent studies that the check wants.
    """

    question: str
    reason: str
    k: int
    wanted: int

    def __str__(self) -> str:
        return f"{self.question} Cannot tell: {self.reason}."


@dataclass(frozen=True)
class SmallStudyCheck:
    """Regression of estimates on their standard errors.

    Parameters
    ----------
    slope, slope_standard_error : float
        Change of the estimate for a standard error larger by one (Egger's coefficient of asymmetry).
    t, degrees_of_freedom, p_value : float
        Test of no slope, t on k − 2.
    limit, limit_interval : float, tuple of float
        Where the line is at a standard error of 0 (the precision-effect estimate).
    k : int
        Number of studies.
    level : float
        Coverage of the interval.
    """

    slope: float
    slope_standard_error: float
    t: float
    degrees_of_freedom: int
    p_value: float
    limit: float
    limit_interval: Interval
    k: int
    level: float

    def __str__(self) -> str:
        low, high = self.limit_interval
        return (
            f"Slope on the standard error {self.slope:.3f} (SE {self.slope_standard_error:.3f}), "
            f"t = {self.t:.3f} on {self.degrees_of_freedom}, p = {self.p_value:.3f}; "
            f"at a standard error of 0 {self.limit:.3f} ({low:.3f} … {high:.3f})"
        )


def small_study_check(
    estimates: ArrayLike,
    standard_errors: ArrayLike,
    *,
    studies: Sequence[str] | None = None,
    level: float = 0.95,
) -> SmallStudyCheck | NoSmallStudyCheck:
    """Test whether less precise studies give other estimates (Egger's regression, PET).

    Estimates are regressed on their standard errors with weights 1 / variance and a free scale. A slope
    can come from results that were not published, and as well from small studies that were done
    elsewhere or otherwise, or from chance: it is no proof of any of them.

    Parameters
    ----------
    estimates, standard_errors : array_like, shape (k,)
        One pair for each study.
    studies : sequence of str, optional
        Study of each estimate. Estimates of one study are not independent, so studies are counted, and
        with fewer studies than estimates there is no answer.
    level : float
        Coverage of the interval of the limit.

    Returns
    -------
    SmallStudyCheck or NoSmallStudyCheck
        The regression; or why there is none: fewer than ten independent studies, several estimates of
        one study, standard errors too alike, estimates without any scatter.

    Raises
    ------
    PoolingInputError
        Anything wrong with the input, all findings at once.

    References
    ----------
    Egger, M., Davey Smith, G., Schneider, M., Minder, C. (1997). Bias in meta-analysis detected by a
    simple, graphical test. BMJ 315, 629–634. Sterne, J. et al. (2011). Recommendations for examining and
    interpreting funnel plot asymmetry in meta-analyses of randomised controlled trials. BMJ 343, d4002.
    Stanley, T., Doucouliagos, H. (2014). Meta-regression approximations to reduce publication selection
    bias. Research Synthesis Methods 5(1), 60–78.

    Examples
    --------
    >>> print(small_study_check([-0.34, -0.435, -1.3], [0.10, 0.231, 0.616]))
    Do small studies say something else? Cannot tell: 3 independent studies, and the check wants 10.
    """
    check = ArgumentCheck("small_study_check")
    check.level("level", level)
    listed = None if studies is None else check.listed("studies", studies)
    effects, errors = checked_estimates(
        estimates, standard_errors, call=check.call, kind="studies to check", found=check.findings
    )
    names = [str(place) for place in range(effects.size)] if listed is None else [str(s) for s in listed]
    if len(names) != effects.size:
        problem = f"{len(names)} studies for {effects.size} estimates"
        finding = Finding("small_study_check", "studies", problem, "Give one for each estimate.")
        raise PoolingInputError([finding], "studies to check")
    independent = len(set(names))
    reason = _why_not(independent, effects.size, errors)
    if not reason:
        result = _regression(effects, errors, level)
        if result is not None:
            return result
        reason = "the estimates lie on a line without any error, so there is nothing to judge by"
    question = "Do small studies say something else?"
    return NoSmallStudyCheck(question, reason, k=independent, wanted=FEWEST_STUDIES)


def funnel(estimates: ArrayLike, standard_errors: ArrayLike, *, level: float = 0.95) -> pd.DataFrame:
    """Lay out a funnel: estimates against their standard errors, with limits about the fixed mean.

    Parameters
    ----------
    estimates, standard_errors : array_like, shape (k,)
        One pair for each study.
    level : float
        Share of studies inside the limits if they differed by sampling alone.

    Returns
    -------
    DataFrame
        Columns ``estimate``, ``standard_error``, ``low``, ``high``, ``inside``, in the order given.

    Raises
    ------
    PoolingInputError
        Anything wrong with the input, all findings at once.

    Examples
    --------
    >>> funnel([0.1, 0.3], [0.1, 0.1])["inside"].tolist()
    [True, True]
    """
    found: list[Finding] = []
    check_level(level, found, "funnel")
    effects, errors = checked_estimates(
        estimates, standard_errors, call="funnel", kind="studies to lay out", found=found
    )
    mean, half = np.average(effects, weights=errors**-2.0), norm.ppf((1 + level) / 2) * errors
    table = pd.DataFrame({"estimate": effects, "standard_error": errors})
    table["low"], table["high"] = mean - half, mean + half
    table["inside"] = (effects >= table["low"]) & (effects <= table["high"])
    return table


def _why_not(independent: int, count: int, errors: Vector) -> str:
    """Give the reason why the check has no answer, or nothing."""
    if independent < FEWEST_STUDIES:
        plural = "study" if independent == 1 else "studies"
        return f"{independent} independent {plural}, and the check wants {FEWEST_STUDIES}"
    if independent < count:
        return f"{count} estimates come from {independent} studies, and estimates of one study hang together"
    if errors.max() < LEAST_RANGE * errors.min():
        return f"the largest standard error is less than {LEAST_RANGE:g} times the smallest"
    return ""


def _regression(effects: Vector, errors: Vector, level: float) -> SmallStudyCheck | None:
    """Regress on the standard error: divided by it, an ordinary line of z on precision and 1."""
    design = np.column_stack([1 / errors, np.ones(effects.size)])
    response, freedom = effects / errors, effects.size - 2
    (limit, slope), *_ = np.linalg.lstsq(design, response, rcond=None)
    residuals = response - design @ np.array([limit, slope])
    if np.linalg.norm(residuals) <= _EXACT * np.linalg.norm(response):
        return None
    covariance = residuals @ residuals / freedom * np.linalg.inv(design.T @ design)
    limit_error, slope_error = (float(value) for value in np.sqrt(np.diag(covariance)))
    half = float(student.ppf((1 + level) / 2, freedom)) * limit_error
    statistic = float(slope) / slope_error
    return SmallStudyCheck(
        slope=float(slope),
        slope_standard_error=slope_error,
        t=statistic,
        degrees_of_freedom=freedom,
        p_value=float(2 * student.sf(abs(statistic), freedom)),
        limit=float(limit),
        limit_interval=(float(limit) - half, float(limit) + half),
        k=effects.size,
        level=level,
    )
