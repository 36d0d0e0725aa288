"""Pooling by offence group: inclusion, prior, random numbers and the naive pooling."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from senim.evidence import PoolingInputError, naive_pooling, pool_groups
from senim.status import Status


def uniforms(draws: int, columns: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).random((draws, columns))


def test_only_rows_marked_yes_are_pooled_unless_flagged_ones_are_asked_for(
    table: Callable[[], pd.DataFrame],
) -> None:
    assert pool_groups(table())["violent"].studies == ("chalfin-mccrary", "levitt")
    assert pool_groups(table(), include_flagged=True)["violent"].studies == (
        "chalfin-mccrary",
        "levitt",
        "mello",
    )
    assert pool_groups(table(), include_flagged=True)["homicide"].mean < pool_groups(table())["homicide"].mean


def test_the_correlation_is_labelled_assumed_and_widens_the_mean(table: Callable[[], pd.DataFrame]) -> None:
    tied, apart = pool_groups(table()), pool_groups(table(), shared_sample_correlation=0.0)
    assert tied.correlation_status is Status.ASSUMED
    assert "0.5 (assumed)" in str(tied)
    assert tied["homicide"].standard_deviation > apart["homicide"].standard_deviation


def test_the_same_random_numbers_give_the_same_draws_whatever_else_is_drawn(
    table: Callable[[], pd.DataFrame],
) -> None:
    numbers = uniforms(50, 3)
    few, many = pool_groups(table(), groups=["property"]), pool_groups(table())
    assert np.array_equal(few.draws("property", numbers), many.draws("property", numbers))
    assert np.array_equal(many.draws("property", numbers[:10]), many.draws("property", numbers)[:10])


def test_relabelling_groups_permutes_the_results(table: Callable[[], pd.DataFrame]) -> None:
    swapped = table().replace({"offence_group": {"violent": "property", "property": "violent"}})
    assert pool_groups(swapped)["property"].mean == pool_groups(table())["violent"].mean


def test_the_summary_has_a_row_a_group_with_ordered_bounds(table: Callable[[], pd.DataFrame]) -> None:
    summary = pool_groups(table()).summary()
    assert summary["group"].tolist() == ["violent", "property", "homicide"]
    assert (summary["new_low"] < summary["low"]).all()
    assert (summary["high"] < summary["new_high"]).all()


def test_the_naive_pooling_explodes_where_the_posterior_does_not(table: Callable[[], pd.DataFrame]) -> None:
    naive = naive_pooling(table()).set_index("group")
    pooled = pool_groups(table())["property"]
    naive_width = naive.loc["property", "prediction_high"] - naive.loc["property", "prediction_low"]
    assert naive.loc["violent", "tau2"] == 0
    assert naive_width > 4 * np.ptp(pooled.predictive_interval(0.95))
    assert naive_pooling(table(), method="FE")["prediction_low"].isna().all()


def test_a_prior_scale_that_is_not_positive_and_an_unknown_group_are_refused(
    table: Callable[[], pd.DataFrame],
) -> None:
    with pytest.raises(PoolingInputError, match="tau_scale"):
        pool_groups(table(), tau_scale=0.0)
    with pytest.raises(PoolingInputError, match="Did you mean 'homicide'"):
        pool_groups(table())["homicid"]
