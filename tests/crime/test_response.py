"""Distributed lags and the response of registered offences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.crime import lagged, registered_response

WEIGHTS = np.array([[0.4, 0.3, 0.2, 0.1], [1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])


def test_weights_apply_to_the_same_year_first_and_older_years_after() -> None:
    pulse = np.tile([0.0, 1.0, 0.0, 0.0, 0.0, 0.0], (3, 1))
    expected = [[0, 0.4, 0.3, 0.2, 0.1, 0], [0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0]]
    assert lagged(pulse, WEIGHTS) == pytest.approx(np.array(expected))


def test_a_permanent_cut_has_its_full_effect_after_three_years_and_keeps_it() -> None:
    cut = np.full((3, 8), np.log(0.9))
    response = registered_response(cut, np.zeros((3, 8)), [-0.34, -0.2, 0.1], np.zeros(3), WEIGHTS)
    full = np.array([-0.34, -0.2, 0.1]) * np.log(0.9)
    assert response[:, 3:] == pytest.approx(np.repeat(full[:, None], 5, axis=1))
    assert response[0, :3] == pytest.approx(full[0] * np.array([0.4, 0.7, 0.9]))


def test_quality_is_felt_in_the_same_year_and_adds() -> None:
    quality = np.zeros((3, 4))
    quality[:, 2] = 0.05
    response = registered_response(np.zeros((3, 4)), quality, np.ones(3), np.full(3, -0.3), WEIGHTS)
    assert response == pytest.approx(-0.3 * quality)


def test_no_change_is_exactly_zero() -> None:
    zeros = np.zeros((3, 5))
    assert not registered_response(zeros, zeros, np.full(3, -0.5), np.ones(3), WEIGHTS).any()


def test_years_before_the_first_count_with_their_own_change() -> None:
    response = lagged(np.zeros((3, 2)), WEIGHTS, pre_change=-0.1)
    assert response == pytest.approx(np.array([[-0.06, -0.03], [0, 0], [-0.1, -0.1]]))


@given(st.integers(1, 6), st.integers(1, 9), st.integers(1, 4), st.integers(0, 2**31))
@settings(max_examples=50, deadline=None)
def test_it_agrees_with_the_sum_written_out(draws: int, years: int, lags: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    change, weights = random.normal(size=(draws, years)), random.dirichlet(np.ones(lags), draws)
    expected = np.zeros((draws, years))
    for n, t, lag in np.ndindex(draws, years, lags):
        expected[n, t] += weights[n, lag] * (change[n, t - lag] if t >= lag else 0.0)
    assert lagged(change, weights) == pytest.approx(expected)


def test_doubling_the_elasticity_doubles_the_response() -> None:
    random = np.random.default_rng(5)
    change, slopes = random.normal(size=(3, 6)), random.normal(size=3)
    once = registered_response(change, np.zeros((3, 6)), slopes, np.zeros(3), WEIGHTS)
    twice = registered_response(change, np.zeros((3, 6)), 2 * slopes, np.zeros(3), WEIGHTS)
    assert twice == pytest.approx(2 * once)


def test_all_problems_come_in_one_error() -> None:
    with pytest.raises(ValueError, match="quality_log_ratio") as caught:
        registered_response(np.zeros((3, 5)), np.zeros((3, 4)), np.zeros(2), np.zeros((3, 1)), 2 * WEIGHTS)
    for part in ("elasticity: shape (2,)", "quality_elasticity: shape (3, 1)", "does not sum to 1"):
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("change", "weights", "message"),
    [
        (np.zeros(5), WEIGHTS, "shape"),
        (np.full((3, 5), -np.inf), WEIGHTS, "logarithm of 0"),
        (np.zeros((3, 5)), -WEIGHTS, "negative"),
        (np.zeros((3, 5)), WEIGHTS[:2], "each of the 3 draws"),
        (np.zeros((3, 5)), np.full((3, 4), np.nan), "not finite"),
    ],
)
def test_what_cannot_be_lagged_is_refused(change: np.ndarray, weights: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lagged(change, weights)
