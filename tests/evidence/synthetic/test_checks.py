"""A pretended date, and each donor left out."""

from __future__ import annotations

import numpy as np
import pytest

from senim.evidence import SyntheticInputError, leave_donors_out, placebo_in_time, synthetic_control

FIRST = 2019


def test_nothing_is_found_at_a_date_at_which_nothing_happened(make_panel):
    frame = make_panel(2, units=24, noise=0.2)
    frame["own"] = 0.6 * frame["unit-1"] + 0.4 * frame["unit-3"]
    frame["own"] += 0.2 * np.random.default_rng(2).normal(size=24) + np.where(frame.index >= FIRST, 9.0, 0.0)
    found = synthetic_control(frame, "own", FIRST)
    pretended = placebo_in_time(found, 2013)
    assert pretended.used_periods == tuple(range(2001, 2019))
    assert found.gap.loc[FIRST:].abs().mean() > 10 * pretended.gap.loc[2013:].abs().mean()


def test_an_earlier_jump_is_found_by_an_earlier_date(make_panel):
    frame = make_panel(2, units=24, noise=0.2)
    frame["own"] = 0.6 * frame["unit-1"] + 0.4 * frame["unit-3"] + np.where(frame.index >= 2014, 6.0, 0.0)
    pretended = placebo_in_time(synthetic_control(frame, "own", FIRST), 2014)
    assert pretended.p_value == pytest.approx(1 / 25)


def test_a_pretended_date_has_to_be_earlier_and_keeps_holes_visible(make_panel):
    frame = make_panel(3).drop(index=2012)
    found = synthetic_control(frame, "unit-0", FIRST)
    with pytest.raises(SyntheticInputError, match="does not come before the treatment"):
        placebo_in_time(found, FIRST)
    assert placebo_in_time(found, 2012).panel.missing_periods == (2012,)


def test_each_donor_that_carries_weight_is_left_out_once(make_panel):
    frame = make_panel(6)
    found = synthetic_control(frame, "unit-0", FIRST)
    left = leave_donors_out(found)
    assert set(left.index) == set(found.weights.index[found.weights > 1e-6])
    assert (left["rmspe_pre"] >= found.rmspe_pre * (1 - 1e-9)).all()
    donor = left.index[0]
    again = synthetic_control(frame.drop(columns=donor), "unit-0", FIRST)
    assert left.loc[donor, "mean_gap"] == pytest.approx(again.gap.loc[FIRST:].mean())


def test_a_lone_donor_cannot_be_left_out(make_panel):
    found = synthetic_control(make_panel(6), "unit-0", FIRST, donors=["unit-1"])
    assert leave_donors_out(found).empty
