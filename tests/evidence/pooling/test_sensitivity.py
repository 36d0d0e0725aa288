"""Other priors, correlations, rules and models."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from senim.evidence import compare_models, pool_groups, pool_hierarchy, pooling_sensitivity

Table = Callable[[], pd.DataFrame]


def test_every_combination_is_there_and_the_usual_one_is_the_usual_pooling(table: Table) -> None:
    made = pooling_sensitivity(table(), tau_scales=(0.25, 1.0), correlations=(0.0, 0.5))
    keys = ["include_flagged", "tau_scale", "correlation", "group"]
    assert len(made) == 2 * 2 * 2 * 3
    assert not made.duplicated(keys).any()
    usual = made.set_index(keys).loc[(False, 0.25, 0.5)]
    expected = pool_groups(table()).summary().set_index("group")
    assert usual[expected.columns].to_numpy() == pytest.approx(expected.to_numpy())


def test_a_wider_prior_widens_the_interval_of_a_new_setting(table: Table) -> None:
    made = pooling_sensitivity(table(), groups=["violent"], tau_scales=(0.1, 0.25, 0.5), correlations=(0.5,))
    widths = (made["new_high"] - made["new_low"])[~made["include_flagged"]]
    assert widths.is_monotonic_increasing


def test_three_models_stand_side_by_side(table: Table) -> None:
    made = compare_models(table()).set_index("borrow")
    assert made.index.unique().tolist() == ["nothing", "spread", "spread and means"]
    shared = pool_hierarchy(table()).summary()["mean"].to_numpy()
    assert made.loc["spread", "mean"].to_numpy() == pytest.approx(shared)
