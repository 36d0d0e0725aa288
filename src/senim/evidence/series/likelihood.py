"""The exact diffuse likelihood of a structural series, without its diffuse starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, cholesky, qr, solve_triangular

from senim.evidence.series.inputs import Matrix, Vector
from senim.evidence.series.structure import Structure

_RANK_TOLERANCE = 1e-9
_FLOOR = 1e-10


@dataclass(frozen=True)
class Regression:
    """Coefficients for given variances.

    Parameters
    ----------
    log_likelihood : float
        Restricted (diffuse) log-likelihood, up to a constant.
    coefficients : ndarray, shape (k,)
        Generalised least squares.
    covariance : ndarray, shape (k, k)
        Of the coefficients.
    """

    log_likelihood: float
    coefficients: Vector
    covariance: Matrix


class Projection:
    """A series freed of what its diffuse starts can explain.

    With A an orthonormal basis of everything orthogonal to the diffuse starts, A'y is normal with
    covariance Σ vⱼ A'CⱼA. Its likelihood, with flat coefficients, is the exact diffuse likelihood of
    the Kalman filter (de Jong 1991) up to a constant. Components are scaled to a mean variance
    of one, and the series to a variance of one.

    Parameters
    ----------
    structure : Structure
        Of all n periods.
    values : ndarray, shape (n,)
        Observations; NaN where missing.
    regressors : ndarray, shape (n, k)
        Regressors.
    """

    def __init__(self, structure: Structure, values: Vector, regressors: Matrix) -> None:
        there = np.isfinite(values)
        rotation, triangle, _ = qr(structure.diffuse[there], pivoting=True)
        size = np.abs(np.diag(triangle))
        self.diffuse = int((size > _RANK_TOLERANCE * size[0]).sum())
        self.basis: Matrix = rotation[:, self.diffuse :]
        self.size = self.basis.shape[1]
        self.there = there
        self.regressors: Matrix = self.basis.T @ regressors[there]
        own = self.basis.T @ values[there]
        self.scale = float(np.sqrt(np.mean(own**2))) if self.size else 0.0
        self.magnitude = float(np.sqrt(np.mean(values[there] ** 2)))
        self.series: Vector = own / self.scale if self.scale else own
        covered = [self.basis.T @ part[np.ix_(there, there)] @ self.basis for part in structure.components]
        self.spread: Vector = np.array([np.sqrt(np.trace(part) / max(self.size, 1)) for part in covered])
        self._parts: Matrix = np.array(
            [(part / spread**2).ravel() for part, spread in zip(covered, self.spread, strict=True)]
        )

    @property
    def count(self) -> int:
        """Number of variances."""
        return len(self._parts)

    def variances(self, deviations: Vector) -> Vector:
        """Carry scaled standard deviations back to variances in the unit of the series.

        Parameters
        ----------
        deviations : ndarray, shape (p,)
            Of the scaled components.

        Returns
        -------
        ndarray, shape (p,)
            In the order of the names.
        """
        return (deviations * self.scale / self.spread) ** 2

    def whiten(self, deviations: Vector, columns: Matrix) -> tuple[Matrix, float] | None:
        """Turn projected columns into independent ones of unit variance.

        Parameters
        ----------
        deviations : ndarray, shape (p,)
            Scaled standard deviations.
        columns : ndarray, shape (m, c)
            Projected columns.

        Returns
        -------
        tuple of (ndarray, float), or None
            The columns and the log-determinant of the covariance; None where it is singular.
        """
        covariance = ((deviations**2) @ self._parts).reshape(self.size, self.size)
        covariance[np.diag_indices(self.size)] += _FLOOR
        try:
            root = cholesky(covariance, lower=True, overwrite_a=True, check_finite=False)
        except LinAlgError:
            return None
        white = solve_triangular(root, columns, lower=True, check_finite=False)
        return white, 2 * float(np.log(np.diag(root)).sum())

    def at(self, deviations: Vector) -> Regression | None:
        """Estimate the coefficients for given standard deviations.

        Parameters
        ----------
        deviations : ndarray, shape (p,)
            Scaled standard deviations.

        Returns
        -------
        Regression or None
            In the unit of the series; None where the covariance is singular.
        """
        found = self.whiten(deviations, np.column_stack([self.series, self.regressors]))
        if found is None:
            return None
        white, determinant = found
        own, others = white[:, 0], white[:, 1:]
        if not others.shape[1]:
            return Regression(-0.5 * (determinant + float(own @ own)), np.empty(0), np.empty((0, 0)))
        inverse: Matrix = np.asarray(np.linalg.inv(others.T @ others), dtype=np.float64)
        coefficients = inverse @ (others.T @ own)
        rest = own - others @ coefficients
        determinant += float(np.linalg.slogdet(others.T @ others)[1])
        return Regression(
            -0.5 * (determinant + float(rest @ rest)),
            coefficients * self.scale,
            inverse * self.scale**2,
        )
