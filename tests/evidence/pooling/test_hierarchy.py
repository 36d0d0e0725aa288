"""All offence groups in one model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from senim.evidence import PoolingInputError, joint_estimates, pool_groups, pool_hierarchy

Table = Callable[[], pd.DataFrame]


def test_one_group_alone_is_the_posterior_of_that_group(table: Table) -> None:
    apart = pool_groups(table(), groups=["violent"]).summary().iloc[0]
    for borrow in ("spread", "spread and means"):
        alone = pool_hierarchy(table(), groups=["violent"], borrow=borrow).summary().iloc[0]
        for name in ("mean", "low", "high", "new_low", "new_high", "tau_median", "share_below_zero"):
            assert alone[name] == pytest.approx(apart[name], abs=2e-4)


def test_the_posterior_is_that_of_brute_force_in_the_space_of_the_data(table: Table) -> None:
    groups = ["violent", "property"]
    data = joint_estimates(table(), groups=groups)
    fit = pool_hierarchy(table(), groups=groups, borrow="spread and means", omega_scale=0.3)
    design, ones, size = np.eye(2)[data.member], np.ones(4), 80
    points = []
    for tau in (np.arange(size) + 0.5) * 2.0 / size:
        for omega in (np.arange(size) + 0.5) * 2.4 / size:
            total = data.covariance + tau**2 * np.eye(4) + omega**2 * design @ design.T
            inverse = np.linalg.inv(total)
            precision = ones @ inverse @ ones
            centre = ones @ inverse @ data.estimates / precision
            apart = data.estimates - centre
            first = centre + (omega**2 * design.T @ inverse @ apart)[0]
            misfit = apart @ inverse @ apart + (tau / 0.25) ** 2 + (omega / 0.3) ** 2
            density = np.exp(-0.5 * (np.linalg.slogdet(total)[1] + np.log(precision) + misfit))
            points.append((density, tau, omega, first))
    density, tau, omega, first = np.array(points).T
    weight = density / density.sum()
    assert fit.pooled("violent").mean == pytest.approx(weight @ first, abs=5e-4)
    assert fit.tau @ fit.weight == pytest.approx(weight @ tau, abs=5e-4)
    assert fit.omega @ fit.weight == pytest.approx(weight @ omega, abs=5e-4)


def test_borrowing_means_draws_groups_together_and_narrows_them(table: Table) -> None:
    apart, shared = (pool_hierarchy(table(), borrow=borrow) for borrow in ("spread", "spread and means"))
    assert np.ptp(shared.summary()["mean"]) < np.ptp(apart.summary()["mean"])
    widths = [(made.summary()["high"] - made.summary()["low"]).mean() for made in (apart, shared)]
    assert widths[1] < widths[0]


def test_a_spread_of_means_that_is_nearly_free_borrows_nothing(table: Table) -> None:
    free = pool_hierarchy(table(), borrow="spread and means", omega_scale=500.0)
    flat = pool_hierarchy(table(), borrow="spread")
    difference = free.summary()["mean"].to_numpy() - flat.summary()["mean"].to_numpy()
    assert np.abs(difference).max() < 0.03
    tight = pool_hierarchy(table(), borrow="spread and means", omega_scale=1e-4)
    assert np.ptp(tight.summary()["mean"]) < 1e-3


def test_all_groups_have_one_spread_and_it_is_better_known(table: Table) -> None:
    apart, shared = pool_groups(table()).summary(), pool_hierarchy(table()).summary()
    assert shared["tau_high"].nunique() == 1
    assert shared["tau_high"].iloc[0] < apart["tau_high"].min()


def test_relabelling_and_reordering_groups_permute_the_results(table: Table) -> None:
    groups = ["homicide", "violent", "property"]
    turned = pool_hierarchy(table(), groups=groups, borrow="spread and means").summary().set_index("group")
    usual = pool_hierarchy(table(), borrow="spread and means").summary().set_index("group")
    assert turned.loc[usual.index].to_numpy() == pytest.approx(usual.to_numpy(), abs=1e-8)


def test_draws_have_the_quantiles_of_the_posterior_and_repeat(table: Table) -> None:
    fit = pool_hierarchy(table(), borrow="spread and means")
    numbers = np.random.default_rng(5).random((100_000, 2))
    draws = fit.draws("violent", numbers)
    assert np.quantile(draws, [0.05, 0.95]) == pytest.approx(fit.new_setting("violent").interval(), abs=0.015)
    assert np.array_equal(fit.draws("violent", numbers[:9]), draws[:9])


def test_studies_that_differ_wildly_make_the_grids_grow(table: Table) -> None:
    wild = table()
    wild.loc[wild["study_id"] == "levitt", "estimate"] = 30.0
    fit = pool_hierarchy(wild, borrow="spread and means", tau_scale=0.05, omega_scale=0.05)
    assert fit.tau_quantile(0.5) > 8 * 0.05
    assert fit.weight.sum() == pytest.approx(1)


def test_a_flat_mean_is_recovered_where_settings_do_not_differ(table: Table) -> None:
    rows = table().assign(shared_sample=None)
    fit = pool_hierarchy(rows, groups=["violent"], tau_scale=1e-6, shared_sample_correlation=0.0)
    weights = np.array([0.10, 0.231]) ** -2.0
    mean, error = np.average([-0.34, -0.435], weights=weights), weights.sum() ** -0.5
    assert fit.pooled("violent").interval() == pytest.approx(norm(mean, error).interval(0.9), abs=1e-6)


def test_everything_wrong_with_the_options_is_told_at_once(table: Table) -> None:
    with pytest.raises(PoolingInputError) as caught:
        pool_hierarchy(table(), borrow="means", tau_scale=0.0, omega_scale=np.inf)
    for words in ("borrow", "tau_scale", "omega_scale"):
        assert words in str(caught.value)
    with pytest.raises(PoolingInputError, match="Did you mean 'homicide'"):
        pool_hierarchy(table()).pooled("homicid")
