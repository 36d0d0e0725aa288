"""The search for predictor weights: as good as any start, repeatable, and lawful at its end."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from senim.evidence.synthetic.nested import search_shares, weights_for
from senim.evidence.synthetic.simplex import kkt_violation, simplex_least_squares


def problem(seed, predictors=5, donors=14, periods=16):
    """Predictors and outcomes less those of the treated unit; the treated unit lies beyond some donors."""
    generator = np.random.default_rng(seed)
    loads = generator.normal(size=(3, donors + 1))
    loads[:, 0] *= 1.6
    outcomes = np.cumsum(generator.normal(size=(periods, 3)), axis=0) @ loads
    outcomes += 0.3 * generator.normal(size=outcomes.shape)
    values = generator.normal(size=(predictors, 3)) @ loads + 0.5 * generator.normal(
        size=(predictors, donors + 1)
    )
    values /= values.std(axis=1, ddof=1, keepdims=True)
    return values[:, 1:] - values[:, [0]], outcomes[:, 1:] - outcomes[:, [0]]


def loss(outcomes, weights):
    """Mean squared gap."""
    return ((outcomes @ weights) ** 2).mean()


@pytest.mark.parametrize("seed", range(6))
def test_no_downhill_search_from_equal_weights_does_better(seed):
    predictors, outcomes = problem(seed)
    found = search_shares(predictors, outcomes, 24, 0)

    def at(raw):
        shares = np.abs(raw) / np.abs(raw).sum()
        return loss(outcomes, weights_for(shares, predictors, outcomes))

    start = np.full(len(predictors), 1.0 / len(predictors))
    other = minimize(at, start, method="Nelder-Mead", options={"maxiter": 300})
    assert loss(outcomes, found.weights) <= other.fun * (1 + 1e-6)
    assert loss(outcomes, found.weights) >= loss(outcomes, simplex_least_squares(outcomes, np.zeros(16))) * (
        1 - 1e-9
    )


@pytest.mark.parametrize("seed", range(4))
def test_weights_are_the_best_match_for_the_predictor_weights(seed):
    predictors, outcomes = problem(seed)
    found = search_shares(predictors, outcomes, 8, 0, 0.02)
    assert found.shares.sum() == pytest.approx(1.0)
    assert found.shares.min() >= 0.02 * (1 - 1e-9)
    matched = np.sqrt(found.shares)[:, None] * predictors
    assert kkt_violation(matched, np.zeros(len(matched)), found.weights) < 1e-7
    assert found.weights == pytest.approx(weights_for(found.shares, predictors, outcomes), abs=1e-9)


def test_starts_end_at_different_places_and_the_best_is_kept():
    predictors, outcomes = problem(2, predictors=7)
    found = search_shares(predictors, outcomes, 12, 0)
    ended = found.losses[np.isfinite(found.losses)]
    assert ended.max() > 1.01 * ended.min()
    assert loss(outcomes, found.weights) == pytest.approx(ended.min(), rel=1e-6)


def test_a_least_share_costs_fit_and_a_corner_is_found_without_it():
    predictors, outcomes = problem(1, predictors=4)
    free, kept = (search_shares(predictors, outcomes, 12, 0, least) for least in (0.0, 0.1))
    assert loss(outcomes, free.weights) < loss(outcomes, kept.weights)
    for predictor in range(4):
        corner = weights_for(np.eye(4)[predictor], predictors, outcomes)
        assert loss(outcomes, free.weights) <= loss(outcomes, corner) * (1 + 1e-6)


def test_the_same_seed_gives_the_same_answer():
    predictors, outcomes = problem(3)
    first, second = (search_shares(predictors, outcomes, 6, 5) for _ in range(2))
    assert np.array_equal(first.weights, second.weights)
    assert np.array_equal(first.shares, second.shares)


def test_where_predictors_are_matched_exactly_the_outcomes_decide():
    generator = np.random.default_rng(7)
    predictors = generator.normal(size=(2, 25))
    predictors -= predictors.mean(axis=1, keepdims=True)
    outcomes = generator.normal(size=(12, 25)) + 1.0
    found = search_shares(predictors, outcomes, 4, 0, 0.1)
    assert np.abs(predictors @ found.weights).max() < 1e-5
    # one rule more, one row more: matching predictors first, then outcomes
    rows = np.vstack([1e4 * predictors, outcomes])
    best = simplex_least_squares(rows, np.zeros(14))
    assert loss(outcomes, found.weights) == pytest.approx(loss(outcomes, best), rel=1e-3)


def test_a_predictor_that_is_the_outcome_itself_finds_the_best_fit():
    _, outcomes = problem(4)
    best = loss(outcomes, simplex_least_squares(outcomes, np.zeros(len(outcomes))))
    found = search_shares(outcomes / outcomes.std(), outcomes, 4, 0)
    assert loss(outcomes, found.weights) == pytest.approx(best, rel=1e-6)
    # the bound is met at the first start, so nothing else is tried
    assert np.isinf(found.losses).any()


def test_one_predictor_needs_no_search():
    predictors, outcomes = problem(5, predictors=1)
    found = search_shares(predictors, outcomes, 4, 0)
    assert found.shares.tolist() == [1.0]
