"""The mixture over variances."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from senim.evidence.series.fitting import best_optimum
from senim.evidence.series.inputs import Model
from senim.evidence.series.likelihood import Projection
from senim.evidence.series.mixing import mixture_interval, mixture_share_below, plausible_variances
from senim.evidence.series.structure import structure_of


def test_quantiles_of_a_mixture_of_two():
    means, spread, weights = np.array([[0.0], [10.0]]), np.ones((2, 1)), np.array([0.5, 0.5])
    low, high = mixture_interval(means, spread, weights, 0.9)[0]
    assert low == pytest.approx(norm.ppf(0.1), abs=1e-6)
    assert high == pytest.approx(10 + norm.ppf(0.9), abs=1e-6)
    assert mixture_share_below(means[:, 0], spread[:, 0], weights, 5.0) == pytest.approx(0.5)


def test_importance_sampling_agrees_with_a_fine_grid():
    """Posterior mean of the share of the level, by brute force over shares and scales."""
    rng = np.random.default_rng(4)
    values = rng.normal(0, 1, 50) + np.cumsum(rng.normal(0, 0.4, 50))
    projection = Projection(structure_of(50, Model("local level")), values, np.empty((50, 0)))
    mixture = plausible_variances(projection, best_optimum(projection), nodes=1024)
    squared = mixture.deviations**2
    sampled = mixture.weights @ (squared[:, 1] / squared.sum(axis=1))
    shares = (np.arange(200) + 0.5) / 200
    scales = np.exp(np.linspace(-3, 4, 120))
    heights = np.array(
        [
            [projection.at(np.sqrt(scale * np.array([1 - share, share]))).log_likelihood for scale in scales]
            for share in shares
        ]
    )
    weights = np.exp(heights - heights.max()).sum(axis=1)
    assert sampled == pytest.approx(weights @ shares / weights.sum(), abs=0.01)
