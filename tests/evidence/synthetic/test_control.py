"""Synthetic control as a whole: recovery, blindness to level, scale and order, wrong models, usage."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim.evidence import (
    CannotTell,
    Distinguishable,
    NotDistinguishable,
    SyntheticControl,
    leave_donors_out,
    synthetic_control,
)

FIRST = 2019


def mixed(frame, weights, effect=0.0):
    """Add a unit that is an exact mixture of others, with an effect from the treatment on."""
    own = frame[list(weights)].mul(pd.Series(weights)).sum(axis=1)
    return frame.assign(own=own + np.where(frame.index >= FIRST, effect, 0.0))


def test_an_exact_mixture_is_found_with_no_gap(make_panel):
    weights = {"unit-2": 0.5, "unit-7": 0.3, "unit-11": 0.2}
    found = synthetic_control(mixed(make_panel(1), weights), "own", FIRST)
    assert found.weights[list(weights)].to_dict() == pytest.approx(weights, abs=1e-7)
    assert found.weights.drop(list(weights)).max() < 1e-7
    assert np.abs(found.gap).max() < 1e-6
    assert found.rmspe_pre < 1e-6
    assert np.isfinite(found.placebos.to_numpy()).all()


def test_a_known_effect_is_recovered_and_told(make_panel):
    generator = np.random.default_rng(2)
    frame = mixed(make_panel(2, units=24, noise=0.2), {"unit-1": 0.6, "unit-3": 0.4}, effect=-6.0)
    frame["own"] += 0.2 * generator.normal(size=len(frame))
    found = synthetic_control(frame, "own", FIRST)
    assert found.gap.loc[FIRST:].mean() == pytest.approx(-6.0, abs=0.5)
    assert found.placebo_ranks["own"] == 1
    assert found.p_value == pytest.approx(1 / 25)
    assert isinstance(found.verdict, Distinguishable)


def test_no_effect_is_not_told(make_panel):
    frame = mixed(make_panel(2, units=24, noise=0.2), {"unit-1": 0.6, "unit-3": 0.4})
    frame["own"] += 0.2 * np.random.default_rng(2).normal(size=len(frame))
    found = synthetic_control(frame, "own", FIRST)
    assert found.p_value > 0.05
    assert isinstance(found.verdict, NotDistinguishable)
    assert "not distinguishable" in str(found.verdict)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(-100, 100), st.floats(0.01, 100))
def test_level_and_scale_of_all_units_change_no_weight(seed, level, scale):
    frame = _panel(seed)
    straight = synthetic_control(frame, "unit-0", FIRST)
    moved = synthetic_control(scale * frame + level, "unit-0", FIRST)
    assert moved.weights.to_numpy() == pytest.approx(straight.weights.to_numpy(), abs=1e-6)
    assert moved.rmspe_pre == pytest.approx(scale * straight.rmspe_pre, rel=1e-5)
    assert moved.placebo_ranks.equals(straight.placebo_ranks)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_order_of_donors_permutes_weights(seed):
    frame = _panel(seed)
    order = np.random.default_rng(seed).permutation(frame.columns)
    straight = synthetic_control(frame, "unit-0", FIRST)
    turned = synthetic_control(frame[order], "unit-0", FIRST)
    assert turned.weights[straight.weights.index].to_numpy() == pytest.approx(
        straight.weights.to_numpy(), abs=1e-8
    )
    assert turned.p_value == straight.p_value


def _panel(seed: int) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    values = 20 + np.cumsum(generator.normal(size=(24, 8)), axis=0)
    return pd.DataFrame(values, index=range(2001, 2025), columns=[f"unit-{i}" for i in range(8)])


def test_a_break_in_a_donor_is_taken_for_an_effect_and_leaving_it_out_shows_it(make_panel):
    frame = mixed(make_panel(8, units=24, noise=0.2), {"unit-4": 0.7, "unit-5": 0.3})
    frame["own"] += 0.2 * np.random.default_rng(8).normal(size=len(frame))
    frame.loc[FIRST:, "unit-4"] += 10.0
    found = synthetic_control(frame, "own", FIRST)
    # nothing happened to the unit: the gap is the donor's
    assert found.gap.loc[FIRST:].mean() < -4.0
    moved = (leave_donors_out(found)["mean_gap"] - found.gap.loc[FIRST:].mean()).abs()
    assert moved.idxmax() == "unit-4"
    assert moved["unit-4"] > 5 * moved.drop("unit-4").max()


def test_predictors_and_lagged_outcomes_in_the_classical_way(make_panel):
    frame = make_panel(9, units=16)
    predictors = pd.DataFrame({"early": frame.loc[:2006].mean(), "late": frame.loc[2013:2018].mean()})
    found = synthetic_control(frame, "unit-0", FIRST, predictors=predictors, lagged_outcomes=[2003, 2018])
    assert list(found.predictor_weights.index) == ["early", "late", "outcome 2003", "outcome 2018"]
    assert found.predictor_weights.sum() == pytest.approx(1.0)
    assert found.balance.loc["outcome 2018", "treated"] == frame.loc[2018, "unit-0"]
    assert found.balance.loc["early", "synthetic"] == pytest.approx(
        found.weights @ predictors.loc[found.weights.index, "early"]
    )
    direct = synthetic_control(frame, "unit-0", FIRST)
    assert direct.predictor_weights is None
    assert direct.rmspe_pre <= found.rmspe_pre
    assert found.diagnostics.best_rmspe == pytest.approx(direct.rmspe_pre)


def test_given_predictor_weights_are_used_as_they_are(make_panel):
    frame = make_panel(10, units=16)
    predictors = pd.DataFrame({"early": frame.loc[:2006].mean(), "late": frame.loc[2013:2018].mean()})
    given_weights = pd.Series({"late": 3.0, "early": 1.0})
    found = synthetic_control(frame, "unit-0", FIRST, predictors=predictors, predictor_weights=given_weights)
    assert found.predictor_weights.to_dict() == {"early": 0.25, "late": 0.75}
    assert found.start_losses is None


def test_holes_are_left_out_and_listed(make_panel):
    frame = make_panel(11)
    frame.loc[[2004, 2018], "unit-0"] = np.nan
    frame.loc[2010, "unit-3"] = np.nan
    found = synthetic_control(frame, "unit-0", FIRST)
    assert 2004 not in found.used_periods
    assert "unit-3" not in found.used_donors
    assert found.panel.missing_periods == (2004, 2018)
    assert isinstance(found.verdict, CannotTell)
    assert "2018 missing within 2 periods of the treatment" in found.verdict.reasons[0]
    path = found.path().set_index("period")
    assert list(path.index) == list(range(2001, 2025))
    assert path.loc[[2004, 2018]].drop(columns="used").isna().all(axis=None)
    assert not path["used"].loc[2018]


def test_without_placebos_there_is_no_verdict_but_cannot_tell(make_panel):
    found = synthetic_control(make_panel(12), "unit-0", FIRST, placebos=False)
    assert found.p_value is None
    assert found.placebo_ranks is None
    assert isinstance(found.verdict, CannotTell)


def test_it_prints_itself(make_panel):
    found = synthetic_control(make_panel(13), "unit-0", FIRST)
    assert isinstance(found, SyntheticControl)
    assert "unit-0, treated from 2019" in str(found)
    assert "verdict" in str(found)
