"""The posterior of one group, its intervals and its draws."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from senim.evidence import pool, pool_groups


def uniforms(draws: int, columns: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).random((draws, columns))


def test_given_almost_no_heterogeneity_the_posterior_is_the_fixed_effect_mean(
    table: Callable[[], pd.DataFrame],
) -> None:
    data = table().query("offence_group == 'violent' and pooling == 'yes'")
    fixed = pool(data["estimate"], data["standard_error"], method="FE", test="z", level=0.9)
    posterior = pool_groups(table(), tau_scale=1e-4, shared_sample_correlation=0.0)["violent"]
    assert posterior.mean == pytest.approx(fixed.estimate, abs=1e-5)
    assert posterior.interval(0.9) == pytest.approx(fixed.interval, abs=1e-5)
    assert posterior.predictive_interval(0.9) == pytest.approx(fixed.interval, abs=1e-4)


def test_the_posterior_agrees_with_brute_force_integration_over_mean_and_tau(
    table: Callable[[], pd.DataFrame],
) -> None:
    posterior = pool_groups(table())["property"]
    y, s = np.array([-0.17, -0.501]), np.array([0.06, 0.235])
    mean, tau = np.linspace(-4, 4, 4001)[:, None], np.linspace(0, 2, 801)[None, :]
    a, b, c = s[0] ** 2 + tau**2, s[1] ** 2 + tau**2, 0.5 * s[0] * s[1]
    u, v, determinant = y[0] - mean, y[1] - mean, a * b - c**2
    misfit = (b * u**2 - 2 * c * u * v + a * v**2) / determinant
    density = np.exp(-0.5 * (misfit + (tau / 0.25) ** 2)) / np.sqrt(determinant)
    density[:, [0, -1]] /= 2
    total = density.sum()
    brute_mean = (density * mean).sum() / total
    brute_sd = np.sqrt((density * (mean - brute_mean) ** 2).sum() / total)
    brute_predictive = np.sqrt(brute_sd**2 + (density * tau**2).sum() / total)
    assert posterior.mean == pytest.approx(brute_mean, abs=1e-4)
    assert posterior.standard_deviation == pytest.approx(brute_sd, abs=1e-4)
    assert posterior.predictive_standard_deviation == pytest.approx(brute_predictive, abs=1e-4)


def test_one_study_leaves_tau_at_its_prior(table: Callable[[], pd.DataFrame]) -> None:
    posterior = pool_groups(table(), groups=["cost_weighted"])["cost_weighted"]
    assert posterior.k == 1
    assert posterior.mean == pytest.approx(-0.47)
    assert posterior.tau_quantile(0.5) == pytest.approx(0.25 * 0.67449, abs=1e-4)  # median of a half-normal


@pytest.mark.parametrize("columns", [2, 3])
def test_draws_follow_the_predictive_distribution(columns: int, table: Callable[[], pd.DataFrame]) -> None:
    pooled = pool_groups(table())
    drawn = pooled.draws("violent", uniforms(200_000, columns))
    posterior = pooled["violent"]
    assert drawn.shape == (200_000,)
    assert np.quantile(drawn, [0.05, 0.95]) == pytest.approx(posterior.predictive_interval(0.9), abs=0.01)
    assert drawn.mean() == pytest.approx(posterior.mean, abs=0.005)
    assert (drawn < 0).mean() == pytest.approx(posterior.share_below_zero(), abs=0.005)


def test_draws_of_the_mean_follow_its_posterior(table: Callable[[], pd.DataFrame]) -> None:
    pooled = pool_groups(table())
    drawn = pooled.mean_draws("homicide", uniforms(200_000, 2))
    assert np.quantile(drawn, [0.05, 0.95]) == pytest.approx(pooled["homicide"].interval(0.9), abs=0.01)


def test_uniforms_at_the_very_ends_give_finite_draws(table: Callable[[], pd.DataFrame]) -> None:
    assert np.isfinite(pool_groups(table()).draws("violent", [[0, 0, 0], [1, 1, 1]])).all()


def test_studies_that_differ_wildly_beside_a_tight_prior_keep_their_grid(columns: list[str]) -> None:
    rows = [("a", "violent", -40.0, 0.1, "yes", None), ("b", "violent", 40.0, 0.1, "yes", None)]
    posterior = pool_groups(pd.DataFrame(rows, columns=columns), groups=["violent"])["violent"]
    assert posterior.tau_weight[-1] < 1e-10
    assert posterior.tau_quantile(0.5) > 2


@pytest.mark.parametrize(
    "numbers", [np.full((4, 4), 0.5), np.full(4, 0.5), np.full((4, 3), 1.5), np.full((4, 3), np.nan)]
)
def test_numbers_that_are_not_uniforms_are_refused(
    numbers: np.ndarray, table: Callable[[], pd.DataFrame]
) -> None:
    with pytest.raises(ValueError, match="uniforms"):
        pool_groups(table()).draws("violent", numbers)
