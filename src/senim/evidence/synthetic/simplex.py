"""Exact least squares on the simplex: weights that are not negative and sum to one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

ZERO = 1e-9
"""Below this, relative to the largest possible, a gradient or a singular value counts as zero."""

HEAVY = 1e6
"""Weight of a condition that has to hold, against what is made small under it."""


def simplex_least_squares(donors: Matrix, target: Vector) -> Vector:
    """Find the weights on the simplex whose mixture of donors lies nearest to a target.

    The active set of non-negative least squares is finite and needs no step size or penalty. Of several
    best weights those of smallest norm are taken: the most even ones, and the same in whatever order the
    donors stand.

    Parameters
    ----------
    donors : ndarray, shape (rows, donors)
        One column for each donor.
    target : ndarray, shape (rows,)
        What the mixture is to come near to.

    Returns
    -------
    ndarray, shape (donors,)
        Weights, at least 0, with sum 1.

    Notes
    -----
    On the simplex ``donors @ w - target`` is ``(donors - target) @ w``, so the task is the point of smallest
    norm in a convex hull. With ``B = donors - target`` the minimiser ``u`` of ``|B u|² + (1 - sum(u))²`` over
    ``u >= 0`` is a multiple of the weights: for every fixed sum the best direction is the same, and the best
    sum is positive. The sum constraint is thus met exactly.

    References
    ----------
    Lawson, C. L., Hanson, R. J. (1974). Solving Least Squares Problems, chapter 23.

    Examples
    --------
    >>> simplex_least_squares(np.array([[0.0, 2.0], [1.0, 1.0]]), np.array([0.5, 1.0])).round(6).tolist()
    [0.75, 0.25]
    """
    spread = donors - target[:, None]
    size = float(np.sqrt((spread**2).sum(axis=0).max()))
    count = spread.shape[1]
    if size == 0.0 or count == 1:
        return np.full(count, 1.0 / count)
    scaled = spread / size
    weights = _nearest_point(scaled)
    return _most_even(scaled, weights)


def kkt_violation(donors: Matrix, target: Vector, weights: Vector) -> float:
    """Measure how far weights are from the conditions of a best fit on the simplex.

    Parameters
    ----------
    donors : ndarray, shape (rows, donors)
        One column for each donor.
    target : ndarray, shape (rows,)
        What the mixture is to come near to.
    weights : ndarray, shape (donors,)
        The weights.

    Returns
    -------
    float
        The largest violation: a negative weight, a sum other than 1, a donor that would improve the fit, or
        a used donor that does not pay for itself; gradients are relative to the squared largest distance
        between a donor and the target. 0 at an optimum, up to rounding.

    Examples
    --------
    >>> donors, target = np.array([[0.0, 2.0], [1.0, 1.0]]), np.array([0.5, 1.0])
    >>> kkt_violation(donors, target, np.array([0.75, 0.25])) < 1e-12
    True
    >>> round(kkt_violation(donors, target, np.array([1.0, 0.0])), 3)
    0.444
    """
    spread = donors - target[:, None]
    size = float((spread**2).sum(axis=0).max())
    gradient = spread.T @ (spread @ weights) / (size or 1.0)
    multiplier = float(gradient @ weights)
    return 0.0 + max(
        0.0,
        float(-weights.min(initial=0.0)),
        abs(float(weights.sum()) - 1.0),
        float((multiplier - gradient).max()),
        float((weights * np.abs(gradient - multiplier)).max()),
    )


def _nearest_point(spread: Matrix) -> Vector:
    """Weights of the point of the hull of the columns that is nearest to zero."""
    rows, count = spread.shape
    system = np.vstack([spread, np.ones(count)])
    wanted = np.zeros(rows + 1)
    wanted[-1] = 1.0
    solution = nnls(system, wanted, maxiter=30 * count)[0]
    weights: Vector = solution / solution.sum()
    return weights


def _most_even(spread: Matrix, weights: Vector) -> Vector:
    """Among all weights with the same mixture, those of smallest norm."""
    point = spread @ weights
    gradient = spread.T @ point
    # only donors whose gradient is the multiplier can carry weight at an optimum
    able = np.flatnonzero((gradient - point @ point <= ZERO) | (weights > 0))
    conditions = np.vstack([spread[:, able], np.ones(able.size)])
    _, singular, rows = np.linalg.svd(conditions, full_matrices=False)
    kept = rows[: int((singular > ZERO * singular[0]).sum())]
    if len(kept) == able.size:
        return weights
    even = np.zeros_like(weights)
    even[able] = _shortest(kept, kept @ weights[able])
    even /= even.sum()
    return even


def _shortest(conditions: Matrix, wanted: Vector) -> Vector:
    """The shortest ``x >= 0`` with ``conditions @ x = wanted``; the conditions are orthonormal rows."""
    count = conditions.shape[1]
    # heavy conditions over the norm itself: columns that cannot depend on each other, which `nnls` needs
    system = np.vstack([HEAVY * conditions, np.eye(count)])
    heavy = np.concatenate([HEAVY * wanted, np.zeros(count)])
    used = nnls(system, heavy, maxiter=100 * count)[0] > 0.0
    # which of them are used is all that is taken from there; their weights meet the conditions exactly
    shortest = np.zeros(count)
    shortest[used] = np.linalg.lstsq(conditions[:, used], wanted, rcond=None)[0]
    return np.maximum(shortest, 0.0)
