"""Placebos in space: ranks, cut-offs, and a test that is right at its level."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence import synthetic_control
from senim.evidence.synthetic.placebos import CUT_OFFS, ratios

FIRST = 2019


def test_ranks_and_cut_offs_follow_from_the_ratios(make_panel):
    found = synthetic_control(make_panel(3), "unit-0", FIRST)
    table = found.placebos
    assert found.placebo_ranks.equals(table["ratio"].rank(ascending=False).astype(int).rename("rank"))
    assert found.p_value == found.placebo_ranks["unit-0"] / 20
    assert found.cut_offs["cut_off"].tolist() == list(CUT_OFFS)
    for row in found.cut_offs.itertuples():
        kept = table[table["rmspe_pre"] ** 2 <= row.cut_off * found.rmspe_pre**2 * (1 + 1e-9)]
        assert row.units == len(kept)
        assert row.p_value == (kept["ratio"] >= table.loc["unit-0", "ratio"]).sum() / len(kept)


def test_each_placebo_is_the_synthetic_control_of_that_donor(make_panel):
    frame = make_panel(4, units=9)
    found = synthetic_control(frame, "unit-0", FIRST)
    for unit in ("unit-3", "unit-8"):
        own = synthetic_control(frame, unit, FIRST)
        assert found.placebo_gaps[unit].to_numpy() == pytest.approx(own.gap.to_numpy(), abs=1e-8)


def test_pool_of_donors_leaves_the_treated_unit_out(make_panel):
    frame = make_panel(4, units=9)
    found = synthetic_control(frame, "unit-0", FIRST, placebo_pool="donors")
    alone = synthetic_control(frame.drop(columns="unit-0"), "unit-3", FIRST)
    assert found.placebo_gaps["unit-3"].to_numpy() == pytest.approx(alone.gap.to_numpy(), abs=1e-8)


def test_equal_ratios_share_the_worse_rank_and_nothing_is_infinite():
    values = np.ones((4, 3)) + np.arange(4)[:, None]
    found = ratios(np.array([0.0, 0.0, 1.0]), np.array([0.0, 2.0, 1.0]), values)
    assert np.isfinite(found).all()
    assert found[0] == 1.0
    assert found[1] > 1e6


def _null_p_values(make_panel, runs):
    return np.array(
        [synthetic_control(make_panel(seed), "unit-0", FIRST).p_value for seed in range(1000, 1000 + runs)]
    )


def test_false_alarms_are_as_rare_as_claimed(make_panel):
    found = _null_p_values(make_panel, 80)
    # 80 runs, one in twenty: at most 10 with 99.5 %
    assert (found <= 0.05).sum() <= 10
    assert 0.38 < found.mean() < 0.67


@pytest.mark.slow
def test_p_values_are_uniform_over_exchangeable_units(make_panel):
    found = _null_p_values(make_panel, 1500)
    assert (found <= 0.05).mean() <= 0.06 + 0.005
    counts = np.bincount(np.round(found * 20).astype(int), minlength=21)[1:]
    # chi-squared on 19 degrees of freedom: 38.6 is passed once in two hundred
    assert ((counts - 75) ** 2 / 75).sum() < 38.6
