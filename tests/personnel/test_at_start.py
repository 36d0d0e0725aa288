"""The force at the start."""

from __future__ import annotations

import pytest

from senim.personnel.at_start import force_at_start
from senim.personnel.officers import (
    AttestationPlan,
    Examination,
    LawCycle,
    OfficerForce,
    Unfit,
    expected_force,
    scored_test,
)


def test_it_is_the_first_stock_of_the_path_and_everybody_waits_once_at_most():
    force = OfficerForce(
        officers=5000,
        recruits_by_unit={"patrol": 0.5, "guard": 0.5},
        recruits_by_rank={"rank_and_file": 1.0},
        recruits_women=0.3,
        recruits_low_competence=0.1,
        recruits_problem=0.1,
        exits_yearly=((0, 0.08),),
        longest_service_years=24,
        promotions_yearly={"rank_and_file": 0.05},
        appointments_yearly=0.05,
        women_leave_yearly=0.1,
        leave_months=12.0,
        learning_yearly=0.0,
        turning_yearly=0.0,
        mending_yearly=0.0,
    )
    test = scored_test(
        specificity=0.95, competence_sensitivity=0.4, integrity_sensitivity=0.2, persistence=0.3
    )
    examination = Examination(test=test, unfit=Unfit(dismissed=0.5, demoted=0.0, transferred=0.5))
    plan = AttestationPlan(cycle=LawCycle(examination=examination), effect_classes=2)
    expected = expected_force(force, plan, 1, monthly_tenure=True)
    start = force_at_start(expected)
    assert start.everyone.sum() == pytest.approx(5000)
    by_service = expected.path.stocks[0].sum(axis=(1, 2, 3, 4))
    assert start.everyone.sum(axis=(1, 2)) == pytest.approx(by_service)
    waiting = sum(start.calendar.values())
    assert (waiting <= start.active + 1e-9).all()
    assert waiting.sum() > 0.8 * start.active.sum()
