"""What not knowing the variances does to an interval: a mixture over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm, qmc

from senim.evidence.series.fitting import Optimum
from senim.evidence.series.inputs import Matrix, Vector
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.threads import one_thread

NODES = 128
"""Points at which the variances are looked at."""

_FREEDOM = 5.0
_WIDER = 1.2
_LEAST_CURVATURE = 0.15
_LEAST_WEIGHT = 1e-5
_SEED = 20110301


@dataclass(frozen=True)
class Mixture:
    """Plausible standard deviations with their weights.

    Parameters
    ----------
    deviations : ndarray, shape (m, p)
        Scaled standard deviations.
    weights : ndarray, shape (m,)
        They sum to one.
    """

    deviations: Matrix
    weights: Vector

    @property
    def effective_nodes(self) -> float:
        """How many equally weighted points the mixture is worth."""
        return float(1 / np.sum(self.weights**2))


@one_thread()
def plausible_variances(projection: Projection, optimum: Optimum, nodes: int = NODES) -> Mixture:
    """Weight variances by how well they fit.

    The diffuse likelihood is weighted with a prior that is uniform over the shares of variance of the
    scaled components (a Dirichlet distribution with all parameters one; Fuglstad et al. 2020) and flat
    in the logarithm of their sum. It is integrated by importance sampling: a multivariate t about the
    optimum, at quasi-random points that are the same in every call, so that a result is the same to
    the last digit.

    Parameters
    ----------
    projection : Projection
        The likelihood.
    optimum : Optimum
        Where it is highest.
    nodes : int
        Number of points, a power of two.

    Returns
    -------
    Mixture
        Points and weights.

    References
    ----------
    Fuglstad, G.-A., Hem, I. G., Knight, A., Rue, H., Riebler, A. (2020). Intuitive joint priors for
    variance parameters. Bayesian Analysis 15(4), 1109–1137.
    """
    centre, count = optimum.deviations, projection.count
    root = _spread(lambda point: _height(projection, np.abs(point)), centre, optimum.log_likelihood)
    uniform = qmc.Sobol(count + 1, seed=_SEED).random(nodes)
    shape = np.sqrt(chi2.ppf(uniform[:, -1], _FREEDOM) / _FREEDOM)[:, None]
    points = np.abs(centre + (norm.ppf(uniform[:, :-1]) / shape) @ root.T)
    heights = np.array([_height(projection, point) for point in points])
    total = (points**2).sum(axis=1)
    with np.errstate(divide="ignore"):
        prior = np.log(points).sum(axis=1) - count * np.log(total)
    logs = heights + prior - np.log(_density(points, centre, root))
    if not np.isfinite(logs).any():
        return Mixture(centre[None, :], np.ones(1))
    weights = np.exp(logs - logs[np.isfinite(logs)].max())
    kept = np.isfinite(logs) & (weights > _LEAST_WEIGHT)
    return Mixture(points[kept], weights[kept] / weights[kept].sum())


def mixture_interval(means: Matrix, deviations: Matrix, weights: Vector, coverage: float) -> Matrix:
    """Find the quantiles of weighted sums of normal distributions.

    Parameters
    ----------
    means, deviations : ndarray, shape (m, q)
        Of m normal distributions for each of q quantities.
    weights : ndarray, shape (m,)
        Weights of the m.
    coverage : float
        Share inside the interval.

    Returns
    -------
    ndarray, shape (q, 2)
        Low and high end.

    Examples
    --------
    >>> one = mixture_interval(np.zeros((1, 1)), np.ones((1, 1)), np.ones(1), 0.95)
    >>> one.round(2).tolist()
    [[-1.96, 1.96]]
    """
    tails = np.array([(1 - coverage) / 2, (1 + coverage) / 2])
    reach = np.abs(norm.ppf(tails[0])) * 2 + 4
    low = np.repeat((means - reach * deviations).min(axis=0)[:, None], 2, axis=1)
    high = np.repeat((means + reach * deviations).max(axis=0)[:, None], 2, axis=1)
    for _ in range(60):
        middle = (low + high) / 2
        below = np.einsum(
            "m,mqt->qt", weights, norm.cdf((middle - means[:, :, None]) / deviations[:, :, None])
        )
        low, high = np.where(below < tails, middle, low), np.where(below < tails, high, middle)
    return np.asarray((low + high) / 2, dtype=np.float64)


def mixture_share_below(means: Vector, deviations: Vector, weights: Vector, value: float) -> float:
    """Give the share of a mixture below a value.

    Parameters
    ----------
    means, deviations, weights : ndarray, shape (m,)
        Of m normal distributions.
    value : float
        The value.

    Returns
    -------
    float
        From 0 to 1.
    """
    return float(weights @ norm.cdf((value - means) / deviations))


def _height(projection: Projection, point: Vector) -> float:
    found = projection.at(point)
    return -np.inf if found is None else found.log_likelihood


def _spread(height: Callable[[Vector], float], centre: Vector, top: float) -> Matrix:
    """Find a root of the covariance, by steps that cost half a unit of likelihood."""
    count = len(centre)
    steps = np.array([_step(height, centre, top, place) for place in range(count)])
    moves = np.diag(steps)
    curvature = np.empty((count, count))
    for one in range(count):
        ends = height(centre + moves[one]), height(centre - moves[one])
        curvature[one, one] = 2 * top - ends[0] - ends[1]
        for other in range(one + 1, count):
            corners = [
                a * b * height(centre + a * moves[one] + b * moves[other]) for a in (1, -1) for b in (1, -1)
            ]
            curvature[one, other] = curvature[other, one] = -sum(corners) / 4
    values, vectors = np.linalg.eigh(np.where(np.isfinite(curvature), curvature, 0.0))
    scaled = (vectors / np.sqrt(np.maximum(values, _LEAST_CURVATURE))) @ vectors.T
    covariance = steps[:, None] * (scaled @ scaled.T) * steps[None, :] * _WIDER**2
    return np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)


def _step(height: Callable[[Vector], float], centre: Vector, top: float, place: int) -> float:
    step, move = 0.05, np.zeros_like(centre)
    for _ in range(30):
        move[place] = step
        if top - min(height(centre + move), height(centre - move)) >= 0.5:
            break
        step *= 1.6
    return step / 2


def _density(points: Matrix, centre: Vector, root: Matrix) -> Vector:
    """Give the density of the folded t, up to a constant: every way of signing a point counts."""
    count = points.shape[1]
    signs: NDArray[np.int64] = np.array(np.meshgrid(*[[1, -1]] * count)).reshape(count, -1).T
    inverse, total = np.linalg.inv(root), np.zeros(len(points))
    for sign in signs:
        apart = (points * sign - centre) @ inverse.T
        total += (1 + (apart**2).sum(axis=1) / _FREEDOM) ** (-0.5 * (_FREEDOM + count))
    return total
