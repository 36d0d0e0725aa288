"""One unit against others: donor weights by whichever way the predictor weights are found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim.evidence.synthetic.nested import search_shares, weights_for
from senim.evidence.synthetic.simplex import Matrix, Vector, kkt_violation, simplex_least_squares

WAYS = ("nested", "cross-validation")
"""How predictor weights are found where they are not given."""


@dataclass(frozen=True, eq=False)
class Recipe:
    """Everything that a fit takes, for every unit at once, so that any unit can stand for the treated one.

    Parameters
    ----------
    outcomes : ndarray, shape (pre-periods, units)
        Outcomes before the treatment.
    predictors : ndarray, shape (predictors, units), optional
        Scaled predictors; without them the outcomes are matched directly.
    way : str
        ``outcomes`` (match them directly), ``nested``, ``cross-validation`` or ``given``.
    starts, seed : int
        Of the search for predictor weights.
    least : float
        Least share of every predictor.
    shares : ndarray, shape (predictors,), optional
        Predictor weights that are given.
    training : ndarray, shape (predictors, units), optional
        Scaled predictors as measured in the training half, for cross-validation.
    validation : ndarray of bool, shape (pre-periods,), optional
        Periods that predictor weights are validated on.
    """

    outcomes: Matrix
    predictors: Matrix | None = None
    way: str = "outcomes"
    starts: int = 1
    seed: int = 0
    least: float = 0.0
    shares: Vector | None = None
    training: Matrix | None = None
    validation: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class UnitFit:
    """Weights of one unit.

    Parameters
    ----------
    weights : ndarray, shape (donors,)
        Donor weights.
    shares : ndarray, shape (predictors,), optional
        Predictor weights; None where outcomes are matched directly.
    losses : ndarray, optional
        Mean squared gap at the end of each descent of a search.
    kkt : float
        Largest violation of the conditions of a best match; 0 but for rounding.
    """

    weights: Vector
    shares: Vector | None
    losses: Vector | None
    kkt: float


def fit_unit(recipe: Recipe, unit: int, donors: np.ndarray) -> UnitFit:
    """Find the donor weights of one unit.

    Parameters
    ----------
    recipe : Recipe
        What is matched and how.
    unit : int
        Column of the unit.
    donors : ndarray of int, shape (donors,)
        Columns of those that may carry weight.

    Returns
    -------
    UnitFit
        Weights in the order of `donors`.
    """
    gaps = _less(recipe.outcomes, unit, donors)
    if recipe.predictors is None:
        weights = simplex_least_squares(gaps, np.zeros(len(gaps)))
        return UnitFit(weights, None, None, kkt_violation(gaps, np.zeros(len(gaps)), weights))
    spread = _less(recipe.predictors, unit, donors)
    losses = None
    if recipe.way == "given":
        assert recipe.shares is not None
        shares, weights = recipe.shares, weights_for(recipe.shares, spread, gaps)
    elif recipe.way == "nested":
        found = search_shares(spread, gaps, recipe.starts, recipe.seed, recipe.least)
        shares, weights, losses = found.shares, found.weights, found.losses
    else:
        assert recipe.training is not None
        training = _less(recipe.training, unit, donors)
        found = search_shares(training, gaps[recipe.validation], recipe.starts, recipe.seed, recipe.least)
        shares, losses = found.shares, found.losses
        weights = weights_for(shares, spread, gaps)
    matched = np.sqrt(shares)[:, None] * spread
    return UnitFit(weights, shares, losses, kkt_violation(matched, np.zeros(len(matched)), weights))


def root_mean_square(values: Vector) -> float:
    """Size of a gap over periods.

    Parameters
    ----------
    values : ndarray, shape (periods,)
        Gaps.

    Returns
    -------
    float
        Root of their mean square.

    Examples
    --------
    >>> root_mean_square(np.array([3.0, -3.0]))
    3.0
    """
    return float(np.sqrt(np.mean(values**2)))


def _less(values: Matrix, unit: int, donors: np.ndarray) -> Matrix:
    spread: Matrix = values[:, donors] - values[:, [unit]]
    return spread
