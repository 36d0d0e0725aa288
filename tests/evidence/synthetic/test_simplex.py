"""Least squares on the simplex: exact, even where it is free, and blind to order, level and scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from senim.evidence.synthetic.simplex import kkt_violation, simplex_least_squares

NUMBERS = st.floats(-50, 50, allow_nan=False).map(lambda value: round(value, 3))


@st.composite
def problems(draw):
    """Draw donors and a target."""
    rows, count = draw(st.integers(1, 8)), draw(st.integers(1, 9))
    donors = draw(arrays(np.float64, (rows, count), elements=NUMBERS))
    return donors, draw(arrays(np.float64, rows, elements=NUMBERS))


@given(problems())
@example((np.array([[0.0, 0.0, 0.0, 10.0, 38.0, 1.0]]), np.zeros(1)))
@example((np.array([[0.0, 0.0, 0.0, -28.5, -0.5]]), np.zeros(1)))
def test_weights_meet_the_conditions_of_an_optimum(problem):
    donors, target = problem
    weights = simplex_least_squares(donors, target)
    assert weights.min() >= 0.0
    assert weights.sum() == pytest.approx(1.0, abs=1e-12)
    assert kkt_violation(donors, target, weights) < 1e-8


def test_conditions_refuse_weights_that_are_not_best():
    generator = np.random.default_rng(0)
    donors, target = generator.normal(size=(12, 6)), generator.normal(size=12)
    best = simplex_least_squares(donors, target)
    moved = best.copy()
    moved[np.argmax(best)] -= 0.01
    moved[np.argmin(best)] += 0.01
    assert kkt_violation(donors, target, moved) > 1e-4
    assert kkt_violation(donors, target, best * 1.01) > 1e-3


def test_no_general_solver_does_better():
    generator = np.random.default_rng(1)
    for _ in range(5):
        donors, target = generator.normal(size=(15, 8)), generator.normal(size=15)
        own = ((donors @ simplex_least_squares(donors, target) - target) ** 2).sum()
        other = minimize(
            lambda w, donors=donors, target=target: ((donors @ w - target) ** 2).sum(),
            np.full(8, 1 / 8),
            bounds=[(0, 1)] * 8,
            constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
            options={"ftol": 1e-14, "maxiter": 1000},
        )
        assert own <= other.fun * (1 + 1e-9)


@given(problems(), st.integers(0, 2**32 - 1))
@example((np.array([[0.0, 0.0, 0.0, -28.5, -0.5]]), np.zeros(1)), 0)
def test_order_of_donors_makes_no_difference(problem, seed):
    donors, target = problem
    order = np.random.default_rng(seed).permutation(donors.shape[1])
    straight, turned = simplex_least_squares(donors, target), simplex_least_squares(donors[:, order], target)
    # donors that differ by rounding alone may share their weight in either way
    assert donors @ straight == pytest.approx(donors[:, order] @ turned, abs=1e-6)


def test_like_donors_share_alike():
    donors = np.array([[1.0, 1.0, 1.0, 5.0], [2.0, 2.0, 2.0, 0.0]])
    weights = simplex_least_squares(donors, np.array([2.0, 1.5]))
    assert weights == pytest.approx([0.25, 0.25, 0.25, 0.25])


def test_of_many_exact_mixtures_the_most_even_is_taken():
    generator = np.random.default_rng(2)
    donors = generator.normal(size=(3, 12))
    target = donors.mean(axis=1)
    assert simplex_least_squares(donors, target) == pytest.approx(np.full(12, 1 / 12), abs=1e-9)
    lean = generator.dirichlet(np.ones(12))
    weights = simplex_least_squares(donors, donors @ lean)
    assert donors @ weights == pytest.approx(donors @ lean, abs=1e-10)
    assert np.sqrt((weights**2).sum()) <= np.sqrt((lean**2).sum())
    order = generator.permutation(12)
    assert simplex_least_squares(donors[:, order], donors @ lean) == pytest.approx(weights[order], abs=1e-8)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e7])
def test_level_and_scale_change_no_weight(scale):
    generator = np.random.default_rng(3)
    donors, target = generator.normal(size=(10, 7)), generator.normal(size=10)
    weights = simplex_least_squares(donors, target)
    moved = simplex_least_squares(scale * (donors + 40), scale * (target + 40))
    assert moved == pytest.approx(weights, abs=1e-8)


def test_one_donor_and_donors_like_the_target():
    assert simplex_least_squares(np.array([[3.0], [1.0]]), np.array([0.0, 0.0])).tolist() == [1.0]
    assert simplex_least_squares(np.ones((4, 5)), np.ones(4)) == pytest.approx(np.full(5, 0.2))
