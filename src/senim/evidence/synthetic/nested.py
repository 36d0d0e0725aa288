"""Predictor weights by nested optimisation, from several starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from senim.evidence.synthetic.simplex import Matrix, Vector, simplex_least_squares

TIES = 1e-8
"""Weight of the outcomes in the match of predictors: they decide where predictors that count cannot."""

Steps = NDArray[np.int64]
Survey = Callable[[Matrix, Matrix, Matrix, Matrix, Steps, Vector, float, float], int]

_CORNERS = (4.0, 40.0)
_WIDEST = np.log(1e-12), np.log(1e-4)
_SPREAD = 2.0
_LOOKS = 96
_JUMPS = 3
_POLISH = 3
_CHECKED = 3


@dataclass(frozen=True, eq=False)
class PredictorSearch:
    """What a search for predictor weights found.

    Parameters
    ----------
    shares : ndarray, shape (predictors,)
        Weights of the scaled predictors; they sum to one.
    weights : ndarray, shape (donors,)
        Donor weights that follow from them.
    losses : ndarray
        Mean squared gap that each descent ended with; infinite where none was needed.
    """

    shares: Vector
    weights: Vector
    losses: Vector


def weights_for(shares: Vector, predictors: Matrix, outcomes: Matrix) -> Vector:
    """Match predictors with given predictor weights.

    Parameters
    ----------
    shares : ndarray, shape (predictors,)
        Predictor weights, with sum one.
    predictors : ndarray, shape (predictors, donors)
        Scaled predictors of the donors less those of the treated unit.
    outcomes : ndarray, shape (periods, donors)
        Outcomes of the donors less those of the treated unit, before the treatment.

    Returns
    -------
    ndarray, shape (donors,)
        The weights on the simplex that match best. Where several do, those of them with the best fit of the
        outcomes, and of these the most even ones.
    """
    rows = np.vstack([np.sqrt(shares)[:, None] * predictors, _tie_rows(outcomes)])
    return simplex_least_squares(rows, np.zeros(rows.shape[0]))


def search_shares(
    predictors: Matrix, outcomes: Matrix, starts: int, seed: int, least: float = 0.0
) -> PredictorSearch:
    """Find the predictor weights whose synthetic control fits the outcomes best.

    The loss has many local minima and kinks, so the search looks at scattered places, descends from the
    most promising ones, from equal weights and from each corner, then jumps about the best. The same input
    and seed give the same answer. The best place often lies at a corner, where some predictors hardly count:
    what weighs less than the ties is left to the outcomes. A least share keeps every predictor in.

    Parameters
    ----------
    predictors : ndarray, shape (predictors, donors)
        Scaled predictors of the donors less those of the treated unit.
    outcomes : ndarray, shape (periods, donors)
        Outcomes of the donors less those of the treated unit, where the fit counts.
    starts : int
        Descents from scattered places, beside those from equal weights and from the corners.
    seed : int
        Seed of the scattered places and jumps.
    least : float
        Least share of every predictor; times their number below 1.

    Returns
    -------
    PredictorSearch
        The best that was found.

    References
    ----------
    Malo, P., Eskelinen, J., Zhou, X., Kuosmanen, T. (2023). Computing synthetic controls using bilevel
    optimization. Computational Economics, on why one start does not do.
    """
    count, donors = predictors.shape
    if count == 1 or donors == 1:
        shares = np.full(count, 1.0 / count)
        weights = weights_for(shares, predictors, outcomes)
        return PredictorSearch(shares, weights, np.array([_loss(outcomes, weights)]))
    # numba takes half a second to load, and without predictors nobody needs it
    from senim.evidence.synthetic.search import survey

    spread, gaps = np.ascontiguousarray(predictors), np.ascontiguousarray(outcomes)
    rows = _tie_rows(outcomes)
    ties = np.ascontiguousarray(rows.T @ rows)
    target = _bound(outcomes) * (1.0 + 1e-7)
    floor = least / (1.0 - count * least)
    places, steps = _places(spread, gaps, ties, survey, starts, seed, floor)
    losses = np.full(len(places), np.inf)
    survey(spread, gaps, ties, places, steps, losses, target, floor)
    best: tuple[float, Vector, Vector] | None = None
    for at in np.argsort(losses, kind="stable")[:_CHECKED]:
        if np.isfinite(losses[at]):
            soft = np.exp(places[at] - places[at].max())
            shares = (soft / soft.sum() + floor) / (1.0 + count * floor)
            weights = weights_for(shares, predictors, outcomes)
            losses[at] = _loss(outcomes, weights)
            if best is None or losses[at] < best[0]:
                best = losses[at], shares, weights
    assert best is not None
    return PredictorSearch(best[1], best[2], losses)


def _places(
    spread: Matrix, gaps: Matrix, ties: Matrix, survey: Survey, starts: int, seed: int, floor: float
) -> tuple[Matrix, Steps]:
    """Where to descend from: logarithms of predictor weights, and what to do at each."""
    count = spread.shape[0]
    generator = np.random.default_rng(seed)
    scattered = generator.uniform(np.log(1e-6), 0.0, (_LOOKS * starts, count))
    # in every other place some predictors hardly count
    dropped = generator.random(scattered.shape) < 0.5
    dropped[::2] = False
    scattered = np.where(dropped, generator.uniform(*_WIDEST, scattered.shape), scattered)
    looked = np.empty(len(scattered))
    survey(spread, gaps, ties, scattered, np.zeros(len(scattered), np.int64), looked, 0.0, floor)
    corners = np.vstack([np.where(np.eye(count, dtype=bool), 0.0, -depth) for depth in _CORNERS])
    chosen = scattered[np.argsort(looked, kind="stable")[:starts]]
    jumps = generator.normal(0.0, _SPREAD, (_JUMPS * starts, count))
    # jumps of no length at the end: the best goes on from where its descent stopped
    jumps = np.vstack([jumps, np.zeros((_POLISH, count))])
    places = np.vstack([np.zeros((1, count)), corners, chosen, jumps])
    steps = np.ones(len(places), np.int64)
    steps[len(places) - len(jumps) :] = 2
    return np.ascontiguousarray(places), steps


def _tie_rows(outcomes: Matrix) -> Matrix:
    size = float((outcomes**2).mean())
    rows: Matrix = outcomes * np.sqrt(TIES / (size * outcomes.shape[0])) if size > 0 else outcomes * 0.0
    return rows


def _bound(outcomes: Matrix) -> float:
    """Mean squared gap that no weights can beat."""
    return _loss(outcomes, simplex_least_squares(outcomes, np.zeros(outcomes.shape[0])))


def _loss(outcomes: Matrix, weights: Vector) -> float:
    return float(((outcomes @ weights) ** 2).mean())
