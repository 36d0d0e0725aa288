"""Mixtures of normals."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from senim.evidence import NormalMixture

MIXED = NormalMixture(np.array([0.3, 0.7]), np.array([-1.0, 2.0]), np.array([0.5, 1.5]))


def test_one_point_is_a_normal() -> None:
    one = NormalMixture(np.array([1.0]), np.array([2.0]), np.array([3.0]))
    assert one.interval(0.95) == pytest.approx(norm(2, 3).interval(0.95), abs=1e-9)
    assert (one.mean, one.standard_deviation) == (2.0, 3.0)


def test_quantiles_undo_shares() -> None:
    for probability in (0.001, 0.3, 0.5, 0.99):
        assert MIXED.share_below(MIXED.quantile(probability)) == pytest.approx(probability, abs=1e-10)


def test_draws_at_picked_points_have_the_moments_of_the_mixture() -> None:
    rng = np.random.default_rng(0)
    centre, spread = MIXED.points(rng.random(200_000))
    draws = centre + spread * rng.standard_normal(200_000)
    assert draws.mean() == pytest.approx(MIXED.mean, abs=0.02)
    assert draws.std() == pytest.approx(MIXED.standard_deviation, abs=0.02)
    assert np.quantile(draws, 0.05) == pytest.approx(MIXED.quantile(0.05), abs=0.03)


def test_a_level_outside_its_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="not between 0 and 1"):
        MIXED.interval(1.0)
