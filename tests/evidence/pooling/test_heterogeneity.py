"""Between-study variance against brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import chi2

from senim.evidence import pool
from senim.evidence.pooling.heterogeneity import (
    restricted_log_likelihood,
    tau2_standard_error,
    weight_trace,
    weight_trace_squared,
)

METHODS = ("REML", "DL", "PM", "FE")
Study = tuple[float, float]
studies = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.02, 3)), min_size=2, max_size=12)


def columns(rows: list[Study]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    effects, errors = np.array(rows).T
    return effects, errors


@given(studies)
@settings(max_examples=100, deadline=None)
def test_reml_agrees_with_a_brute_force_search_of_the_likelihood(rows: list[Study]) -> None:
    effects, errors = columns(rows)
    tau2 = pool(effects, errors).tau2
    grid = np.concatenate([[0.0], np.geomspace(1e-6, 200, 4000)])
    brute = max(restricted_log_likelihood(effects, errors**2, point) for point in grid)
    found = restricted_log_likelihood(effects, errors**2, tau2)
    assert found >= brute - 1e-7


@given(studies, st.sampled_from(METHODS))
@settings(max_examples=40, deadline=None)
def test_q_profile_bounds_are_where_q_meets_its_quantiles(rows: list[Study], method: str) -> None:
    effects, errors = columns(rows)
    result = pool(effects, errors, method=method, level=0.9)
    if result.tau2_interval is None:
        return
    for bound, probability in zip(result.tau2_interval, (0.95, 0.05), strict=True):
        weights = 1 / (errors**2 + bound)
        q = float(weights @ (effects - np.average(effects, weights=weights)) ** 2)
        target = float(chi2.ppf(probability, effects.size - 1))
        assert q == pytest.approx(target, rel=1e-6) if bound > 0 else q <= target + 1e-9


def test_two_studies_far_apart_have_a_wide_but_finite_interval_of_tau2() -> None:
    result = pool([-10.0, 10.0], [0.1, 0.1])
    assert result.tau2 == pytest.approx(200 - 0.01, rel=1e-9)  # sample variance less the sampling variance
    assert result.tau2_interval is not None
    assert 30 < result.tau2_interval[0] < result.tau2 < result.tau2_interval[1] < np.inf


@pytest.mark.parametrize("method", METHODS)
def test_very_unequal_precision_gives_finite_numbers(method: str) -> None:
    result = pool([0.1, 0.5, -0.2], [1e-8, 1.0, 2.0], method=method)
    assert np.isfinite([result.estimate, result.standard_error, result.tau2, result.i2, result.q]).all()
    assert result.tau2_standard_error is None or np.isfinite(result.tau2_standard_error)


@pytest.mark.parametrize(
    ("effects", "errors", "other_mode"),
    [
        ([0.014, 0.02, -1.854, 5.466, -3.961, -1.985], [0.004, 0.004, 1.488, 2.322, 1.593, 1.682], 3.12),
        ([0.014, -0.024, -1.985, -1.309, -3.509, 5.218], [0.004, 0.004, 2.082, 0.759, 2.838, 1.222], 3e-4),
    ],
)
def test_of_two_modes_of_the_restricted_likelihood_the_higher_is_taken(
    effects: list[float], errors: list[float], other_mode: float
) -> None:
    # Two precise studies that agree and vague ones that differ: the score falls through zero twice.
    y, v = np.array(effects), np.array(errors) ** 2
    grid = np.concatenate([[0.0], np.geomspace(1e-8, 1e3, 20000)])
    heights = np.array([restricted_log_likelihood(y, v, float(point)) for point in grid])
    modes = grid[1:-1][(heights[1:-1] > heights[:-2]) & (heights[1:-1] > heights[2:])]
    assert len(modes) == 2, modes
    found = pool(effects, errors).tau2
    assert found == pytest.approx(grid[heights.argmax()], rel=2e-3)
    assert found != pytest.approx(other_mode, rel=0.5)


def test_traces_agree_with_the_matrix_they_stand_for() -> None:
    weights = np.array([3.0, 1e6, 0.2, 7.0])
    matrix = np.diag(weights) - np.outer(weights, weights) / weights.sum()
    assert weight_trace(weights) == pytest.approx(np.trace(matrix), rel=1e-6)
    assert weight_trace_squared(weights) == pytest.approx(np.trace(matrix @ matrix), rel=1e-6)


def test_standard_errors_of_tau2_agree_with_the_variance_of_the_quadratic_forms() -> None:
    variances, tau2 = np.array([0.02, 0.3, 0.07, 0.11]), 0.25
    total = np.diag(variances + tau2)

    def weight_matrix(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.diag(weights) - np.outer(weights, weights) / weights.sum()

    def variance_of_form(matrix: NDArray[np.float64]) -> float:
        return float(2 * np.trace(matrix @ total @ matrix @ total))

    fixed, random = weight_matrix(1 / variances), weight_matrix(1 / (variances + tau2))
    moments = np.sqrt(variance_of_form(fixed)) / np.trace(fixed)
    paule_mandel = 4 / 3 * np.sqrt(variance_of_form(random)) / (1 / (variances + tau2)).sum()
    assert tau2_standard_error("DL", variances, tau2) == pytest.approx(moments)
    assert tau2_standard_error("PM", variances, tau2) == pytest.approx(paule_mandel)
    assert tau2_standard_error("REML", variances, tau2) == pytest.approx(
        np.sqrt(2 / np.trace(random @ random))
    )


def test_the_end_of_the_search_is_never_taken_for_a_mode() -> None:
    # variances a millionth of tau²: the likelihood at the end of the search rounds to that of the mode
    first, second, errors = 2447.0, -2447.0, [1.9, 0.0017]
    exact = (first - second) ** 2 / 2 - sum(error**2 for error in errors) / 2
    assert pool([first, second], errors).tau2 == pytest.approx(exact, rel=1e-12)
