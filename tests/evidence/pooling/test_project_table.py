"""What the project's own table of published elasticities says, end to end."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from senim.crime import registered_response, to_percent
from senim.evidence import NINE_GROUPS, naive_pooling, pool_groups, transport
from senim.parameters import load_parameters
from senim.paths import project_root

DRAWS = 100_000


@pytest.fixture(scope="module")
def elasticities() -> pd.DataFrame:
    return pd.read_csv(project_root() / "data" / "raw" / "police_elasticities.csv")


def test_the_pooled_elasticities_of_the_headline_groups(elasticities: pd.DataFrame) -> None:
    summary = pool_groups(elasticities).summary().set_index("group")
    assert summary["k"].tolist() == [2, 2, 2]
    assert summary["mean"].to_dict() == pytest.approx(
        {"violent": -0.358, "property": -0.242, "homicide": -0.745}, abs=5e-4
    )
    assert summary.loc["violent", ["new_low", "new_high"]].tolist() == pytest.approx(
        [-0.790, 0.047], abs=5e-4
    )


def test_naive_pooling_of_nine_groups_fails_in_the_two_known_ways(elasticities: pd.DataFrame) -> None:
    naive = naive_pooling(elasticities, groups=NINE_GROUPS, include_flagged=True)
    assert (naive["k"] == 3).all()
    assert (naive["tau2"] == 0).sum() == 4
    assert (naive["prediction_high"] - naive["prediction_low"]).max() > 10


@pytest.mark.parametrize("group", ["violent", "property"])
def test_a_cut_of_a_tenth_more_likely_raises_offences_than_not(
    elasticities: pd.DataFrame, group: str
) -> None:
    random, beliefs = np.random.default_rng(20181119), load_parameters(project_root() / "parameters")
    factor = beliefs.draws("crime.transport_factor", DRAWS, 1)
    offset = beliefs.draws("crime.transport_offset.violent", DRAWS, 1)
    studied = pool_groups(elasticities).draws(group, random.random((DRAWS, 3)))
    carried = transport(studied, factor, offset)
    cut, none = np.full((DRAWS, 4), np.log(0.9)), np.zeros((DRAWS, 4))
    weights = random.dirichlet(np.ones(4), DRAWS)
    change = to_percent(registered_response(cut, none, carried, np.zeros(DRAWS), weights)[:, -1])
    low, high = np.quantile(change, [0.05, 0.95])
    assert -2.5 < low < -0.5
    assert 6 < high < 8
    assert 0.7 < (change > 0).mean() < 0.95
