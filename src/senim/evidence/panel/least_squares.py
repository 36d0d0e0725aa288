"""Least squares with standard errors for few units: HC1 and HC3, t on n − k degrees of freedom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

Vector = NDArray[np.float64]

CONVENTIONS = {
    "HC1": "Robust to unequal variance, HC1 (n/(n−k)), t on n−k",
    "HC3": "Robust to unequal variance, HC3 (residuals over 1 − leverage), t on n−k",
}
"""Standard errors that a design over units may use, in words."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A least-squares fit.

    Parameters
    ----------
    coefficients, standard_errors : ndarray, shape (k,)
        In the order of the columns.
    degrees_of_freedom : int
        n − k.
    """

    coefficients: Vector
    standard_errors: Vector
    degrees_of_freedom: int

    def interval(self, column: int, level: float) -> tuple[float, float]:
        """Give the confidence interval of one coefficient.

        Parameters
        ----------
        column : int
            Its place.
        level : float
            Coverage.

        Returns
        -------
        tuple of float
            Low and high limit.
        """
        half = float(student.ppf((1 + level) / 2, self.degrees_of_freedom) * self.standard_errors[column])
        middle = float(self.coefficients[column])
        return middle - half, middle + half

    def p_value(self, column: int) -> float:
        """Give the two-sided p-value of one coefficient.

        Parameters
        ----------
        column : int
            Its place.

        Returns
        -------
        float
            Probability of a t-value as far from zero.
        """
        ratio = abs(self.coefficients[column] / self.standard_errors[column])
        return float(2 * student.sf(ratio, self.degrees_of_freedom))


def fit(outcome: Vector, regressors: Vector, convention: str = "HC3") -> Fit:
    """Fit an outcome on regressors.

    Parameters
    ----------
    outcome : ndarray, shape (n,)
        The outcome.
    regressors : ndarray, shape (n, k)
        Of full rank, the constant among them.
    convention : {"HC1", "HC3"}
        Standard error.

    Returns
    -------
    Fit
        Coefficients and standard errors.

    References
    ----------
    Long, J. S., Ervin, L. H. (2000). Using heteroscedasticity consistent standard errors in the linear
    regression model. The American Statistician 54(3).

    Examples
    --------
    >>> x = np.column_stack([np.ones(4), [0.0, 1.0, 2.0, 3.0]])
    >>> [round(float(value), 3) for value in fit(np.array([1.0, 2.0, 2.0, 4.0]), x).coefficients]
    [0.9, 0.9]
    """
    count, columns = regressors.shape
    coefficients, variance = robust_covariance(outcome, regressors, convention)
    return Fit(coefficients, np.sqrt(np.diag(variance)), count - columns)


def robust_covariance(outcome: Vector, regressors: Vector, convention: str = "HC3") -> tuple[Vector, Vector]:
    """Give coefficients and their covariance.

    Parameters
    ----------
    outcome : ndarray, shape (n,)
        The outcome.
    regressors : ndarray, shape (n, k)
        Of full rank.
    convention : {"HC1", "HC3"}
        Standard error.

    Returns
    -------
    tuple of ndarray, shapes (k,) and (k, k)
        Coefficients and covariance.
    """
    count, columns = regressors.shape
    bread = np.linalg.inv(regressors.T @ regressors)
    coefficients = bread @ regressors.T @ outcome
    residuals = outcome - regressors @ coefficients
    if convention == "HC3":
        leverage = np.einsum("ij,jk,ik->i", regressors, bread, regressors)
        # A unit that its own column fits has leverage 1 and residual 0: its share is 0, not 0/0.
        kept = 1 - leverage > 1e-10
        weights = np.where(kept, residuals / np.where(kept, 1 - leverage, 1.0), 0.0)
        scale = 1.0
    else:
        weights, scale = residuals, count / (count - columns)
    scores = regressors * weights[:, None]
    variance = scale * bread @ (scores.T @ scores) @ bread
    return coefficients, variance
