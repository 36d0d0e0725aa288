"""Highest modes of many restricted likelihoods at once.

Columns are replicates: effects of shape (k, b), centred and scaled, k at least 2; variances of shape (k, 1)
where all replicates share them, or (k, b). Sums over a few studies so run along long rows of memory.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from senim.evidence.pooling.heterogeneity import SEARCH_POINTS
from senim.evidence.pooling.inputs import Vector

Matrix = NDArray[np.float64]
STEP = 0.3
"""Step of the first scan in logs: the score is made of logistic curves of width one, so it bends slowly."""
FEWEST_STEPS = 8
NEWTON_ROUNDS = 100


def highest_modes(effects: Matrix, variances: Matrix) -> Vector:
    """Find the between-study variance of the highest mode of each replicate.

    The score is scanned on a coarse grid up to the bound below which all stationary points lie. Where it
    crosses zero at most once, and nears it nowhere else, there is one mode. The other replicates are
    scanned as finely as `restricted_maximum_likelihood` scans, and the highest of their modes is taken.

    Parameters
    ----------
    effects : ndarray, shape (k, b)
        Effects.
    variances : ndarray, shape (k, 1) or (k, b)
        Sampling variances.

    Returns
    -------
    ndarray, shape (b,)
        Between-study variances, 0 where the likelihood falls from the start.
    """
    found = np.zeros(effects.shape[1])
    bounds = mode_bounds(effects, variances)
    grid = _coarse_grid(bounds, variances)
    scores = _scores(effects, variances, grid)
    falls = (scores[:-1] > 0) & (scores[1:] <= 0)
    doubtful = (falls.sum(axis=0) + (scores[0] <= 0) != 1) | _nears_zero(scores)
    clear = np.flatnonzero(~doubtful & falls.any(axis=0))
    cell = falls[:, clear].argmax(axis=0)
    ends = np.broadcast_to(grid, scores.shape)
    bracket = ends[cell, clear], ends[cell + 1, clear]
    found[clear] = _roots(effects[:, clear], _chosen(variances, clear), *bracket)
    rest = np.flatnonzero(doubtful & (bounds > 0))
    if rest.size:
        found[rest] = _finely(effects[:, rest], _chosen(variances, rest), bounds[rest])
    return found


def mode_bounds(effects: Matrix, variances: Matrix) -> Vector:
    """Bound the stationary points of the restricted likelihood of each replicate.

    Parameters
    ----------
    effects : ndarray, shape (k, b)
        Effects.
    variances : ndarray, shape (k, 1) or (k, b)
        Sampling variances.

    Returns
    -------
    ndarray, shape (b,)
        As in `restricted_maximum_likelihood`; 0 where all effects of the replicate are equal.
    """
    spread = ((effects - effects.mean(axis=0)) ** 2).sum(axis=0) / (effects.shape[0] - 1)
    return np.asarray((spread + np.sqrt(spread**2 + 4 * spread * variances.max(axis=0))) / 2)


def _chosen(variances: Matrix, columns: NDArray[np.intp]) -> Matrix:
    """Choose replicates; shared variances have none to choose."""
    return variances if variances.shape[1] == 1 else variances[:, columns]


def _coarse_grid(bounds: Vector, variances: Matrix) -> Matrix:
    """Lay a grid from 0 to past the bounds: one where variances are shared, else one a replicate."""
    # below a thousandth of the smallest variance no weight changes, so the score is a straight line
    start = variances.min(axis=0) * 1e-3
    end = np.maximum(bounds * 1.001, start * 2)
    if variances.shape[1] == 1:
        end = end.max(keepdims=True)
    steps = int(np.ceil(np.log(end / start).max() / STEP))
    return _climb(start, end, min(max(FEWEST_STEPS, steps), SEARCH_POINTS - 1) + 1)


def _climb(start: Vector, end: Vector, points: int) -> Matrix:
    """Lay 0 and then points evenly in logs, shape (points + 1, columns)."""
    rungs = start * np.exp(np.log(end / start) * np.linspace(0.0, 1.0, points)[:, None])
    rungs[-1] = end
    return np.concatenate([np.zeros((1, start.size)), rungs])


def _scores(effects: Matrix, variances: Matrix, grid: Matrix) -> Matrix:
    """Scores on a grid, shape (points, b), relative to what they are subtracted from."""
    if variances.shape[1] == 1 and grid.shape[1] == 1:
        return _shared_scores(effects, variances, grid[:, 0])
    scores = np.empty((len(grid), effects.shape[1]))
    for point, tau2 in enumerate(grid):
        weights = 1 / (variances + tau2)
        total, trace = _total_and_trace(weights)
        pulls = weights * (effects - np.einsum("kb,kb->b", weights, effects) / total)
        scores[point] = np.einsum("kb,kb->b", pulls, pulls) / trace - 1
    return scores


def _shared_scores(effects: Matrix, variances: Matrix, tau2: Vector) -> Matrix:
    """Scores of all replicates on one grid: three products of matrices."""
    weights = 1 / (variances + tau2)
    # about the mean of the largest weights: about any other, precise studies would leave rounding alone
    effects = effects - weights[:, 0] @ effects / weights[:, 0].sum()
    squares, (total, trace) = weights**2, _total_and_trace(weights)
    mean = weights.T @ effects / total[:, None]
    cross = 2 * (squares.T @ effects) - mean * squares.sum(axis=0)[:, None]
    return np.asarray((squares.T @ effects**2 - mean * cross) / trace[:, None] - 1)


def _total_and_trace(weights: Matrix) -> tuple[Vector, Vector]:
    """Σw and Σw − Σw²/Σw of each column, the second from products of pairs: nothing cancels."""
    total, pairs = weights[0].copy(), np.zeros(weights.shape[1])
    for row in weights[1:]:
        pairs += row * total
        total += row
    return total, 2 * pairs / total


def _nears_zero(scores: Matrix) -> NDArray[np.bool_]:
    """Tell which replicates turn round so near zero that they may cross it between two points."""
    before, here, after = scores[:-2], scores[1:-1], scores[2:]
    bend = np.abs(before - 2 * here + after)
    # a parabola through the points passes its middle one by at most an eighth of the bend
    near = (np.abs(here) <= bend) & ((here - before) * (after - here) <= 0)
    near &= (before > 0) == (after > 0)
    return np.asarray((near & ((before > 0) == (here > 0))).any(axis=0))


def _finely(effects: Matrix, variances: Matrix, bounds: Vector) -> Vector:
    """Scan as `restricted_maximum_likelihood` does, and take the highest of the modes."""
    variances = np.broadcast_to(variances, effects.shape)
    grid = _climb(np.minimum(variances.min(axis=0), bounds) * 1e-3, bounds, SEARCH_POINTS)
    scores = _scores(effects, variances, grid)
    cell, column = np.nonzero((scores[:-1] > 0) & (scores[1:] <= 0))
    bracket = grid[cell, column], grid[cell + 1, column]
    roots = _roots(effects[:, column], variances[:, column], *bracket)
    heights = _log_likelihoods(effects[:, column], variances[:, column], roots)
    best = np.where(scores[0] > 0, bounds, 0.0)
    height = np.where(scores[0] > 0, -np.inf, _log_likelihoods(effects, variances, np.zeros(best.size)))
    for place, root, likelihood in zip(column, roots, heights, strict=True):
        if likelihood > height[place]:
            best[place], height[place] = root, likelihood
    return best


def _roots(effects: Matrix, variances: Matrix, low: Vector, high: Vector) -> Vector:
    """Find the root of each score between two variances: Newton's steps in a bracket that shrinks."""
    low, high = low.copy(), high.copy()
    root = np.where(low > 0, np.sqrt(low * high), high / 2)
    active = np.arange(root.size)
    for _ in range(NEWTON_ROUNDS):
        if active.size == 0:
            break
        tau2 = root[active]
        score, slope = _score_and_slope(effects[:, active], _chosen(variances, active), tau2)
        below = np.where(score > 0, tau2, low[active])
        above = np.where(score > 0, high[active], tau2)
        moved = tau2 - score / np.where(slope < 0, slope, -1.0)
        moved = np.where((slope < 0) & (moved > below) & (moved < above), moved, (below + above) / 2)
        moved = np.where(score == 0, tau2, moved)
        low[active], high[active], root[active] = below, above, moved
        active = active[np.abs(moved - tau2) > 4e-16 * above]
    return root


def _score_and_slope(effects: Matrix, variances: Matrix, tau2: Vector) -> tuple[Vector, Vector]:
    """Twice the first and twice the second derivative of the restricted log-likelihood."""
    weights = 1 / (variances + tau2)
    squares = weights * weights
    total, trace = _total_and_trace(weights)
    pulls = weights * (effects - np.einsum("kb,kb->b", weights, effects) / total)
    second, third = squares.sum(axis=0), np.einsum("kb,kb->b", squares, weights)
    trace_squared = second - 2 * third / total + (second / total) ** 2
    curved = np.einsum("kb,kb,kb->b", weights, pulls, pulls)
    curved -= np.einsum("kb,kb->b", weights, pulls) ** 2 / total
    return np.einsum("kb,kb->b", pulls, pulls) - trace, trace_squared - 2 * curved


def _log_likelihoods(effects: Matrix, variances: Matrix, tau2: Vector) -> Vector:
    """Restricted log-likelihood of each replicate, up to a constant."""
    weights = 1 / (variances + tau2)
    total = weights.sum(axis=0)
    residuals = effects - (weights * effects).sum(axis=0) / total
    misfit = (weights * residuals**2).sum(axis=0)
    return np.asarray(0.5 * (np.log(weights).sum(axis=0) - np.log(total) - misfit))
