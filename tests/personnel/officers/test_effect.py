from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from senim.personnel.officers.effect import class_shares, effect_edges, fail_rates_by_class
from senim.personnel.officers.score import ScoredTest, scored_test


def made(persistence: float, specificity: float = 0.95) -> ScoredTest:
    return scored_test(
        specificity=specificity,
        competence_sensitivity=0.6,
        integrity_sensitivity=0.3,
        persistence=persistence,
    )


@pytest.mark.parametrize("persistence", [0.0, 0.2, 0.7, 0.99, 1.0])
@pytest.mark.parametrize("classes", [1, 3, 8])
def test_the_first_examination_has_the_rates_of_the_test(persistence: float, classes: int) -> None:
    test = made(persistence)
    edges = effect_edges([test, made(0.5, 0.8)], classes)
    by_class = fail_rates_by_class(test, edges).reshape(4, -1)
    assert np.allclose((by_class * class_shares(edges)).sum(axis=1), test.fail_rates(), atol=1e-12)
    assert ((by_class >= 0.0) & (by_class <= 1.0)).all()


def test_a_wholly_persistent_effect_decides_once_and_for_all() -> None:
    test = made(1.0)
    edges = effect_edges([test], 2)
    assert np.allclose(np.unique(fail_rates_by_class(test, edges).round(9)), [0.0, 1.0])


def test_without_persistence_there_is_one_class() -> None:
    assert effect_edges([made(0.0)], 5).shape == (4, 0)


@pytest.mark.parametrize(("classes", "error"), [(2, 0.3), (5, 0.05), (12, 0.009), (40, 0.001)])
def test_two_results_of_an_officer_go_together_as_normal_scores_do(classes: int, error: float) -> None:
    test = made(0.6)
    edges = effect_edges([test], classes)
    by_class = fail_rates_by_class(test, edges).reshape(4, -1)
    twice = (by_class**2 * class_shares(edges)).sum(axis=1)
    joint = multivariate_normal(cov=[[1.0, 0.6], [0.6, 1.0]])
    exact = np.array([joint.cdf([mark, mark]) for mark in test.fail_quantiles()])
    once = test.fail_rates()
    # as a share of the way from independent results to what they really are
    assert (np.abs(twice - exact) / (exact - once**2)).max() < error
