"""The best optimum of the likelihood: several starts, two methods, and how many of them agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from senim.evidence.series.inputs import Vector
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.threads import one_thread

STARTS: tuple[tuple[float, float, float, float], ...] = (
    (0.6, 0.4, 0.3, 0.3),
    (0.9, 0.1, 0.05, 0.1),
    (0.2, 0.9, 0.1, 0.1),
    (0.4, 0.05, 0.7, 0.1),
)
"""Scaled standard deviations to start from: of each kind of movement at first, then mostly one of them."""

_AGREE = 1e-3
_LARGEST = 50.0
_REFUSED = 1e10


@dataclass(frozen=True)
class Optimum:
    """Where the likelihood is highest.

    Parameters
    ----------
    deviations : ndarray, shape (p,)
        Scaled standard deviations of the components.
    log_likelihood : float
        There, up to a constant.
    starts : int
        Searches made.
    agree : int
        Searches that ended within a thousandth of the best log-likelihood.
    converged : bool
        Whether the best search says that it converged.
    """

    deviations: Vector
    log_likelihood: float
    starts: int
    agree: int
    converged: bool


@one_thread()
def best_optimum(projection: Projection, first: Vector | None = None) -> Optimum | None:
    """Search from several starts with two methods and keep the best end.

    Standard deviations, not variances, are searched: the likelihood is even in them, so a start
    is never trapped at zero unless zero is a maximum, and the surface is smooth there. Each start
    is a quasi-Newton search (L-BFGS-B); the best end is searched on by a simplex (Nelder–Mead),
    which needs no slope.

    Parameters
    ----------
    projection : Projection
        The likelihood.
    first : ndarray, shape (p,), optional
        Where a like series has its optimum: the search then starts there and at two of `STARTS`.

    Returns
    -------
    Optimum or None
        None where no search ends at a finite likelihood.
    """
    count = projection.count
    extra = np.full(max(count - 4, 0), 0.2)
    begins = [np.concatenate([np.array(start[: min(count, 4)]), extra]) for start in STARTS]
    if first is not None:
        begins = [first, begins[0], begins[3]]
    if count == 1:
        begins = begins[:2]

    def cost(deviations: Vector) -> float:
        found = projection.at(deviations)
        return _REFUSED if found is None or not np.isfinite(found.log_likelihood) else -found.log_likelihood

    bounds = [(0.0, _LARGEST)] * count
    options = {"maxiter": 300, "ftol": 1e-11, "gtol": 1e-5}
    ends = [minimize(cost, begin, method="L-BFGS-B", bounds=bounds, options=options) for begin in begins]
    best = min(ends, key=lambda end: float(end.fun))
    if best.fun >= _REFUSED:
        return None
    simplex = {"initial_simplex": _simplex(best.x), "xatol": 1e-5, "fatol": 1e-8, "maxfev": 150 * count}
    polished = minimize(lambda point: cost(np.abs(point)), best.x, method="Nelder-Mead", options=simplex)
    ended = [*ends, polished]
    top = min(ended, key=lambda end: float(end.fun))
    agree = sum(float(end.fun) - float(top.fun) < _AGREE for end in ended)
    converged = any(end.success and float(end.fun) - float(top.fun) < _AGREE for end in ended)
    return Optimum(np.abs(top.x), -float(top.fun), len(ended), agree, converged)


def _simplex(centre: Vector) -> Vector:
    """Put a small simplex about a point, wide enough to leave a flat edge."""
    corners = np.tile(centre, (len(centre) + 1, 1))
    corners[1:] += np.diag(np.maximum(0.05 * centre, 0.01))
    return corners
