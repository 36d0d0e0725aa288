"""What the calendar says of exits; every figure is made up."""

from __future__ import annotations

import numpy as np
import pytest

from senim.personnel.officers.grid import HEAD
from senim.personnel.officers.levers import Scope
from senim.personnel.officers.rules import make_rules
from senim.personnel.officers.staffing import PayRise, StaffingPlan
from senim.personnel.officers.timeline import empty_timeline, pay_ratios


def test_pay_ratios_multiply_while_they_last() -> None:
    rises = (
        PayRise(first_month=2, ratios={"patrol": 1.5}),
        PayRise(first_month=4, ratios={"patrol": 2.0, "guard": 1.1}, last_month=5),
    )
    assert pay_ratios(rises, ("patrol", "guard"), 1).tolist() == [1.0, 1.0]
    assert pay_ratios(rises, ("patrol", "guard"), 5) == pytest.approx([3.0, 1.1])
    assert pay_ratios(rises, ("patrol", "guard"), 6) == pytest.approx([1.5, 1.0])


def test_those_meant_by_a_wave_leave_before_it(officers, plan, wave) -> None:
    coming = wave(
        first_month=6,
        scope=Scope(ranks=("middle", "head"), units=("patrol",), share=0.5),
        anticipation_months=2,
        anticipation_multiple=2.0,
        anticipation_multiple_problem=4.0,
    )
    rules = make_rules(officers(), plan(waves=(coming,)), 12)
    exits = empty_timeline(rules, 12).exits
    meant = rules.in_scope(coming) & (rules.grid.rank_of() != HEAD)
    assert 0 < meant.sum() < rules.in_scope(coming).sum()
    for month in range(12):
        # half of them will be called, so all shift by half; those with 20 years are exempt
        expected = np.where(meant[:, None], [1.5, 2.5], 1.0) if month in (4, 5) else 1.0
        assert np.allclose(exits[month, 0], expected)
        assert np.allclose(exits[month, 1], 1.0)


def test_better_pay_keeps_officers_by_its_elasticity(officers, plan) -> None:
    staffing = StaffingPlan(
        pay_rises=(PayRise(first_month=3, ratios={"patrol": 1.6}),), exit_wage_elasticity=0.5
    )
    rules = make_rules(officers(), plan(waves=()), 6, staffing)
    timeline = empty_timeline(rules, 6)
    patrol = rules.grid.unit_of() == rules.grid.units.index("patrol")
    assert np.allclose(timeline.exits[3:, :, patrol], 1.6**-0.5)
    assert np.allclose(timeline.exits[3:, :, ~patrol], 1.0)
    assert np.allclose(timeline.exits[:3], 1.0)
    assert (timeline.promotions == 1.0).all()
    assert (timeline.released == 0.0).all()
