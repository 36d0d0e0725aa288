"""Robust scale, and shares of usual movement for few years."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from senim.evidence.official.spread import (
    middle_and_scale,
    qn_scale,
    reference_distances,
    share_at_least,
)

NUMBERS = st.lists(st.floats(-5, 5).map(lambda value: round(value, 3)), min_size=4, max_size=12)


def test_scale_is_that_of_rousseeuw_and_croux():
    from statsmodels.robust.scale import qn_scale as published  # heavy, and needed here only

    generator = np.random.default_rng(1)
    for count in (5, 8, 21, 40):
        values = generator.standard_normal(count)
        # their constant has five digits
        assert qn_scale(values) == pytest.approx(float(published(values)), rel=1e-4)


@given(NUMBERS, st.floats(-10, 10), st.floats(0.1, 10))
def test_scale_moves_with_the_unit_and_not_with_the_origin(values, shift, unit):
    moved = unit * np.asarray(values) + shift
    assert qn_scale(moved) == pytest.approx(unit * qn_scale(values), abs=1e-9)


def test_one_odd_year_cannot_blow_the_robust_scale_up():
    calm = [-0.05, -0.06, -0.04, -0.055, -0.045, -0.052]
    odd = [*calm[:-1], -3.0]
    robust = qn_scale(odd) / qn_scale(calm)
    classic = middle_and_scale(odd, "classic")[1] / middle_and_scale(calm, "classic")[1]
    assert robust < 3 < 100 < classic


@pytest.mark.parametrize("count", [4, 6, 12])
@pytest.mark.parametrize("years", [1, 3])
def test_the_classic_spread_with_normal_tails_is_the_t_prediction_interval(count, years):
    found = reference_distances(count, years, "normal", "classic", 60_000)
    factor = np.sqrt(years + years**2 / count)
    for level in (0.5, 0.9, 0.95):
        exact = stats.t.ppf(0.5 + level / 2, count - 1) * factor
        assert np.quantile(found, level) == pytest.approx(exact, rel=0.03)


def test_heavy_tails_and_longer_spans_reach_further():
    normal, heavy = reference_distances(6, 1, "normal"), reference_distances(6, 1, "heavy")
    assert np.quantile(heavy, 0.95) > np.quantile(normal, 0.95)
    assert np.quantile(reference_distances(6, 3), 0.95) > np.quantile(normal, 0.95)


@given(st.floats(0, 50), st.floats(0, 50))
def test_share_falls_with_distance_and_is_never_zero(first, second):
    reference = reference_distances(6, 1)
    near, far = sorted((first, second))
    assert 0 < share_at_least(far, reference) <= share_at_least(near, reference) <= 1
    assert share_at_least(-far, reference) == share_at_least(far, reference)
