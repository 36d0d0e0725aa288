"""Properties of the pooling that hold on any data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from senim.evidence import pool

METHODS = ("REML", "DL", "PM", "FE")
TESTS = ("knapp-hartung", "z")

Study = tuple[float, float]
studies = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.02, 3)), min_size=2, max_size=12)
methods = st.sampled_from(METHODS)
tests = st.sampled_from(TESTS)


def columns(rows: list[Study]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    effects, errors = np.array(rows).T
    return effects, errors


@given(studies, methods, tests, st.floats(-100, 100))
@settings(max_examples=60, deadline=None)
def test_a_shift_of_all_estimates_shifts_the_mean_and_nothing_else(
    rows: list[Study], method: str, test: str, shift: float
) -> None:
    effects, errors = columns(rows)
    before = pool(effects, errors, method=method, test=test)
    after = pool(effects + shift, errors, method=method, test=test)
    assert after.estimate == pytest.approx(before.estimate + shift, abs=1e-9)
    assert np.subtract(after.interval, shift) == pytest.approx(before.interval, abs=1e-8, rel=1e-8)
    assert after.tau2 == pytest.approx(before.tau2, abs=1e-8, rel=1e-6)
    assert after.i2 == pytest.approx(before.i2, abs=1e-5)
    assert after.q == pytest.approx(before.q, abs=1e-8, rel=1e-8)


@given(studies, methods, tests, st.floats(1e-6, 1e6))
@settings(max_examples=60, deadline=None)
def test_a_change_of_unit_scales_everything_that_has_the_unit(
    rows: list[Study], method: str, test: str, factor: float
) -> None:
    effects, errors = columns(rows)
    before = pool(effects, errors, method=method, test=test)
    after = pool(effects * factor, errors * factor, method=method, test=test)
    assert after.estimate / factor == pytest.approx(before.estimate, abs=1e-9)
    assert after.standard_error / factor == pytest.approx(before.standard_error, rel=1e-6, abs=1e-9)
    assert after.tau2 / factor**2 == pytest.approx(before.tau2, rel=1e-6, abs=1e-9)
    if before.tau2_interval is not None and after.tau2_interval is not None:
        assert np.divide(after.tau2_interval, factor**2) == pytest.approx(
            before.tau2_interval, rel=1e-6, abs=1e-9
        )


@given(studies, methods, tests, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_studies_does_not_matter(
    rows: list[Study], method: str, test: str, random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = (
        pool(*columns(rows), method=method, test=test),
        pool(*columns(shuffled), method=method, test=test),
    )
    assert after.estimate == pytest.approx(before.estimate, abs=1e-9)
    assert after.tau2 == pytest.approx(before.tau2, rel=1e-7, abs=1e-9)
    assert after.standard_error == pytest.approx(before.standard_error, rel=1e-7, abs=1e-9)


@given(studies, st.sampled_from(("REML", "DL", "PM")), tests)
@settings(max_examples=100, deadline=None)
def test_heterogeneity_is_never_negative_and_intervals_hold_together(
    rows: list[Study], method: str, test: str
) -> None:
    result = pool(*columns(rows), method=method, test=test)
    assert result.tau2 >= 0
    assert 0 <= result.i2 <= 100
    assert result.interval[0] <= result.estimate <= result.interval[1]
    assert result.prediction_interval is not None
    assert result.prediction_interval[0] <= result.interval[0]
    assert result.prediction_interval[1] >= result.interval[1]
    assert result.tau2_interval is not None
    assert 0 <= result.tau2_interval[0] <= result.tau2_interval[1] < np.inf


@given(studies)
@settings(max_examples=60, deadline=None)
def test_fixed_effect_is_the_inverse_variance_mean(rows: list[Study]) -> None:
    effects, errors = columns(rows)
    weights = 1 / errors**2
    result = pool(effects, errors, method="FE", test="z")
    assert result.estimate == pytest.approx(np.average(effects, weights=weights), abs=1e-9)
    assert result.standard_error == pytest.approx(weights.sum() ** -0.5, rel=1e-9)
    assert result.tau2 == 0
    assert result.tau2_interval is None
    assert result.prediction_interval is None


def test_every_study_twice_keeps_the_fixed_mean_and_shrinks_its_error() -> None:
    effects, errors = [0.1, -0.4, 0.3], [0.2, 0.1, 0.3]
    once = pool(effects, errors, method="FE", test="z")
    twice = pool(effects * 2, errors * 2, method="FE", test="z")
    assert twice.estimate == pytest.approx(once.estimate)
    assert twice.standard_error == pytest.approx(once.standard_error / np.sqrt(2))
    assert twice.q == pytest.approx(2 * once.q)


@pytest.mark.parametrize("method", METHODS)
def test_studies_that_agree_exactly_have_no_heterogeneity(method: str) -> None:
    result = pool([0.2, 0.2, 0.2], [0.1, 0.2, 0.3], method=method, test="z")
    assert result.estimate == pytest.approx(0.2)
    assert result.tau2 == 0
    assert result.i2 == 0
    assert result.tau2_interval in (None, (0.0, 0.0))


def test_one_study_says_what_it_cannot_say() -> None:
    adjusted, normal = pool([-0.3], [0.1]), pool([-0.3], [0.1], test="z")
    fixed = pool([-0.3], [0.1], method="FE", test="z")
    assert adjusted.interval == (-np.inf, np.inf)
    assert normal.interval == pytest.approx((-0.3 - 0.195996, -0.3 + 0.195996), abs=1e-6)
    assert normal.prediction_interval == (-np.inf, np.inf)
    assert normal.tau2_interval == (0.0, np.inf)
    assert normal.tau2_standard_error is None
    assert fixed.prediction_interval is None
    assert (normal.k, normal.q, normal.q_p_value, normal.i2) == (1, 0.0, 1.0, 0.0)


def test_a_wider_level_gives_wider_intervals() -> None:
    narrow, wide = (pool([0.1, 0.4, -0.2], [0.1, 0.2, 0.1], level=level) for level in (0.8, 0.99))
    assert wide.interval[0] < narrow.interval[0] < narrow.interval[1] < wide.interval[1]
    assert narrow.tau2_interval is not None
    assert wide.tau2_interval is not None
    assert wide.tau2_interval[1] > narrow.tau2_interval[1]
